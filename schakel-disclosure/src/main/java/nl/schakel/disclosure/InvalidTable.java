// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

/** Says which rule a table, a dimension or a set of records breaks, and in which field. */
public final class InvalidTable extends IllegalArgumentException {
  private final String field;
  private final String rule;

  InvalidTable(String field, String rule, String problem) {
    super(problem);
    this.field = field;
    this.rule = rule;
  }

  /** Returns the name of the dimension or field at fault. */
  public String field() {
    return field;
  }

  /**
   * Returns the code of the rule: {@code name}, {@code code}, {@code parent}, {@code width}, {@code
   * negative}, {@code missing}, {@code twice}, {@code total}, {@code size} or {@code empty}.
   */
  public String rule() {
    return rule;
  }
}
