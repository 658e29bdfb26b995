// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.command.Command;
import nl.schakel.platform.report.CodeLists;
import org.springframework.stereotype.Component;

/** {@code ./schakel overlap}: how many presumed victims each exact set of source lists reported. */
@Component
class OverlapCommand implements Command {
  private static final String USAGE = "overlap [--year Y] [--csv]";
  private static final int BAR = 40;

  private final Overlaps overlaps;
  private final CodeLists codes;
  private final Gate gate;

  OverlapCommand(Overlaps overlaps, CodeLists codes, Gate gate) {
    this.overlaps = overlaps;
    this.codes = codes;
    this.gate = gate;
  }

  @Override
  public String name() {
    return "overlap";
  }

  @Override
  public String usage() {
    return USAGE;
  }

  /** What was asked; wrong arguments never come this far. */
  private record Asked(Optional<Integer> year, boolean csv) {}

  @Override
  public int run(List<String> arguments) {
    Optional<Integer> year = Optional.empty();
    boolean csv = false;
    for (int at = 0; at < arguments.size(); at++) {
      switch (arguments.get(at)) {
        case "--csv" -> csv = true;
        case "--year" -> {
          at++;
          String text = at < arguments.size() ? arguments.get(at) : "";
          year = Years.parse(text);
          if (year.isEmpty()) {
            return wrong(
                "--year takes a year from %d to %d, such as 2024."
                    .formatted(Years.FIRST, Years.LAST));
          }
        }
        default -> {
          return wrong("Schakel knows: %s.".formatted(USAGE));
        }
      }
    }
    print(new Asked(year, csv));
    return 0;
  }

  private static int wrong(String sentence) {
    System.err.println(sentence);
    return 2;
  }

  private void print(Asked asked) {
    Overlap overlap = gate.asSystem(() -> overlaps.of(asked.year()));
    System.out.print(asked.csv() ? overlap.csv() : forPeople(overlap));
    System.out.flush();
  }

  private String forPeople(Overlap overlap) {
    StringBuilder text = new StringBuilder();
    String when = overlap.year().map(y -> "in " + y).orElse("in all years");
    text.append(
        String.format(
            Locale.ROOT,
            "%,d presumed victims %s, by the exact set of lists that reported them.%n",
            overlap.victims(),
            when));
    text.append("Exact numbers: not for publication.%n".formatted());
    overlap
        .letters()
        .forEach(
            letter ->
                text.append(
                    "  %s  %s%n"
                        .formatted(letter, codes.label("source-list", letter, Locale.ENGLISH))));
    long most = overlap.sets().stream().mapToLong(Overlap.Sources::victims).max().orElse(1);
    for (Overlap.Sources one : overlap.largestFirst()) {
      StringBuilder letters = new StringBuilder();
      overlap.letters().forEach(l -> letters.append(one.lists().contains(l) ? l + " " : ". "));
      long bar = Math.max(1, Math.round((double) BAR * one.victims() / most));
      text.append(
          "%s %9d  %s%n".formatted(letters, one.victims(), "#".repeat(Math.toIntExact(bar))));
    }
    return text.toString();
  }
}
