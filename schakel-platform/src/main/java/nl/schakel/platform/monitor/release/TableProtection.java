// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.schakel.disclosure.CountTable;
import nl.schakel.disclosure.Dimension;
import nl.schakel.disclosure.Disclosure;
import nl.schakel.disclosure.GroupRules;
import nl.schakel.disclosure.Method;
import nl.schakel.disclosure.ProtectedTable;
import nl.schakel.disclosure.Refused;
import nl.schakel.disclosure.Release;
import nl.schakel.disclosure.Sentence;
import org.springframework.stereotype.Component;

/**
 * Counts a table and makes it safe, or says why it cannot be.
 *
 * <p>Guarantee: what comes out as shown was protected and audited together with everything in the
 * ledger; there is no other way from counts to a table here.
 */
@Component
class TableProtection {
  private static final int BASE = 5;
  private static final int MOST_EXAMPLES = 5;

  /** Rows of more persons than this tell little by being alike. */
  private static final long ALIKE_UP_TO = 20;

  private static final GroupRules RULES =
      GroupRules.detailed()
          .rows(
              GroupRules.USUAL_ROW,
              GroupRules.USUAL_SHARE,
              ALIKE_UP_TO,
              "as shown: rows of at least 10 persons; in rows of up to 20 persons no column of 90 %"
                  + " or more; no full column");

  /**
   * Judged on true counts, or on what a table would tell of them: which cells it was about, and how
   * many, would tell that the few people exist whom the refusal protects.
   */
  private static final Set<Refused.Code> TELLING =
      Set.of(Refused.Code.DIFFERENCE, Refused.Code.WORKED_OUT, Refused.Code.NOT_PROVEN);

  private static final Refusal.Reason NOT_PROVEN =
      new Refusal.Reason(
          Refused.Code.NOT_PROVEN.name(),
          new Wording(
              "Er kon niet worden bewezen dat deze tabel veilig is, alleen of naast eerdere tabellen: misschien"
                  + " is iets over een paar mensen af te leiden, bijvoorbeeld door tabellen van elkaar af te trekken.",
              "It could not be proven that this table is safe, alone or beside earlier tables: something about"
                  + " a few people might be worked out, for example by subtracting tables from each other."),
          new Wording(
              "Gebruik dezelfde categorieën en filters als in eerdere tabellen, voeg categorieën samen of laat een dimensie weg.",
              "Use the same categories and filters as in earlier tables, merge categories or leave out a dimension."));

  private final NoiseKeys keys;

  TableProtection(NoiseKeys keys) {
    this.keys = keys;
  }

  /** A table as it may be shown, or why it may not. */
  sealed interface Made {
    record Shown(PublishedTable table, AuditReport audit) implements Made {}

    record NotShown(Refusal refusal, AuditReport audit) implements Made {}
  }

  /**
   * The rules by which tables are judged and told of, so that what they refused is known to be
   * theirs.
   */
  String rules() {
    return RULES + " to " + BASE + ", told without cells";
  }

  /** Reads the key before there is a transaction. */
  void makeReady() {
    keys.key();
  }

  /** A table that is shown enters the ledger under this name. */
  Made protect(
      FrozenCube cube, TableSpecification specification, int window, String name, Ledgers ledger) {
    CountTable counts = cube.count(specification, window);
    List<PublishedTable.Axis> axes = cube.axes(specification, window);
    Method method = Method.ControlledRounding.toFive(keys.key());
    return switch (Disclosure.protect(
        counts, method, RULES, ledger.all(), ledger.cohorts(specification, window))) {
      case ProtectedTable safe -> {
        ledger.add(specification, window, safe.release(name));
        yield new Made.Shown(shown(safe, axes), audit(safe, ledger.others()));
      }
      case Refused refused -> {
        Refusal refusal = refusal(refused, axes);
        yield new Made.NotShown(refusal, failed(refusal));
      }
    };
  }

  /** Puts a table of a release into the ledger; one that was refused told readers nothing. */
  void remember(FrozenCube cube, ReleaseTable table, int window, String name, Ledgers ledger) {
    table
        .published()
        .ifPresent(shown -> remember(cube, table.specification(), window, name, shown, ledger));
  }

  /** Puts a table that went out earlier into the ledger, as readers saw it. */
  void remember(
      FrozenCube cube,
      TableSpecification specification,
      int window,
      String name,
      PublishedTable shown,
      Ledgers ledger) {
    ledger.add(specification, window, release(cube, specification, window, name, shown));
  }

  /** A table that went out, as readers saw it. */
  Release release(
      FrozenCube cube,
      TableSpecification specification,
      int window,
      String name,
      PublishedTable shown) {
    return Release.rounded(name, cube.count(specification, window), BASE, shown.values());
  }

  private static PublishedTable shown(ProtectedTable safe, List<PublishedTable.Axis> axes) {
    List<PublishedTable.Cell> cells = new ArrayList<>();
    for (ProtectedTable.Cell cell : safe.cells()) {
      cells.add(
          new PublishedTable.Cell(
              cell.codes(), cell.value().isPresent() ? cell.value().getAsLong() : null));
    }
    return new PublishedTable(axes, cells, wording(safe.sentence()));
  }

