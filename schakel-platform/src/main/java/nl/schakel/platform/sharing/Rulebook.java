// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decision tables of one version, ready to answer. Area tables say whether data may go; one
 * more table says whether sensitive data have the extra ground that they need. The strictest
 * counts, and what no row knows is a question for the data-protection officer.
 */
final class Rulebook {
  /** The tables, one for each area; at most one row of all of them answers a question. */
  static final List<String> AREAS =
      List.of(
          "vital-danger",
          "registration",
          "care",
          "police",
          "prosecution-residence",
          "administration",
          "statistics",
          "no-person");

  static final String EXTRA_GROUND = "special-categories";

  private final List<DecisionTable> tables;
  private final List<CompiledTable> areas = new ArrayList<>();
  private final CompiledTable extraGround;
  private final Map<String, SharingAnswer.Rule> rules = new HashMap<>();
  private final String version;

  /** Takes tables that passed {@link TableChecks}. */
  Rulebook(List<DecisionTable> tables, String version) {
    this.tables = List.copyOf(tables);
    this.version = version;
    for (DecisionTable table : tables) {
      table.rows().forEach(row -> rules.put(row.id(), rule(table, row)));
      if (!table.id().equals(EXTRA_GROUND)) {
        areas.add(new CompiledTable(table));
      }
    }
    this.extraGround =
        tables.stream()
            .filter(table -> table.id().equals(EXTRA_GROUND))
            .findFirst()
            .map(CompiledTable::new)
            .orElseThrow();
  }

  static List<String> files() {
    List<String> names = new ArrayList<>(AREAS);
    names.add(EXTRA_GROUND);
    return names;
  }

  List<DecisionTable> tables() {
    return tables;
  }

  String version() {
    return version;
  }

  Optional<SharingAnswer.Rule> find(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  SharingAnswer.Rule rule(String id) {
    return Optional.ofNullable(rules.get(id)).orElseThrow();
  }

  SharingAnswer answer(SharingQuestion question) {
    List<SharingAnswer.ForClass> classes =
        question.data().stream().map(data -> judge(question, data)).toList();
    Decision whole =
        classes.stream()
            .map(SharingAnswer.ForClass::decision)
            .reduce(Decision::strictest)
            .orElse(Decision.ASK);
    return new SharingAnswer(question, whole, classes, version);
  }

  private SharingAnswer.ForClass judge(SharingQuestion question, String data) {
    Object[] values = question.about(data);
    Optional<SharingAnswer.Rule> area = area(values);
    if (area.isEmpty()) {
      return new SharingAnswer.ForClass(data, Decision.ASK, Certainty.UNSURE, List.of());
    }
    Optional<SharingAnswer.Rule> extra = extraGround.row(values).map(row -> rule(row.id()));
    if (extra.isEmpty() || !area.get().decision().positive()) {
      return of(data, List.of(area.get()));
    }
    return extra.get().decision().positive()
        ? of(data, List.of(area.get(), extra.get()))
        : of(data, List.of(extra.get()));
  }

  private Optional<SharingAnswer.Rule> area(Object[] values) {
    for (CompiledTable table : areas) {
      Optional<DecisionTable.Row> row = table.row(values);
      if (row.isPresent()) {
        return Optional.of(rule(row.get().id()));
      }
    }
    return Optional.empty();
  }

  private static SharingAnswer.ForClass of(String data, List<SharingAnswer.Rule> rules) {
    return new SharingAnswer.ForClass(
        data,
        rules.stream()
            .map(SharingAnswer.Rule::decision)
            .reduce(Decision::strictest)
            .orElse(Decision.ASK),
        rules.stream()
            .map(SharingAnswer.Rule::certainty)
            .reduce(Certainty::least)
            .orElse(Certainty.UNSURE),
        rules);
  }

  private static SharingAnswer.Rule rule(DecisionTable table, DecisionTable.Row row) {
    return new SharingAnswer.Rule(
        row.id(),
        table.id(),
        Decision.of(text(table, row, "decision")),
        text(table, row, "modality"),
        texts(table, row, "conditions"),
        texts(table, row, "grounds"),
        text(table, row, "dpv"),
        Certainty.of(text(table, row, "certainty")),
        LocalDate.parse(text(table, row, "review")),
        row.notes().get(table.annotation("source")),
        row.notes().get(table.annotation("reason_nl")),
        row.notes().get(table.annotation("reason_en")));
  }

  private static String text(DecisionTable table, DecisionTable.Row row, String output) {
    return row.results().get(table.output(output)).toString();
  }

  private static List<String> texts(DecisionTable table, DecisionTable.Row row, String output) {
    return row.results().get(table.output(output)) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }
}
