// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What must hold before decision tables are put to use: no question has two answers, no ordinary
 * question falls through, nothing is allowed without purpose and ground, sensitive data never
 * without their extra ground, every row says how sure it is and speaks both languages.
 */
final class TableChecks {
  static final List<String> OUTPUTS =
      List.of("decision", "modality", "conditions", "grounds", "dpv", "certainty", "review");
  private static final List<String> NOTES = List.of("source", "reason_nl", "reason_en");

  /** Data from which nobody can be recognised; every other class is personal. */
  static final Set<String> NO_PERSON = Set.of("modus", "aggregate");

  /** Special categories, data on offences and the citizen service number: each needs more. */
  static final Set<String> SENSITIVE =
      Set.of("health", "sex-life", "origin", "suspect", "offence", "bsn");

  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final LocalDate day;
  private final Map<String, List<String>> inputs;
  private final List<TableProblem> problems = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private TableChecks(SharingCodes codes, LawGrounds grounds, LocalDate day) {
    this.codes = codes;
    this.grounds = grounds;
    this.day = day;
    this.inputs = codes.inputs();
  }

  /** A row with the values that each of its columns accepts. */
  private record Reach(DecisionTable table, DecisionTable.Row row, List<Set<String>> accepted) {}

  /**
   * Everything that is wrong with the tables.
   *
   * @param day on which they are put to use; a row whose review is due before is refused
   */
  static List<TableProblem> problems(
      List<DecisionTable> tables, SharingCodes codes, LawGrounds grounds, LocalDate day) {
    TableChecks checks = new TableChecks(codes, grounds, day);
    tables.forEach(checks::shape);
    if (checks.problems.isEmpty()) {
      tables.forEach(checks::rows);
      checks.answers(tables);
    }
    return List.copyOf(checks.problems);
  }

  private void shape(DecisionTable table) {
    List<String> names = table.inputs().stream().map(DecisionTable.Input::name).toList();
    if (!names.equals(SharingQuestion.INPUTS)) {
      problem(table, "", "", "inputs are %s, expected %s".formatted(names, SharingQuestion.INPUTS));
      return;
    }
    for (DecisionTable.Input input : table.inputs()) {
      if (!input.allowed().equals(Set.copyOf(inputs.getOrDefault(input.name(), List.of())))) {
        problem(table, "", input.name(), "its values are not those of the code list");
      }
    }
    List<String> outputs = table.outputs().stream().map(DecisionTable.Output::name).toList();
    if (!outputs.equals(OUTPUTS)) {
      problem(table, "", "", "outputs are %s, expected %s".formatted(outputs, OUTPUTS));
      return;
    }
    if (!table.outputs().getFirst().otherwise().equals(Optional.of("ask"))) {
      problem(table, "", "decision", "what no row knows must be 'ask'");
    }
    if (!table.annotations().equals(NOTES)) {
      problem(table, "", "", "notes are %s, expected %s".formatted(table.annotations(), NOTES));
    }
  }

  private void rows(DecisionTable table) {
    for (DecisionTable.Row row : table.rows()) {
      if (!ids.add(row.id())) {
        problem(table, row.id(), "", "its identifier is used before");
      }
      if (row.notes().size() != NOTES.size()) {
        problem(table, row.id(), "", "the notes are missing");
        continue;
      }
      for (int note = 0; note < NOTES.size(); note++) {
        if (row.notes().get(note).isBlank()) {
          problem(table, row.id(), NOTES.get(note), "is empty");
        }
      }
      review(table, row);
      conditions(table, row);
      grounds(table, row);
    }
  }

  private void review(DecisionTable table, DecisionTable.Row row) {
    String text = result(table, row, "review").toString();
    try {
      if (LocalDate.parse(text).isBefore(day)) {
        problem(table, row.id(), "review", "was due on " + text);
      }
    } catch (DateTimeException e) {
      problem(table, row.id(), "review", "'%s' is not a date".formatted(text));
    }
  }

  private void conditions(DecisionTable table, DecisionTable.Row row) {
    boolean gate = false;
    for (String condition : texts(table, row, "conditions")) {
      boolean stands = codes.code(SharingCodes.GATE, condition).isPresent();
      gate |= stands;
      if (!stands && codes.code(SharingCodes.DUTY, condition).isEmpty()) {
        problem(table, row.id(), "conditions", "'%s' is not a condition".formatted(condition));
      }
    }
    Decision decision = decision(table, row);
    if (decision == Decision.ALLOWED && gate) {
      problem(table, row.id(), "conditions", "names a condition, so it is allowed-if");
    }
    if (decision == Decision.ALLOWED_IF && !gate) {
      problem(table, row.id(), "conditions", "names no condition, so it is not allowed-if");
    }
  }

  private void grounds(DecisionTable table, DecisionTable.Row row) {
    List<String> named = texts(table, row, "grounds");
    for (String ground : named) {
      if (grounds.find(ground).isEmpty()) {
        problem(table, row.id(), "grounds", "'%s' is not a known ground".formatted(ground));
      }
    }
    boolean positive = decision(table, row).positive();
    if (named.isEmpty()) {
      problem(
          table,
          row.id(),
          "grounds",
          positive ? "nothing is allowed without a ground" : "is empty: say what it rests on");
    }
    if (!positive) {
      return;
    }
    boolean extra = table.id().equals(Rulebook.EXTRA_GROUND);
    boolean personal = !NO_PERSON.containsAll(accepted(table, row, "data"));
    if (personal && result(table, row, "dpv").toString().isEmpty()) {
      problem(table, row.id(), "dpv", "is empty");
    }
    if (personal && !extra && row.tests().get(2) instanceof UnaryTest.Anything) {
      problem(table, row.id(), "purpose", "nothing is allowed without a purpose");
    }
    if (extra
        && named.stream().flatMap(id -> grounds.find(id).stream()).noneMatch(LawGround::special)) {
      problem(table, row.id(), "grounds", "none of them can carry sensitive data");
    }
  }

