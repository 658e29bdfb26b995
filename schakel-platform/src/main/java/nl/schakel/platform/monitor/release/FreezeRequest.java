// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;

/**
 * What to freeze.
 *
 * @param name stays the same over versions; small letters, digits and hyphens
 * @param corrects the version that this one corrects
 * @param changeNote what the correction changes and why
 */
public record FreezeRequest(
    String name, int firstYear, int lastYear, Optional<FrozenSetId> corrects, String changeNote) {
  private static final int MOST_YEARS = 30;
  private static final int LONGEST_NOTE = 2000;

  public FreezeRequest {
    List<FieldProblem> problems = new ArrayList<>();
    wrongName(name).ifPresent(problems::add);
    if (firstYear > lastYear || lastYear - firstYear >= MOST_YEARS) {
      problems.add(
          new FieldProblem("lastYear", "monitor.freeze-years", Integer.toString(MOST_YEARS)));
    }
    if (corrects.isPresent() == changeNote.isBlank() || changeNote.length() > LONGEST_NOTE) {
      problems.add(
          new FieldProblem("changeNote", "monitor.freeze-note", Integer.toString(LONGEST_NOTE)));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  /** What is wrong with a name, whatever the years. */
  public static Optional<FieldProblem> wrongName(String name) {
    return name.matches("[a-z0-9][a-z0-9-]{1,39}")
        ? Optional.empty()
        : Optional.of(new FieldProblem("name", "monitor.freeze-name"));
  }

  public static FreezeRequest first(String name, int firstYear, int lastYear) {
    return new FreezeRequest(name, firstYear, lastYear, Optional.empty(), "");
  }
}
