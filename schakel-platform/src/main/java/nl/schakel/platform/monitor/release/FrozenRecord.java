// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One victim in one year of a frozen set.
 *
 * @param key random, 16 bytes, the same for one person in every year and set
 */
record FrozenRecord(byte[] key, String facts) {

  /** Proves that the record is whole; without the key it tells nothing about the facts. */
  byte[] mark() {
    return Sha256.of(
        (HexFormat.of().formatHex(key) + "|" + facts).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrozenRecord(byte[] otherKey, String otherFacts)
        && Arrays.equals(key, otherKey)
        && facts.equals(otherFacts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key) * 31 + facts.hashCode();
  }

  @Override
  public String toString() {
    return "FrozenRecord[" + facts + "]";
  }
}