  /** No two rows answer the same question, and no ordinary question is left without a row. */
  private void answers(List<DecisionTable> tables) {
    List<Reach> areas = reaches(tables, id -> !id.equals(Rulebook.EXTRA_GROUND));
    List<Reach> extra = reaches(tables, id -> id.equals(Rulebook.EXTRA_GROUND));
    overlap(areas);
    overlap(extra);
    if (problems.isEmpty()) {
      ordinary(areas);
      sensitive(extra);
    }
  }

  private List<Reach> reaches(List<DecisionTable> tables, Predicate<String> chosen) {
    return tables.stream()
        .filter(table -> chosen.test(table.id()))
        .flatMap(
            table ->
                table.rows().stream()
                    .map(
                        row ->
                            new Reach(
                                table,
                                row,
                                SharingQuestion.INPUTS.stream()
                                    .map(input -> accepted(table, row, input))
                                    .toList())))
        .toList();
  }

  private void overlap(List<Reach> rows) {
    for (int i = 0; i < rows.size(); i++) {
      for (int j = i + 1; j < rows.size(); j++) {
        if (meet(rows.get(i), rows.get(j))) {
          problem(
              rows.get(j).table(),
              rows.get(j).row().id(),
              "",
              "answers the same question as row " + rows.get(i).row().id());
        }
      }
    }
  }

  private static boolean meet(Reach one, Reach other) {
    for (int column = 0; column < one.accepted().size(); column++) {
      Set<String> both = new HashSet<>(one.accepted().get(column));
      both.retainAll(other.accepted().get(column));
      if (both.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whoever a table names as sender, receiver and purpose together gets a written answer for every
   * class of personal data, under the regime that the sender usually works under. The rows do not
   * overlap, so they cover all cases exactly when their sizes add up to the number of cases.
   */
  private void ordinary(List<Reach> rows) {
    Set<String> personal = new HashSet<>(codes.codes("data"));
    personal.removeAll(NO_PERSON);
    List<Reach> about =
        rows.stream().filter(row -> !NO_PERSON.containsAll(row.accepted().get(3))).toList();
    long cases =
        (long) personal.size()
            * codes.codes("subject").size()
            * codes.codes("consent").size()
            * codes.codes("urgency").size();
    for (String sender : codes.codes(SharingCodes.PARTY)) {
      String regime = codes.usualRegime(sender);
      List<Reach> from =
          about.stream()
              .filter(row -> row.accepted().get(0).contains(sender))
              .filter(row -> row.accepted().get(6).contains(regime))
              .toList();
      for (String receiver : codes.codes(SharingCodes.PARTY)) {
        for (String purpose : codes.codes("purpose")) {
          List<Reach> pair =
              from.stream()
                  .filter(row -> row.accepted().get(1).contains(receiver))
                  .filter(row -> row.accepted().get(2).contains(purpose))
                  .toList();
          long covered = pair.stream().mapToLong(row -> cases(row, personal)).sum();
          if (!pair.isEmpty() && covered < cases) {
            problem(
                pair.getFirst().table(),
                "",
                "",
                "%s to %s for %s: %d of %d cases have no row"
                    .formatted(sender, receiver, purpose, cases - covered, cases));
          }
        }
      }
    }
  }

  private static long cases(Reach row, Set<String> personal) {
    return row.accepted().get(3).stream().filter(personal::contains).count()
        * row.accepted().get(4).size()
        * row.accepted().get(5).size()
        * row.accepted().get(7).size();
  }

  /** Sensitive data meet a row of the extra ground in every case there is. */
  private void sensitive(List<Reach> rows) {
    long cases = SENSITIVE.size();
    long covered = 0;
    for (String input : SharingQuestion.INPUTS) {
      cases *= input.equals("data") ? 1 : inputs.getOrDefault(input, List.of()).size();
    }
    for (Reach row : rows) {
      long size = 1;
      for (int column = 0; column < row.accepted().size(); column++) {
        size *=
            column == 3
                ? row.accepted().get(3).stream().filter(SENSITIVE::contains).count()
                : row.accepted().get(column).size();
      }
      covered += size;
    }
    if (covered != cases) {
      problems.add(
          new TableProblem(
              Rulebook.EXTRA_GROUND,
              "",
              "",
              "%d of %d cases with sensitive data have no row".formatted(cases - covered, cases)));
    }
  }

  private Set<String> accepted(DecisionTable table, DecisionTable.Row row, String input) {
    int column = SharingQuestion.INPUTS.indexOf(input);
    Set<String> accepted = new HashSet<>();
    for (String value : inputs.getOrDefault(input, List.of())) {
      if (row.tests().get(column).accepts(value)) {
        accepted.add(value);
      }
    }
    if (accepted.isEmpty()) {
      problem(table, row.id(), input, "accepts no value");
    }
    return accepted;
  }

  private static Decision decision(DecisionTable table, DecisionTable.Row row) {
    return Decision.of(result(table, row, "decision").toString());
  }

  private static Object result(DecisionTable table, DecisionTable.Row row, String output) {
    return row.results().get(table.output(output));
  }

  private static List<String> texts(DecisionTable table, DecisionTable.Row row, String output) {
    return result(table, row, output) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  private void problem(DecisionTable table, String row, String column, String message) {
    problems.add(new TableProblem(table.id(), row, column, message));
  }
}
