// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.List;
import java.util.Optional;

/**
 * A person to be sealed.
 *
 * @param personKey key by which the reporter knows the person, when no number is known
 * @param pseudonyms what numbers became at the key holder, one for each epoch
 */
public record NewPerson(Identity identity, Optional<String> personKey, List<PersonKey> pseudonyms) {

  public NewPerson {
    pseudonyms = List.copyOf(pseudonyms);
  }

  /** Without pseudonyms. */
  public NewPerson(Identity identity, Optional<String> personKey) {
    this(identity, personKey, List.of());
  }

  @Override
  public String toString() {
    return "NewPerson[sealed]";
  }
}
