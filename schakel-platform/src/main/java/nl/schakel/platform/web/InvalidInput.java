// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import java.util.List;

/** Input that was refused whole; the API answers 400 with every problem at once. */
public class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldProblem> problems;

  public InvalidInput(List<FieldProblem> problems) {
    super("Input with %d problems".formatted(problems.size()));
    this.problems = List.copyOf(problems);
  }

  public List<FieldProblem> problems() {
    return problems;
  }
}
