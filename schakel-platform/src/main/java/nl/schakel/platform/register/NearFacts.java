// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.schakel.platform.identity.PersonId;

/**
 * What of a report is compared with another one, before any name is looked at.
 *
 * <p>Plain numbers, because it is compared millions of times.
 *
 * @param birthYear 0 when not known
 * @param from first day of the period as a count of days; {@link #NO_BEGIN} when not known
 * @param to last one; {@link #NO_END} when not known
 */
record NearFacts(
    UUID report,
    long number,
    VictimId victim,
    PersonId person,
    int birthYear,
    Codes municipalities,
    Codes abroad,
    Codes forms,
    Codes sectors,
    long from,
    long to) {
  static final long NO_BEGIN = Long.MIN_VALUE;
  static final long NO_END = Long.MAX_VALUE;

  /**
   * Codes of one fact, made for asking millions of times whether two of them overlap.
   *
   * @param bits one bit of 64 for each code; no bit in common means no code in common
   */
  record Codes(List<String> codes, long bits) {
    static final Codes NONE = new Codes(List.of(), 0);

    static Codes of(List<String> codes) {
      long bits = 0;
      for (String code : codes) {
        bits |= 1L << (code.hashCode() & 63);
      }
      return codes.isEmpty() ? NONE : new Codes(codes, bits);
    }

    boolean isEmpty() {
      return codes.isEmpty();
    }

    boolean overlaps(Codes other) {
      if ((bits & other.bits) == 0) {
        return false;
      }
      for (String code : codes) {
        if (other.codes.contains(code)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether both may have happened at one time; a side that is open is open. */
  boolean sameTime(NearFacts other) {
    return from <= other.to && other.from <= to;
  }

  private boolean sameBirthYear(NearFacts other) {
    return birthYear != 0 && birthYear == other.birthYear;
  }

  private boolean otherBirthYear(NearFacts other) {
    return birthYear != 0 && other.birthYear != 0 && birthYear != other.birthYear;
  }

  private boolean bothDated(NearFacts other) {
    return from != NO_BEGIN && other.from != NO_BEGIN;
  }

  /** What agrees, counted; that nationality and sex agree is why the two met. */
  int points(NearFacts other) {
    return (sameBirthYear(other) ? 3 : 1)
        + (municipalities.overlaps(other.municipalities) ? 2 : 0)
        + (abroad.overlaps(other.abroad) ? 1 : 0)
        + (bothDated(other) ? 1 : 0)
        + (forms.overlaps(other.forms) ? 1 : 0)
        + (sectors.overlaps(other.sectors) ? 1 : 0);
  }

  /** Codes of the facts that agree. */
  List<String> agrees(NearFacts other) {
    List<String> agrees = new ArrayList<>(List.of("nationality", "sex"));
    agrees.add(sameBirthYear(other) ? "birth-year" : "age-band");
    if (municipalities.overlaps(other.municipalities)) {
      agrees.add("municipality");
    }
    if (abroad.overlaps(other.abroad)) {
      agrees.add("country");
    }
    if (bothDated(other)) {
      agrees.add("period");
    }
    if (forms.overlaps(other.forms)) {
      agrees.add("form");
    }
    if (sectors.overlaps(other.sectors)) {
      agrees.add("sector");
    }
    return agrees;
  }

  /** Codes of the facts that are known on both sides and differ. */
  List<String> differs(NearFacts other) {
    List<String> differs = new ArrayList<>();
    if (otherBirthYear(other)) {
      differs.add("birth-year");
    }
    if (apart(municipalities, other.municipalities)) {
      differs.add("municipality");
    }
    if (apart(forms, other.forms)) {
      differs.add("form");
    }
    return differs;
  }

  private static boolean apart(Codes one, Codes other) {
    return !one.isEmpty() && !other.isEmpty() && !one.overlaps(other);
  }
}
