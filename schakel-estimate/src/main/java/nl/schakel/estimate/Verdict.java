// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.List;

/**
 * Whether a model has a finite, unique fit on a table, decided in exact arithmetic.
 *
 * @param exists true when the likelihood has a maximum with all fitted means above 0 on the
 *     histories kept
 * @param identifiable true when those means fix every parameter
 * @param darkEstimable true when at least the number of persons on no list is fixed by the
 *     histories whose fitted mean stays above 0
 * @param direction terms whose parameters run away, with a sign, in list names; empty when {@code
 *     exists}
 */
public record Verdict(
    boolean exists, boolean identifiable, boolean darkEstimable, List<String> direction) {
  public Verdict {
    direction = List.copyOf(direction);
  }

  /** Returns true when a finite estimate may be reported. */
  public boolean usable() {
    return exists && identifiable;
  }

  /** Returns 0 for usable, plus 1 when the maximum does not exist, plus 2 when not identifiable. */
  public int code() {
    return (exists ? 0 : 1) + (identifiable ? 0 : 2);
  }

  /** Says the verdict in one Dutch sentence. */
  public String dutch() {
    if (usable()) {
      return "Het model past op één manier en geeft een eindig getal.";
    }
    if (!exists && !direction.isEmpty()) {
      return "De aannemelijkheid heeft geen top: zij blijft stijgen langs %s.%s"
          .formatted(
              String.join(", ", direction),
              darkEstimable ? "" : " Het aantal personen op geen enkele lijst ligt niet vast.");
    }
    return "De aantallen leggen niet alle parameters van het model vast.%s"
        .formatted(
            darkEstimable ? "" : " Zij zeggen niets over personen die op geen enkele lijst staan.");
  }

  /** Says the verdict in one English sentence. */
  public String sentence() {
    if (usable()) {
      return "The model has one finite fit.";
    }
    if (!exists && !direction.isEmpty()) {
      return "The likelihood has no maximum: it keeps rising along %s.%s"
          .formatted(
              String.join(", ", direction),
              darkEstimable ? "" : " The number of persons on no list is not determined.");
    }
    return "The counts do not fix all parameters of the model.%s"
        .formatted(darkEstimable ? "" : " They give no information about persons on no list.");
  }
}