  private static AuditReport audit(ProtectedTable safe, int others) {
    long cells = safe.cells().size();
    long shown = safe.cells().stream().filter(cell -> cell.value().isPresent()).count();
    List<AuditReport.Finding> findings = new ArrayList<>();
    findings.add(new AuditReport.Finding(wording(safe.audit().sentence()), ""));
    findings.add(
        new AuditReport.Finding(
            new Wording("Cellen, totalen meegeteld", "Cells, totals included"),
            Long.toString(cells)));
    findings.add(new AuditReport.Finding(new Wording("Getoond", "Shown"), Long.toString(shown)));
    findings.add(
        new AuditReport.Finding(
            new Wording(
                "Precies te herleiden of bewezen 1 tot en met 4",
                "Found exactly or proven to be 1 to 4"),
            Long.toString(safe.cells().stream().filter(TableProtection::workedOut).count())));
    findings.add(
        new AuditReport.Finding(
            new Wording(
                "Samen beoordeeld met eerdere tabellen uit deze dataset",
                "Judged together with earlier tables from this set"),
            Integer.toString(safe.audit().releases().size())));
    findings.add(
        new AuditReport.Finding(
            new Wording(
                "Samen beoordeeld met tabellen uit andere datasets over deze jaren",
                "Judged together with tables from other sets over these years"),
            Integer.toString(others)));
    findings.add(new AuditReport.Finding(new Wording("Regels", "Rules"), safe.rules().reason()));
    return new AuditReport(true, findings);
  }

  private static boolean workedOut(ProtectedTable.Cell cell) {
    return cell.least() == cell.most() || cell.least() > 0 && cell.most() < BASE;
  }

  private static AuditReport failed(Refusal refusal) {
    return new AuditReport(
        false,
        refusal.reasons().stream().map(one -> new AuditReport.Finding(one.why(), "")).toList());
  }

  private static Refusal refusal(Refused refused, List<PublishedTable.Axis> axes) {
    return new Refusal(
        refused.reasons().stream().map(reason -> told(reason, axes)).distinct().toList());
  }

  private static Refusal.Reason told(Refused.Reason reason, List<PublishedTable.Axis> axes) {
    if (TELLING.contains(reason.code())) {
      return NOT_PROVEN;
    }
    Refused.Reason shown = withoutHidden(reason);
    return new Refusal.Reason(
        shown.code().name(),
        withExamples(wording(shown.sentence()), shown, axes),
        wording(shown.help()));
  }

  /** What is not public and not of the own organisation plays its part, but is not told. */
  private static Refused.Reason withoutHidden(Refused.Reason reason) {
    return new Refused.Reason(
        reason.code(),
        reason.cells(),
        reason.limit(),
        reason.releases().stream().filter(name -> !name.equals(Neighbours.NOT_OURS)).toList());
  }

  /** Where it goes wrong, in the words of the table; counts are not told. */
  private static Wording withExamples(
      Wording why, Refused.Reason reason, List<PublishedTable.Axis> axes) {
    List<Map<String, Wording>> labels = new ArrayList<>();
    for (PublishedTable.Axis axis : axes) {
      Map<String, Wording> of = new HashMap<>();
      axis.categories().forEach(category -> of.put(category.code(), category.label()));
      labels.add(of);
    }
    // A reason may name cells of an earlier table, of which nothing is said here.
    List<List<String>> cells = reason.cells().stream().filter(cell -> isOf(labels, cell)).toList();
    if (cells.isEmpty()) {
      return why;
    }
    List<Wording> examples =
        cells.stream().limit(MOST_EXAMPLES).map(cell -> named(cell, labels)).toList();
    String more = cells.size() > MOST_EXAMPLES ? " …" : "";
    return new Wording(
        "%s (%s%s)"
            .formatted(
                why.nl(),
                examples.stream().map(Wording::nl).collect(Collectors.joining("; ")),
                more),
        "%s (%s%s)"
            .formatted(
                why.en(),
                examples.stream().map(Wording::en).collect(Collectors.joining("; ")),
                more));
  }

  private static boolean isOf(List<Map<String, Wording>> labels, List<String> cell) {
    return cell.size() == labels.size()
        && IntStream.range(0, cell.size())
            .allMatch(
                at ->
                    cell.get(at).equals(Dimension.TOTAL)
                        || labels.get(at).containsKey(cell.get(at)));
  }

  private static Wording named(List<String> cell, List<Map<String, Wording>> labels) {
    List<Wording> parts = new ArrayList<>();
    for (int at = 0; at < cell.size(); at++) {
      Wording label = labels.get(at).get(cell.get(at));
      if (label != null) {
        parts.add(label);
      }
    }
    return parts.isEmpty()
        ? new Wording("totaal", "total")
        : new Wording(
            parts.stream().map(Wording::nl).collect(Collectors.joining(", ")),
            parts.stream().map(Wording::en).collect(Collectors.joining(", ")));
  }

  private static Wording wording(Sentence sentence) {
    return new Wording(sentence.nl(), sentence.en());
  }
}
