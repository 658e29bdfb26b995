// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests that tell which model and which text of a record a judgement rests on: the first 64 bits
 * of SHA-256. The digest of a record is made from personal data and can be guessed by who knows the
 * person; keep it where the record may be kept.
 */
public final class Versions {
  private Versions() {}

  /** The version of a model: of the file that it is written to. */
  public static String of(Model model) {
    MessageDigest digest = digest();
    digest.update(ModelFile.write(model).getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  /** The version of a record: of its columns and values, not of its id. */
  public static String of(Records records, int number) {
    MessageDigest digest = digest();
    for (String column : records.columns()) {
      add(digest, column);
      add(digest, records.value(number, column));
    }
    return hex(digest);
  }

  /** With its length, so that no two rows of texts run together to the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
