// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import java.io.Writer;
import nl.schakel.linkage.Weights;

/** The lines of {@code pairs.csv}, so that every engine writes the same bytes for a pair. */
public final class PairsCsv {
  /** The first line, without its end. */
  public static final String HEADER = "id_left,id_right,match_weight,match_probability,rule";

  private final CsvFile csv;

  /** Writes lines, not the header; does not close what it writes to. */
  public PairsCsv(Writer out) {
    this(new CsvFile(out));
  }

  PairsCsv(CsvFile csv) {
    this.csv = csv;
  }

  /**
   * Writes one pair; the ids as they are, also when a spreadsheet would take them for a formula.
   *
   * @param weight match weight in bits, with the prior
   * @param rule name of the rule that found the pair first
   */
  public void pair(String left, String right, double weight, String rule) {
    csv.text(left).text(right).number(weight).number(Weights.probability(weight)).shown(rule).end();
  }
}
