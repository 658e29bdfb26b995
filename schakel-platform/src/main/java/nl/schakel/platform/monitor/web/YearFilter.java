// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.monitor.Years;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;

/** The first and the last year that somebody asked for; empty texts ask for all. */
record YearFilter(int from, int to) {
  static YearFilter all() {
    return new YearFilter(Years.FIRST, Years.LAST);
  }

  static YearFilter of(String from, String to) {
    List<FieldProblem> problems = problems(from, to);
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new YearFilter(year(from).orElse(Years.FIRST), year(to).orElse(Years.LAST));
  }

  /** Everything that is wrong with what was typed. */
  static List<FieldProblem> problems(String from, String to) {
    List<FieldProblem> problems = new ArrayList<>();
    check(problems, "from", from);
    check(problems, "to", to);
    if (problems.isEmpty() && year(from).orElse(Years.FIRST) > year(to).orElse(Years.LAST)) {
      problems.add(new FieldProblem("to", "monitor.years-order"));
    }
    return problems;
  }

  /** One year, or empty for all years together. */
  static Optional<Integer> single(String year) {
    List<FieldProblem> problems = new ArrayList<>();
    check(problems, "year", year);
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return year(year);
  }

  private static Optional<Integer> year(String text) {
    return Years.parse(text.strip());
  }

  private static void check(List<FieldProblem> problems, String field, String text) {
    if (!text.isBlank() && year(text).isEmpty()) {
      problems.add(
          new FieldProblem(
              field, "monitor.year", Integer.toString(Years.FIRST), Integer.toString(Years.LAST)));
    }
  }
}
