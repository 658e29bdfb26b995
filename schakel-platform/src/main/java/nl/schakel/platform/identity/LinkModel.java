// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.AccountId;

/**
 * A version of what agreement is worth when two reports are compared; no name and no person.
 *
 * @param records records it was trained on
 * @param judged judged pairs that changed it
 * @param invented whether it was trained on invented persons
 * @param prior chance that two reports at random are about one person; 0 while it is being trained
 * @param fields what each level of agreement is worth
 * @param findings expected errors, for a version that was trained here
 */
public record LinkModel(
    int version,
    State state,
    Instant requestedAt,
    AccountId requestedBy,
    Optional<Instant> finishedAt,
    int records,
    int judged,
    boolean invented,
    double prior,
    List<Field> fields,
    Optional<ModelFindings> findings,
    Optional<Instant> inForceAt,
    Optional<AccountId> inForceBy) {
  public LinkModel {
    fields = List.copyOf(fields);
  }

  /** Where a version stands. */
  public enum State {
    /** Being trained. */
    WAITING("waiting"),
    /** Ready; somebody else than who asked for it decides. */
    PROPOSED("proposed"),
    IN_FORCE("in-force"),
    /** Was in force, or was not wanted. */
    RETIRED("retired"),
    /** Training stopped for a fault. */
    FAILED("failed");

    private final String code;

    State(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    static State of(String code) {
      for (State state : values()) {
        if (state.code.equals(code)) {
          return state;
        }
      }
      throw new IllegalArgumentException("No state " + code);
    }

    /** The one place that says which state may follow which. */
    public Set<State> next() {
      return switch (this) {
        case WAITING -> Set.of(PROPOSED, FAILED);
        case PROPOSED -> Set.of(IN_FORCE, RETIRED);
        case IN_FORCE -> Set.of(RETIRED);
        // What was good before may be good again.
        case RETIRED -> Set.of(IN_FORCE);
        case FAILED -> Set.of();
      };
    }
  }

  /** One field of a comparison. */
  public record Field(String name, List<Level> levels) {
    public Field {
      levels = List.copyOf(levels);
    }
  }

  /**
   * One level of agreement.
   *
   * @param rule as the settings write it, or {@code different}
   * @param m share of this level among pairs of one person
   * @param u share among pairs of two persons
   * @param bits log2(m / u)
   */
  public record Level(String rule, double m, double u, double bits) {}
}
