// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/** A person as the database keeps it. */
@SuppressWarnings("ArrayRecordComponent") // carried from cipher to row, never compared
record SealedPerson(PersonId person, byte[] wrappedKey, byte[] sealed) {

  @Override
  public String toString() {
    return "SealedPerson[%s]".formatted(person);
  }
}
