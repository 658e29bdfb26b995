// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is told about a table that is uploaded.
 *
 * @param corrects the version that this one corrects; empty for a new table
 * @param protection {@code published} or {@code unprotected}
 */
public record AggregateRequest(
    Optional<AggregateId> corrects,
    String changeNote,
    String kind,
    String title,
    String maker,
    Optional<LocalDate> madeOn,
    String protection,
    String citation,
    String certainty) {
  public static final String PUBLISHED = "published";
  public static final String UNPROTECTED = "unprotected";

  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_MAKER = 300;
  private static final int LONGEST_CITATION = 500;
  private static final int LONGEST_NOTE = 2000;
  private static final Set<String> CERTAINTIES = Set.of("sure", "likely", "unsure");

  boolean alreadyPublished() {
    return protection.equals(PUBLISHED);
  }

  /** Everything that is wrong with the words around the table. */
  List<AggregateProblem> problems(AggregateKinds kinds, LocalDate today) {
    List<AggregateProblem> problems = new ArrayList<>();
    check(problems, kinds.kind(kind).isPresent(), "kind", "kind");
    check(problems, fits(title, 1, LONGEST_TITLE), "title", "text", LONGEST_TITLE);
    check(problems, fits(maker, 1, LONGEST_MAKER), "maker", "text", LONGEST_MAKER);
    check(problems, madeOn.filter(day -> !day.isAfter(today)).isPresent(), "madeOn", "day");
    check(
        problems, Set.of(PUBLISHED, UNPROTECTED).contains(protection), "protection", "protection");
    check(
        problems,
        fits(citation, alreadyPublished() ? 1 : 0, LONGEST_CITATION),
        "citation",
        "citation",
        LONGEST_CITATION);
    check(problems, CERTAINTIES.contains(certainty), "certainty", "certainty");
    check(
        problems,
        fits(changeNote, corrects.isPresent() ? 1 : 0, LONGEST_NOTE),
        "changeNote",
        "note",
        LONGEST_NOTE);
    return problems;
  }

  private static boolean fits(String text, int least, int most) {
    return text.length() >= least && text.length() <= most;
  }

  private static void check(
      List<AggregateProblem> problems, boolean good, String field, String rule, int... limits) {
    if (!good) {
      problems.add(
          AggregateProblem.of(
              0,
              field,
              rule,
              Arrays.stream(limits).mapToObj(Integer::toString).toArray(String[]::new)));
    }
  }
}
