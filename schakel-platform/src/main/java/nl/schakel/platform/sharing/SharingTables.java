// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The tables as a lawyer reads them: every row in words, what is unsure or due, what falls into
 * "ask".
 */
@Component
public class SharingTables {
  private final SharingRules rules;
  private final RuleVersions versions;
  private final SharingCodes codes;

  SharingTables(SharingRules rules, RuleVersions versions, SharingCodes codes) {
    this.versions = versions;
    this.rules = rules;
    this.codes = codes;
  }

  /**
   * One column of a row.
   *
   * @param except the codes are the ones that do not count
   * @param codes empty when every value counts
   */
  public record Cell(String input, boolean except, List<String> codes) {
    public Cell {
      codes = List.copyOf(codes);
    }

    public boolean anything() {
      return codes.isEmpty();
    }
  }

  /** A row with its columns. */
  public record Line(SharingAnswer.Rule rule, List<Cell> cells) {
    public Line {
      cells = List.copyOf(cells);
    }

    public Cell cell(String input) {
      return cells.stream().filter(cell -> cell.input().equals(input)).findFirst().orElseThrow();
    }
  }

  /** A table with its rows. */
  public record Area(String id, String description, List<Line> lines) {
    public Area {
      lines = List.copyOf(lines);
    }
  }

  /** What to look for; empty texts look for everything. */
  public record Filter(
      String table,
      String sender,
      String receiver,
      String ground,
      String decision,
      String certainty) {}

  /** The tables with the rows that fit the filter; a table without any is left out. */
  public List<Area> areas(Filter filter) {
    return rules.rulebook().tables().stream()
        .filter(table -> filter.table().isEmpty() || filter.table().equals(table.id()))
        .map(table -> new Area(table.id(), table.description(), lines(table, filter)))
        .filter(area -> !area.lines().isEmpty())
        .toList();
  }

  public List<String> tables() {
    return rules.rulebook().tables().stream().map(DecisionTable::id).toList();
  }

  private List<Line> lines(DecisionTable table, Filter filter) {
    List<Line> lines = new ArrayList<>();
    for (DecisionTable.Row row : table.rows()) {
      SharingAnswer.Rule rule = rules.rulebook().rule(row.id());
      if (accepts(row, 0, filter.sender())
          && accepts(row, 1, filter.receiver())
          && (filter.ground().isEmpty() || rule.grounds().contains(filter.ground()))
          && (filter.decision().isEmpty() || rule.decision().code().equals(filter.decision()))
          && (filter.certainty().isEmpty() || rule.certainty().code().equals(filter.certainty()))) {
        lines.add(new Line(rule, cells(row)));
      }
    }
    return lines;
  }

  private static boolean accepts(DecisionTable.Row row, int column, String code) {
    return code.isEmpty() || row.tests().get(column).accepts(code);
  }

  private List<Cell> cells(DecisionTable.Row row) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < SharingQuestion.INPUTS.size(); i++) {
      String input = SharingQuestion.INPUTS.get(i);
      cells.add(
          switch (row.tests().get(i)) {
            case UnaryTest.OneOf one -> new Cell(input, false, ordered(input, one.values()));
            case UnaryTest.NoneOf none -> new Cell(input, true, ordered(input, none.values()));
            case UnaryTest.Anything ignored -> new Cell(input, false, List.of());
            case UnaryTest.Compared ignored -> new Cell(input, false, List.of());
            case UnaryTest.Between ignored -> new Cell(input, false, List.of());
          });
    }
    return cells;
  }

  private List<String> ordered(String input, Set<Object> values) {
    return codes.inputs().getOrDefault(input, List.of()).stream().filter(values::contains).toList();
  }

  /** Rows that are not sure, or whose review is due on the day. */
  public List<Line> attention(LocalDate day) {
    return areas(new Filter("", "", "", "", "", "")).stream()
        .flatMap(area -> area.lines().stream())
        .filter(
            line ->
                line.rule().certainty() == Certainty.UNSURE || !line.rule().reviewBy().isAfter(day))
        .toList();
  }

  /**
   * How far the rules reach.
   *
   * @param pairs combinations of sender, receiver and purpose that there can be
   * @param known those for which a row about personal data was written
   * @param silent organisations that no row about personal data names as sender
   */
  public record Coverage(long pairs, long known, List<String> silent) {
    public Coverage {
      silent = List.copyOf(silent);
    }
  }

  public Coverage coverage() {
    List<String> parties = codes.codes(SharingCodes.PARTY);
    List<String> purposes = codes.codes("purpose");
    List<DecisionTable.Row> rows = personal();
    long known = 0;
    List<String> silent = new ArrayList<>();
    for (String sender : parties) {
      List<DecisionTable.Row> from =
          rows.stream().filter(row -> row.tests().get(0).accepts(sender)).toList();
      if (from.stream().noneMatch(row -> row.tests().get(0) instanceof UnaryTest.OneOf)) {
        silent.add(sender);
      }
      for (String receiver : parties) {
        for (String purpose : purposes) {
          known += knows(from, receiver, purpose) ? 1 : 0;
        }
      }
    }
    return new Coverage((long) parties.size() * parties.size() * purposes.size(), known, silent);
  }

  /**
   * For which receivers and purposes a row about personal data was written with this sender.
   *
   * @param receiver the code of the receiver
   * @param known purposes with a row; for all others the answer is "ask"
   */
  public record Reached(String receiver, List<String> known) {
    public Reached {
      known = List.copyOf(known);
    }
  }

  /** What falls into "ask" for one sender: each receiver with the purposes that have a row. */
  public List<Reached> reached(String sender) {
    List<DecisionTable.Row> rows = personal();
    List<DecisionTable.Row> from =
        rows.stream().filter(row -> row.tests().get(0).accepts(sender)).toList();
    return codes.codes(SharingCodes.PARTY).stream()
        .map(
            receiver ->
                new Reached(
                    receiver,
                    codes.codes("purpose").stream()
                        .filter(purpose -> knows(from, receiver, purpose))
                        .toList()))
        .toList();
  }

  private static boolean knows(List<DecisionTable.Row> from, String receiver, String purpose) {
    return from.stream()
        .anyMatch(
            row -> row.tests().get(1).accepts(receiver) && row.tests().get(2).accepts(purpose));
  }

  private List<DecisionTable.Row> personal() {
    return rules.rulebook().tables().stream()
        .filter(table -> !table.id().equals(Rulebook.EXTRA_GROUND))
        .flatMap(table -> table.rows().stream())
        .filter(row -> row.tests().get(3).accepts("identity"))
        .toList();
  }

  /** The file of a table, as it can be opened in any DMN modeller. */
  public Optional<byte[]> file(String table) {
    return versions.file(rules.version(), table + ".dmn");
  }

  /** The codes of a cell as one text for a spreadsheet. */
  public static String text(Cell cell) {
    String codes = cell.codes().stream().collect(Collectors.joining("; "));
    return cell.anything() ? "-" : cell.except() ? "not: " + codes : codes;
  }
}
