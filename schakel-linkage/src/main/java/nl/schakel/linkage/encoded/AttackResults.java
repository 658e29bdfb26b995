// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the attacks of the build found out about encodings of invented persons: the share of records
 * that an attacker with a list of names put the right name to.
 *
 * @param rows one for each attack, kind of encoding and overlap
 */
public record AttackResults(List<Row> rows) {
  /** At most so many percent of records may be named rightly under the hardened encoding. */
  public static final String GATE_PERCENT = "1.0";

  /** Where the gate is measured: all encoded persons are on the attacker's list. */
  private static final int FULL_OVERLAP = 100;

  private static final String FILE = "attacks.csv";

  /**
   * One attack.
   *
   * @param encoding {@code plain} or {@code hardened}
   * @param overlapPercent share of the encoded persons on the attacker's list
   * @param foundPercent share of the encoded persons on that list that were named rightly
   */
  public record Row(
      String attack, String encoding, int overlapPercent, int records, double foundPercent) {}

  public AttackResults {
    rows = List.copyOf(rows);
  }

  /** The results that were measured with this version; the build compares them with a new run. */
  public static AttackResults published() {
    try (InputStream in = AttackResults.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new AttackResults(text.lines().skip(1).map(AttackResults::row).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split(",");
    return new Row(
        cells[0],
        cells[1],
        Integer.parseInt(cells[2]),
        Integer.parseInt(cells[3]),
        Double.parseDouble(cells[4]));
  }

  private double worstHardened() {
    return rows.stream()
        .filter(row -> row.encoding().equals("hardened") && row.overlapPercent() == FULL_OVERLAP)
        .mapToDouble(Row::foundPercent)
        .max()
        .orElse(100);
  }

  /** The best attack on the hardened encoding at full overlap, in percent. */
  public String worstHardenedPercent() {
    return Double.toString(worstHardened());
  }

  /**
   * Whether every attack on the hardened encoding stays at or below the gate at full overlap; not
   * measured counts as not.
   */
  public boolean withinGate() {
    return worstHardened() <= Double.parseDouble(GATE_PERCENT);
  }
}
