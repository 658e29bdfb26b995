// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import java.util.List;

/**
 * One thing wrong with one field: which field, which rule, and what the rule needs to be explained.
 *
 * @param field canonical field name, such as {@code birthDate}
 * @param rule code of the rule; {@code problem.<rule>} is its sentence and {@code
 *     problem.<rule>.mend} the way out, in the messages of the house
 * @param arguments filled into the sentence; codes and limits, never what the person typed
 */
public record FieldProblem(String field, String rule, List<String> arguments) {
  public FieldProblem {
    arguments = List.copyOf(arguments);
  }

  public FieldProblem(String field, String rule, String... arguments) {
    this(field, rule, List.of(arguments));
  }
}
