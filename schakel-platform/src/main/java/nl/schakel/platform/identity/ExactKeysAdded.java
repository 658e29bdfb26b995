// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.List;

/** Persons who were in the vault got an exact key more, by which they may meet others. */
public record ExactKeysAdded(List<PersonId> persons) {
  public ExactKeysAdded {
    persons = List.copyOf(persons);
  }
}
