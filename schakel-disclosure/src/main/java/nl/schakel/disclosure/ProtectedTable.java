// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A table that may be published, with the audit that says so; there is none without. */
public final class ProtectedTable implements Outcome {
  /**
   * One cell.
   *
   * @param codes the code in each dimension, {@link Dimension#TOTAL} for a total
   * @param value the figure to show; empty when the cell is not shown
   * @param least the smallest true count somebody outside must think possible
   * @param most the largest one
   */
  public record Cell(List<String> codes, OptionalLong value, long least, long most) {}

  private final CountTable table;
  private final Method method;
  private final long[] shown;
  private final int reach;
  private final int step;
  private final Audit audit;
  private final GroupRules rules;
  private final Sentence sentence;

  ProtectedTable(
      CountTable table,
      Method method,
      GroupRules rules,
      long[] shown,
      int reach,
      int step,
      Audit audit) {
    this.table = table;
    this.method = method;
    this.rules = rules;
    this.shown = shown;
    this.reach = reach;
    this.step = step;
    this.audit = audit;
    boolean whole = Arrays.stream(shown).noneMatch(value -> value == Release.NOT_SHOWN);
    sentence =
        whole || !(method instanceof Method.ControlledRounding)
            ? method.sentence()
            : Sentences.with(method.sentence(), Sentences.fewerTotals());
  }

  /** Returns the dimensions. */
  public List<Dimension> dimensions() {
    return table.dimensions();
  }

  /** Returns the method. */
  public Method method() {
    return method;
  }

  /** Returns the rules about groups that the table keeps. */
  public GroupRules rules() {
    return rules;
  }

  /** Returns the audit. */
  public Audit audit() {
    return audit;
  }

  /** Returns in one or two sentences for readers what was done to the figures. */
  public Sentence sentence() {
    return sentence;
  }

  /** Returns the figure to show; empty when the cell is not shown. */
  public OptionalLong value(String... codes) {
    return value(table.shape().cell(List.of(codes)));
  }

  private OptionalLong value(int cell) {
    return shown[cell] == Release.NOT_SHOWN ? OptionalLong.empty() : OptionalLong.of(shown[cell]);
  }

  /**
   * Returns the share of one cell in another, 0 to 1, from the figures that are shown; empty when
   * one of them is not shown or the whole is shown as 0.
   */
  public OptionalDouble share(List<String> part, List<String> whole) {
    OptionalLong above = value(table.shape().cell(part));
    OptionalLong below = value(table.shape().cell(whole));
    if (above.isEmpty() || below.isEmpty() || below.getAsLong() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.min(1, (double) above.getAsLong() / below.getAsLong()));
  }

  /** Returns all cells, totals and parents among them. */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int cell = 0; cell < shown.length; cell++) {
      cells.add(
          new Cell(table.shape().codes(cell), value(cell), audit.least(cell), audit.most(cell)));
    }
    return cells;
  }

  /** Returns what goes into the ledger once this is published. */
  public Release release(String name) {
    return new Release(name, table, shown, reach, step);
  }

  long[] shown() {
    return shown;
  }
}
