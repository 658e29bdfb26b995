// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.LocalDate;
import java.util.List;

/**
 * A decision on its way in.
 *
 * @param value codes of the aspect's code list, at least one
 * @param decider who decided on the status, code list victim-status-decider; empty for the rest
 * @param ground code of the list of grounds; may be empty
 */
public record Verdict(
    Aspect aspect,
    List<String> value,
    String decider,
    String ground,
    LocalDate decidedOn,
    String reason) {
  public Verdict {
    value = List.copyOf(value);
    if (value.isEmpty() || (value.size() > 1 && !aspect.many())) {
      throw new IllegalArgumentException(
          "%s takes %s, got %d"
              .formatted(aspect, aspect.many() ? "codes" : "one code", value.size()));
    }
    if ((aspect == Aspect.STATUS) == decider.isEmpty()) {
      throw new IllegalArgumentException("A decider belongs to a status and to nothing else");
    }
  }
}
