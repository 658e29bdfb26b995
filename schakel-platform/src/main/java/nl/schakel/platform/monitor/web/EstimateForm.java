// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import nl.schakel.platform.monitor.EstimateQuestion;
import nl.schakel.platform.monitor.Years;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked, as typed; what is left out asks for all, or for what is usual.
 *
 * @param lists source lists; all when nothing was sent, none when the form was sent without a tick
 */
record EstimateForm(
    @Nullable String from,
    @Nullable String to,
    @Nullable String ageGroup,
    @Nullable String sex,
    @Nullable String form,
    @Nullable String nationalityGroup,
    @Nullable List<String> lists,
    @Nullable String replicates,
    @Nullable String seed) {
  static final String USUAL_REPLICATES = "1000";
  static final String USUAL_SEED = "1";
  private static final int LEAST_REPLICATES = 100;

  static EstimateForm empty() {
    return new EstimateForm(null, null, null, null, null, null, null, null, null);
  }

  static String text(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }

  /** The lists ticked. The form sends an empty one along, else no tick would ask for all. */
  List<String> chosen(List<String> all) {
    return lists == null ? all : lists.stream().filter(list -> !list.isEmpty()).toList();
  }

  /** Reads everything at once, so that every problem is told. */
  EstimateQuestion question(List<Integer> years, List<String> allLists, CodeLists codes) {
    List<FieldProblem> problems = new ArrayList<>(YearFilter.problems(text(from), text(to)));
    code(problems, "ageGroup", text(ageGroup), "age-group", codes);
    code(problems, "sex", text(sex), "sex", codes);
    code(problems, "form", text(form), "exploitation-form", codes);
    code(problems, "nationalityGroup", text(nationalityGroup), "nationality-group", codes);
    if (!allLists.containsAll(chosen(allLists)) || chosen(allLists).size() < 2) {
      problems.add(new FieldProblem("lists", "monitor.estimate-lists"));
    }
    int drawn =
        (int)
            whole(
                problems,
                "replicates",
                text(replicates),
                USUAL_REPLICATES,
                EstimateForm::canBeDrawn);
    long start = whole(problems, "seed", text(seed), USUAL_SEED, number -> true);
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    int first =
        Years.parse(text(from)).orElseGet(() -> years.isEmpty() ? Years.FIRST : years.getFirst());
    int last =
        Years.parse(text(to)).orElseGet(() -> years.isEmpty() ? Years.LAST : years.getLast());
    if (first > last) {
      throw new InvalidInput(List.of(new FieldProblem("to", "monitor.years-order")));
    }
    return new EstimateQuestion(
        first,
        last,
        text(ageGroup),
        text(sex),
        text(form),
        text(nationalityGroup),
        chosen(allLists),
        start,
        drawn);
  }

  private static void code(
      List<FieldProblem> problems, String field, String code, String list, CodeLists codes) {
    if (!code.isEmpty() && codes.code(list, code).isEmpty()) {
      problems.add(new FieldProblem(field, "monitor.estimate-code"));
    }
  }

  /** Limits of an interval need some replicates on either side. */
  private static boolean canBeDrawn(long replicates) {
    return replicates == 0
        || replicates >= LEAST_REPLICATES && replicates <= EstimateQuestion.MOST_REPLICATES;
  }

  private static long whole(
      List<FieldProblem> problems, String field, String typed, String usual, LongPredicate fits) {
    String text = typed.isEmpty() ? usual : typed;
    if (text.matches("[0-9]{1,15}")) {
      long number = Long.parseLong(text);
      if (fits.test(number)) {
        return number;
      }
    }
    problems.add(new FieldProblem(field, "monitor.estimate-" + field));
    return 0;
  }
}
