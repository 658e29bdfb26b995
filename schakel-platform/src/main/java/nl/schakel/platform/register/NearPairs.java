// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Of the reports that an arrival met in its blocks, those whose facts agree most with it.
 *
 * <p>It is done here and not in SQL because an arrival meets hundreds of others, and comparing two
 * in memory costs a hundredth of what it costs in a query.
 */
final class NearPairs {
  private final Map<NearSearch.Block, List<NearFacts>> met;
  private final int blockCap;
  private final int perReport;

  /**
   * Looks up the facts once for each block, not once for each arrival.
   *
   * @param met reports in each block in the order of the search, up to one more than the cap
   * @param facts what is known of them; one that is not here is not compared
   * @param blockCap most others of one block that an arrival is compared with
   * @param perReport most pairs of one arrival
   */
  NearPairs(
      Map<NearSearch.Block, List<UUID>> met,
      Map<UUID, NearFacts> facts,
      int blockCap,
      int perReport) {
    this.met = HashMap.newHashMap(met.size());
    met.forEach((block, ids) -> this.met.put(block, known(ids, facts)));
    this.blockCap = blockCap;
    this.perReport = perReport;
  }

  private static List<NearFacts> known(List<UUID> ids, Map<UUID, NearFacts> facts) {
    List<NearFacts> known = new ArrayList<>(ids.size());
    for (UUID id : ids) {
      NearFacts found = facts.get(id);
      if (found != null) {
        known.add(found);
      }
    }
    return known;
  }

  /** Two reports whose facts agree enough to compare the names. */
  record Pair(Source arrival, NearFacts mine, NearFacts other, int points) {}

  /** The best first, of equals the newest. */
  List<Pair> of(Source arrival, NearFacts mine, List<NearSearch.Block> blocks) {
    Best best = new Best();
    for (NearSearch.Block block : blocks) {
      int looked = 0;
      for (NearFacts other : met.getOrDefault(block, List.of())) {
        if (other.number() != mine.number()) {
          if (looked++ == blockCap) {
            break;
          }
          int points = mine.points(other);
          if (best.wants(other, points)
              && mine.sameTime(other)
              && !other.victim().equals(mine.victim())) {
            best.offer(other, points);
          }
        }
      }
    }
    return best.pairs(arrival, mine);
  }

  /** A short list in order; most of what is offered falls off its end at once. */
  private final class Best {
    private final List<NearFacts> others = new ArrayList<>(perReport + 1);
    private final List<Integer> points = new ArrayList<>(perReport + 1);

    /** Asked first, because it is the cheapest question and mostly answered with no. */
    boolean wants(NearFacts other, int itsPoints) {
      return others.size() < perReport || isBefore(other, itsPoints, others.size() - 1);
    }

    void offer(NearFacts other, int itsPoints) {
      int place = others.size();
      while (place > 0 && isBefore(other, itsPoints, place - 1)) {
        place--;
      }
      // The same report stands in several blocks.
      if (place == perReport || (place > 0 && others.get(place - 1) == other)) {
        return;
      }
      others.add(place, other);
      points.add(place, itsPoints);
      if (others.size() > perReport) {
        others.removeLast();
        points.removeLast();
      }
    }

    private boolean isBefore(NearFacts other, int itsPoints, int place) {
      return itsPoints > points.get(place)
          || (itsPoints == points.get(place) && other.number() > others.get(place).number());
    }

    List<Pair> pairs(Source arrival, NearFacts mine) {
      List<Pair> pairs = new ArrayList<>(others.size());
      for (int i = 0; i < others.size(); i++) {
        pairs.add(new Pair(arrival, mine, others.get(i), points.get(i)));
      }
      return pairs;
    }
  }
}
