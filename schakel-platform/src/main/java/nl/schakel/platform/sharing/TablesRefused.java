// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.stream.Collectors;

/** Decision tables that are not put to use, with every reason at once. */
class TablesRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<TableProblem> problems;

  TablesRefused(List<TableProblem> problems) {
    super(problems.stream().map(TableProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  List<TableProblem> problems() {
    return problems;
  }
}
