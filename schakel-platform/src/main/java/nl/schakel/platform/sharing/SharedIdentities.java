// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.Map;

/** Shows who a share is about, with a line in the log before it does; the vault implements it. */
@FunctionalInterface
public interface SharedIdentities {
  /** Texts by field, of the fields of the grant only; empty when the person was erased. */
  Map<String, List<String>> reveal(IdentityGrant grant);
}
