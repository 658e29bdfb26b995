// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.UUID;

/** Identifies one version of the rules. */
public record RuleVersionId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
