// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.schakel.platform.identity.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives each row of a file the key that makes it the same report however often it is sent.
 *
 * <p>A row with a reference has that as its key. A row without one has a keyed digest of its whole
 * content and the number that says the how-manieth row with this content it is in its file: two
 * equal rows are two reports, and the same file again is none. The digest is keyed with a secret
 * that the database holds only sealed, so that nobody can test a guessed name against it.
 */
@Component
class ImportKeys {
  /** Rows without a reference that one file may hold; each takes 12 bytes while it is read. */
  static final int MOST_WITHOUT_REFERENCE = 5_000_000;

  private static final String NAME = "row-key";
  private static final String HASHED = "row-";
  private static final int LONGEST_REFERENCE = 60;

  private final SecretKeySpec secret;

  ImportKeys(JdbcClient jdbc, Sealer sealer) {
    this.secret = SealedSecret.named(NAME, jdbc, sealer);
  }

  /** Whether a key was made from the whole content of a row. */
  static boolean isHashed(String key) {
    return key.startsWith(HASHED) && key.length() > 43;
  }

  /** Keys for the rows of one file, to be asked in the order of the file. */
  OfFile ofFile() {
    try {
      Mac mac = Mac.getInstance(SealedSecret.ALGORITHM);
      mac.init(secret);
      return new OfFile(mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          SealedSecret.ALGORITHM + " is part of every Java platform", e);
    }
  }

  /** Counts equal rows of one file. */
  static final class OfFile {
    private final Mac mac;
    private final Occurrences occurrences = new Occurrences();

    private OfFile(Mac mac) {
      this.mac = mac;
    }

    String next(ImportRow row) {
      List<String> reference = row.report().texts("reference");
      if (!reference.isEmpty() && reference.getFirst().length() <= LONGEST_REFERENCE) {
        return reference.getFirst();
      }
      byte[] digest = mac.doFinal(content(row.report()).getBytes(StandardCharsets.UTF_8));
      int occurrence = occurrences.next(digest, row.line());
      return HASHED
          + Base64.getUrlEncoder().withoutPadding().encodeToString(digest)
          + "-"
          + occurrence;
    }

    private static String content(RawReport report) {
      StringBuilder text = new StringBuilder(256);
      for (Map.Entry<String, List<String>> entry : new TreeMap<>(report.values()).entrySet()) {
        text.append(entry.getKey());
        entry.getValue().forEach(value -> text.append('\u001F').append(value));
        text.append('\u001E');
      }
      return text.toString();
    }
  }

  /**
   * How often a digest was seen, by its first eight bytes, in two flat arrays: a map of objects
   * would take ten times the memory.
   */
  private static final class Occurrences {
    private long[] marks = new long[1 << 12];
    private int[] counts = new int[1 << 12];
    private int used;

    int next(byte[] digest, long line) {
      if (used >= MOST_WITHOUT_REFERENCE) {
        throw new ImportBroken(line, "import-references", Integer.toString(MOST_WITHOUT_REFERENCE));
      }
      if (used * 3 > marks.length * 2) {
        grow();
      }
      int slot = slot(mark(digest));
      if (counts[slot] == 0) {
        marks[slot] = mark(digest);
        used++;
      }
      counts[slot]++;
      return counts[slot];
    }

    private static long mark(byte[] digest) {
      long mark = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        mark = mark << 8 | (digest[i] & 0xFF);
      }
      return mark;
    }

    private int slot(long mark) {
      int slot = (int) mark & (marks.length - 1);
      while (counts[slot] != 0 && marks[slot] != mark) {
        slot = (slot + 1) & (marks.length - 1);
      }
      return slot;
    }

    private void grow() {
      long[] oldMarks = marks;
      int[] oldCounts = counts;
      marks = new long[oldMarks.length * 2];
      counts = new int[oldCounts.length * 2];
      for (int i = 0; i < oldMarks.length; i++) {
        if (oldCounts[i] != 0) {
          int slot = slot(oldMarks[i]);
          marks[slot] = oldMarks[i];
          counts[slot] = oldCounts[i];
        }
      }
    }
  }
}
