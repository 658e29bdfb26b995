// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import nl.schakel.disclosure.Cube;
import nl.schakel.disclosure.Dimension;
import nl.schakel.disclosure.PrivateCounts;
import nl.schakel.disclosure.Sentence;
import nl.schakel.disclosure.SyntheticData;
import nl.schakel.disclosure.SyntheticOutcome;
import nl.schakel.disclosure.SyntheticPlan;
import nl.schakel.disclosure.SyntheticRefusal;

/** The two methods that take records and a budget: noisy counts, and invented records. */
final class PrivacyCommand {
  private final PrintStream out;
  private final PrintStream err;
  private final Options.Privacy asked;
  private final boolean dutch;

  PrivacyCommand(PrintStream out, PrintStream err, Options.Privacy asked, boolean dutch) {
    this.out = out;
    this.err = err;
    this.asked = asked;
    this.dutch = dutch;
  }

  int counts(Path file) throws IOException {
    Cube records = RecordsFile.read(file, asked.codes());
    if (records.dimensions().size() != 1) {
      throw new InvalidFile(
          "the code lists %s: %d fields, expected one to count by"
              .formatted(asked.codes(), records.dimensions().size()));
    }
    Dimension field = records.dimensions().getFirst();
    int year = asked.years().getFirst();
    Optional<PrivateCounts> bought =
        new BudgetFile(asked.budget())
            .spend(
                budget ->
                    PrivateCounts.of(
                        records,
                        field,
                        year,
                        asked.recordsEach(),
                        asked.epsilon(),
                        budget,
                        new SecureRandom()),
                counts -> counts.map(PrivateCounts::budget));
    if (bought.isEmpty()) {
      say(
          new Sentence(
              "Geen aantallen: van het privacybudget van %d is hiervoor te weinig over."
                  .formatted(year),
              "No counts: too little is left of the privacy budget of %d.".formatted(year)));
      return ProtectCommand.REFUSED;
    }
    out.println(CsvFile.line(List.of(field.name(), "count")));
    for (String code : field.leaves()) {
      out.println(CsvFile.line(List.of(code, String.valueOf(bought.get().counts().get(code)))));
    }
    say(bought.get().sentence());
    return 0;
  }

  int synthetic(Path file) throws IOException {
    Cube records = RecordsFile.read(file, asked.codes());
    SyntheticPlan plan = plan(records);
    SyntheticOutcome outcome =
        new BudgetFile(asked.budget())
            .spend(
                budget ->
                    SyntheticData.of(records, plan, asked.years(), budget, new SecureRandom()),
                made ->
                    made instanceof SyntheticData data
                        ? Optional.of(data.budget())
                        : Optional.empty());
    return switch (outcome) {
      case SyntheticData data -> print(data);
      case SyntheticRefusal refusal -> {
        say(refusal.sentence());
        yield ProtectCommand.REFUSED;
      }
    };
  }

  private SyntheticPlan plan(Cube records) {
    List<String> fields = records.dimensions().stream().map(Dimension::name).toList();
    try {
      return new SyntheticPlan(fields, asked.longest(), asked.epsilon());
    } catch (IllegalArgumentException problem) {
      throw new InvalidFile(
          "the code lists %s: %s"
              .formatted(asked.codes(), Optional.ofNullable(problem.getMessage()).orElse("")));
    }
  }

  private int print(SyntheticData data) {
    out.println(CsvFile.line(data.report().plan().fields()));
    data.records().forEach(record -> out.println(CsvFile.line(record)));
    say(data.sentence());
    if (asked.trueDataReport()) {
      say(
          new Sentence(
              "LET OP: geteld van de echte gegevens en niet uit het budget betaald. Alleen voor wie publiceert; publiceer dit niet en bewaar het niet in een logboek:",
              "WARNING: counted from the true data and not paid from the budget. For whoever publishes alone; do not publish this and keep it in no log:"));
      data.report().lines().forEach(this::say);
    }
    return 0;
  }

  private void say(Sentence sentence) {
    err.println(dutch ? sentence.nl() : sentence.en());
  }
}
