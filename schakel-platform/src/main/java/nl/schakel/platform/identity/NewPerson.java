// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Optional;

/**
 * A person to be sealed.
 *
 * @param personKey key by which the reporter knows the person, when no number is known
 */
public record NewPerson(Identity identity, Optional<String> personKey) {

  @Override
  public String toString() {
    return "NewPerson[sealed]";
  }
}
