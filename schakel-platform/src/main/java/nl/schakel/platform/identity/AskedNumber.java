// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Optional;
import nl.schakel.keyholder.NumberKind;

/** A number of a person that the key holder may be asked about. */
enum AskedNumber {
  V_NUMBER(NumberKind.V_NUMBER, KeyKind.V_NUMBER, KeyKind.V_NUMBER_PSEUDONYM) {
    @Override
    Optional<String> written(Identity identity) {
      return identity.vNumber();
    }
  },
  BSN(NumberKind.BSN, KeyKind.BSN, KeyKind.BSN_PSEUDONYM) {
    @Override
    Optional<String> written(Identity identity) {
      return identity.bsn();
    }
  };

  private final NumberKind number;
  private final KeyKind clear;
  private final KeyKind pseudonym;

  AskedNumber(NumberKind number, KeyKind clear, KeyKind pseudonym) {
    this.number = number;
    this.clear = clear;
    this.pseudonym = pseudonym;
  }

  abstract Optional<String> written(Identity identity);

  /** As it is blinded; empty where none is known, or where what is known is no such number. */
  Optional<String> of(Identity identity) {
    return written(identity).flatMap(number::normalised);
  }

  NumberKind number() {
    return number;
  }

  KeyKind clear() {
    return clear;
  }

  KeyKind pseudonym() {
    return pseudonym;
  }

  /** By the code of the settings: {@code v-number} or {@code bsn}. */
  static Optional<AskedNumber> of(String code) {
    for (AskedNumber asked : values()) {
      if (asked.number.code().equals(code.strip())) {
        return Optional.of(asked);
      }
    }
    return Optional.empty();
  }
}
