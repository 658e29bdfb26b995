// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.identity.Identity;
import nl.schakel.platform.identity.PersonKey;

/**
 * A report that was checked and may be stored. Never printed: it holds an identity.
 *
 * @param facts answers that are kept with the report, by field name
 * @param identity what goes to the vault
 * @param personKey the source's own key of the person, of which only a keyed hash is kept
 * @param pseudonyms what numbers became at the key holder, of which only a keyed hash is kept
 * @param identityFields names of the fields that were given for the vault
 * @param groundProposed whether the ground is one that the field list proposes
 */
record NewReport(
    String reporterType,
    Map<String, FieldValue> facts,
    Identity identity,
    Optional<String> personKey,
    List<PersonKey> pseudonyms,
    Set<String> identityFields,
    Optional<Boolean> groundProposed) {

  @Override
  public String toString() {
    return "NewReport of %d facts".formatted(facts.size());
  }
}
