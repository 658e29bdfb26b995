// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Without or with a proof that the published key was used (RFC 9497, section 3.1). */
public enum Mode {
  OPRF(0),
  VOPRF(1);

  /** Named in every hash, so that what one mode makes is of no use in the other. */
  private final byte[] context;

  Mode(int number) {
    context =
        join(
            "OPRFV1-".getBytes(StandardCharsets.US_ASCII),
            new byte[] {(byte) number},
            "-P256-SHA256".getBytes(StandardCharsets.US_ASCII));
  }

  byte[] tag(String purpose) {
    return join(purpose.getBytes(StandardCharsets.US_ASCII), context);
  }

  Optional<Point> point(byte[] text) {
    return HashToCurve.point(text, tag("HashToGroup-"));
  }

  BigInteger scalar(byte[] text) {
    return HashToCurve.scalar(text, tag("HashToScalar-"));
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** The bytes with their number in two bytes before them. */
  static byte[] counted(byte[] bytes) {
    return join(two(bytes.length), bytes);
  }

  static byte[] two(int number) {
    return new byte[] {(byte) (number >> 8), (byte) number};
  }
}
