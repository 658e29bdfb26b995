// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.util.HexFormat;

/** A point that goes over the line: blinded, evaluated, or a public key. Never the identity. */
public final class Element {
  private final Point point;
  private final byte[] bytes;

  Element(Point point) {
    this.point = point;
    this.bytes = P256.write(point);
  }

  /**
   * Reads a compressed point.
   *
   * @throws InvalidElement when the bytes are not 33, not on the curve or the identity
   */
  public static Element of(byte[] bytes) {
    return new Element(P256.read(bytes).orElseThrow(() -> new InvalidElement(bytes.length)));
  }

  /** As {@link #of(byte[])}, from 66 hexadecimal digits. */
  public static Element ofHex(String hex) {
    try {
      return of(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException notHex) {
      throw notHex instanceof InvalidElement invalid
          ? invalid
          : new InvalidElement(hex.length() / 2);
    }
  }

  Point point() {
    return point;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Element element && point.equals(element.point);
  }

  @Override
  public int hashCode() {
    return point.hashCode();
  }

  @Override
  public String toString() {
    return "Element";
  }
}
