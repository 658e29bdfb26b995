// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/** A digest by which reports on one person find each other. */
@SuppressWarnings("ArrayRecordComponent") // carried from digest to row, never compared
record LinkingKey(PersonId person, KeyKind kind, byte[] key) {

  @Override
  public String toString() {
    return "LinkingKey[%s, %s]".formatted(person, kind);
  }
}
