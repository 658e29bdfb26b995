// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.Locale;

/**
 * One field of a case as somebody may see it.
 *
 * @param name canonical name of a field of the report form
 * @param data the class that it belongs to, a code of the list data
 * @param values codes, numbers and days; empty unless {@link State#GIVEN}. What stands in the vault
 *     is given without values: they are shown through a permit only
 */
public record CaseField(String name, String data, State state, List<String> values) {
  public CaseField {
    values = List.copyOf(values);
  }

  /** Why there is a value, or none: different things that never look alike. */
  public enum State {
    GIVEN,
    /** In the vault; shown through a logged permit. */
    SEALED,
    /** The rules do not let it go; whether there is a value is not told either. */
    NOT_ALLOWED,
    /** The sender left it out; whether there is a value is not told either. */
    HIDDEN,
    /** Asked, and the source does not know. */
    UNKNOWN,
    /** Nobody answered it. */
    EMPTY,
    /** It stood in the vault, and the person was erased since. */
    ERASED;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Kept back, so that nobody can call it missing. */
    public boolean withheld() {
      return this == NOT_ALLOWED || this == HIDDEN;
    }

    public boolean there() {
      return this == GIVEN || this == SEALED;
    }
  }

  CaseField as(State other) {
    return new CaseField(name, data, other, List.of());
  }
}
