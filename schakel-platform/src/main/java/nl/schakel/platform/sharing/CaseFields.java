// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.Locale;
import nl.schakel.platform.access.OrganisationId;

/** Words and needs of the fields of a case; the room that keeps the form implements it. */
public interface CaseFields {
  /** Names in the order of the form. */
  List<String> names();

  String label(String field, Locale locale);

  /** A value in words. */
  String value(String field, String value, Locale locale);

  /**
   * What this organisation needs of a case: of each group one field at least; empty when it asks
   * nothing.
   */
  List<List<String>> needed(OrganisationId organisation);
}
