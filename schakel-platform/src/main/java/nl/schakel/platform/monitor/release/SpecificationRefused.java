// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;

/** A specification that may not be: what is wrong, and by which rule. */
public class SpecificationRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Wording> reasons;

  SpecificationRefused(String code, List<Wording> reasons) {
    super("%s: %s".formatted(code, String.join(" ", reasons.stream().map(Wording::en).toList())));
    this.reasons = List.copyOf(reasons);
  }

  public List<Wording> reasons() {
    return reasons;
  }
}
