// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses blocking rules from the columns, without labels.
 *
 * <p>Each column offers keys with an assumed chance to agree for one person (our own figures, for
 * dirty registers; a missing value never agrees). Rules of one to three keys are then taken
 * greedily: most newly covered pairs of one person, in a fixed simulation of 4,000 such pairs, for
 * the pairs that the rule costs.
 */
final class BlockingChooser {
  private static final int SIMULATED = 4000;
  private static final int MOST = 16;

  /** A key with the pairs that agree on it. */
  private record Key(String text, String column, double collision, BitSet agrees) {}

  /** A rule that may be taken. */
  private record Rule(List<Key> keys, double cost, BitSet covers) {}

  private final Records records;
  private final LinkageSettings settings;
  private final double total;

  private BlockingChooser(Records records, LinkageSettings settings) {
    this.records = records;
    this.settings = settings;
    this.total = Blocks.totalPairs(records, settings.mode());
  }

  static List<List<String>> rules(Records records, LinkageSettings settings) {
    return new BlockingChooser(records, settings).choose();
  }

  private List<List<String>> choose() {
    double size = records.size();
    double budget = Math.min(30 * size, Math.max(3e6, 10 * size));
    List<Rule> candidates = candidates(keys(), budget);
    BitSet covered = new BitSet(SIMULATED);
    List<List<String>> chosen = new ArrayList<>();
    while (chosen.size() < MOST) {
      Rule best = best(candidates, covered, budget);
      if (best == null) {
        break;
      }
      candidates.remove(best);
      List<String> keys = best.keys().stream().map(Key::text).toList();
      double cost = cost(keys);
      if (cost <= budget) {
        budget -= cost;
        covered.or(best.covers());
        chosen.add(keys);
      }
    }
    return chosen;
  }

  private double cost(List<String> keys) {
    View[] views = Blocks.views(records, settings, keys);
    return Groups.of(views, records.size(), settings.blocking().blockCap()).pairs();
  }

  private @org.jspecify.annotations.Nullable Rule best(
      List<Rule> candidates, BitSet covered, double budget) {
    Rule best = null;
    double most = 0;
    for (Rule rule : candidates) {
      BitSet gain = (BitSet) rule.covers().clone();
      gain.andNot(covered);
      double worth = gain.cardinality() / (rule.cost() + 0.5 * records.size());
      if (rule.cost() <= budget && gain.cardinality() >= SIMULATED / 500 && worth > most) {
        most = worth;
        best = rule;
      }
    }
    return best;
  }

  private List<Rule> candidates(List<Key> keys, double budget) {
    List<Rule> rules = new ArrayList<>();
    for (int a = 0; a < keys.size(); a++) {
      add(rules, budget, List.of(keys.get(a)));
      for (int b = a + 1; b < keys.size(); b++) {
        add(rules, budget, List.of(keys.get(a), keys.get(b)));
        for (int c = b + 1; c < keys.size(); c++) {
          add(rules, budget, List.of(keys.get(a), keys.get(b), keys.get(c)));
        }
      }
    }
    return rules;
  }

  private void add(List<Rule> rules, double budget, List<Key> keys) {
    Set<String> columns = new HashSet<>();
    double cost = total;
    long many = 0;
    BitSet covers = (BitSet) keys.getFirst().agrees().clone();
    for (Key key : keys) {
      columns.add(key.column());
      cost *= key.collision();
      covers.and(key.agrees());
      many += key.text().contains("-parts(") ? 1 : 0;
    }
    if (columns.size() == keys.size() && many <= 1 && cost <= budget / 3) {
      rules.add(new Rule(keys, cost, covers));
    }
  }

  private List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    Map<String, DefaultSettings.Role> roles = DefaultSettings.roles(records);
    int column = 0;
    for (ComparisonSettings comparison : settings.comparisons()) {
      DefaultSettings.Role role =
          roles.getOrDefault(comparison.column(), DefaultSettings.Role.TEXT);
      for (Offer offer : offers(role)) {
        keys.add(key(comparison.column(), offer, column));
      }
      column++;
    }
    return keys;
  }

  /** A transform and the assumed chance that it agrees for one person. */
  private record Offer(String transform, double agree) {}

  private static List<Offer> offers(DefaultSettings.Role role) {
    return switch (role) {
      case GIVEN_NAME, FAMILY_NAME ->
          List.of(new Offer("name", 0.7), new Offer("skeleton", 0.8), new Offer("first3", 0.83));
      case FULL_NAME -> List.of(new Offer("fold-parts", 0.9), new Offer("skeleton-parts", 0.93));
      case DATE ->
          List.of(new Offer("date", 0.72), new Offer("year", 0.85), new Offer("month-day", 0.8));
      case IDENTIFIER ->
          List.of(new Offer("lower", 0.75), new Offer("first4", 0.85), new Offer("last4", 0.85));
      case POSTCODE -> List.of(new Offer("compact", 0.65), new Offer("first3", 0.75));
      case ALIAS, TEXT -> List.of(new Offer("name", 0.65), new Offer("first4", 0.75));
      case CATEGORY, AGE -> List.of(new Offer("lower", 0.85));
      case SET -> List.of(new Offer("set", 0.8));
    };
  }

  private Key key(String column, Offer offer, int number) {
    View view = records.view(column, Transform.of(offer.transform()));
    double size = records.size();
    double collisions = 0;
    double present = view.present();
    int[] counts = view.values.many ? partCounts(view) : view.counts();
    for (int count : counts) {
      double pairs = (double) count * (count - 1);
      collisions += pairs;
    }
    BitSet agrees = new BitSet(SIMULATED);
    double filled = present / size;
    for (int i = 0; i < SIMULATED; i++) {
      boolean both = chance(number, i, 1) < filled * filled;
      if (both && chance(number, i, 2) < offer.agree()) {
        agrees.set(i);
      }
    }
    String text = offer.transform() + "(" + column + ")";
    return new Key(text, column, Math.max(collisions, 1) / (size * (size - 1)), agrees);
  }

  private static int[] partCounts(View view) {
    Values values = view.values;
    int[] counts = new int[values.partCount()];
    for (int i = 0; i < view.records(); i++) {
      int code = view.code(i);
      for (int p = code < 0 ? 0 : values.partStart(code);
          code >= 0 && p < values.partEnd(code);
          p++) {
        counts[values.part(p)]++;
      }
    }
    return counts;
  }

  private static double chance(int column, int pair, int kind) {
    long mixed = RandomPairs.mix(RandomPairs.mix(column * 10L + kind) ^ pair);
    return (mixed >>> 11) * 0x1.0p-53;
  }
}
