// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A decision table as it stands in its DMN file: hit policy UNIQUE, so that at most one row answers
 * a question.
 *
 * @param id the identifier of the decision in its file
 * @param description what the file says that it is about
 */
record DecisionTable(
    String id,
    String description,
    List<Input> inputs,
    List<Output> outputs,
    List<String> annotations,
    List<Row> rows) {
  DecisionTable {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    annotations = List.copyOf(annotations);
    rows = List.copyOf(rows);
  }

  /**
   * A column that asks.
   *
   * @param allowed the values that may come in; empty when the table does not say
   */
  record Input(String name, Set<Object> allowed) {}

  /**
   * A column that answers.
   *
   * @param otherwise what the column says when no row answers
   */
  record Output(String name, Set<Object> allowed, Optional<Object> otherwise) {}

  /** One rule. */
  record Row(String id, List<UnaryTest> tests, List<Object> results, List<String> notes) {
    Row {
      tests = List.copyOf(tests);
      results = List.copyOf(results);
      notes = List.copyOf(notes);
    }
  }

  int output(String name) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  int annotation(String name) {
    return annotations.indexOf(name);
  }
}
