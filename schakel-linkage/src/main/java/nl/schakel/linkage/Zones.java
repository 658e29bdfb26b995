// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/**
 * What to do with a pair, from what mistakes cost. The unit of cost is one judgement by a person: a
 * wrong link that costs 50 is as bad as 50 judgements.
 *
 * <p>A pair is judged when the cheaper of the two mistakes, min((1 - p) wrongLink, p missedLink),
 * is expected to cost more than the judgement; else the cheaper of link and no link is taken (the
 * three decisions of I. Fellegi and A. Sunter 1969, here with costs instead of error rates).
 *
 * @param wrongLink cost of linking two persons, in judgements
 * @param missedLink cost of not linking one person, in judgements
 */
public record Zones(double wrongLink, double missedLink) {
  /** What to do with a pair. */
  public enum Zone {
    /** One person; nobody needs to look. */
    LINK,
    /** A person decides. */
    REVIEW,
    /** Two persons as far as is known; nobody needs to look. */
    NO_LINK
  }

  /** Checks the ranges. */
  public Zones {
    LevelSettings.range("wrongLink", wrongLink, 1, 1_000_000);
    LevelSettings.range("missedLink", missedLink, 1, 1_000_000);
  }

  /** The zone of a pair with this match probability. */
  public Zone of(double probability) {
    if (probability >= linkFrom()) {
      return Zone.LINK;
    }
    return probability > reviewFrom() ? Zone.REVIEW : Zone.NO_LINK;
  }

  /** What the better decision without a judgement is expected to cost, in judgements. */
  public double expectedLoss(double probability) {
    return Math.min((1 - probability) * wrongLink, probability * missedLink);
  }

  /** The least probability at which a pair is linked without a judgement. */
  public double linkFrom() {
    return Math.max(even(), 1 - 1 / wrongLink);
  }

  /** The probability up to which a pair is left alone; judgements start above it. */
  public double reviewFrom() {
    return Math.min(even(), 1 / missedLink);
  }

  /** Where both mistakes are expected to cost the same. */
  private double even() {
    return wrongLink / (wrongLink + missedLink);
  }
}
