// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says why something is refused when more can be said than that a right is missing. */
public interface RefusalReasons {
  /** What to tell; empty when this is a refusal of another kind. */
  Optional<Told> reasons(NotAllowed refused, Locale locale);

  /**
   * One refusal in the words of the room that refused.
   *
   * @param view template of the page, without the shell
   * @param page what that template shows
   * @param detail one sentence for the API
   * @param problem further members of the answer of the API
   */
  record Told(String view, Object page, String detail, Map<String, Object> problem) {
    public Told {
      problem = Map.copyOf(problem);
    }
  }
}
