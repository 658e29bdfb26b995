// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The reader's arithmetic: which counts can stand behind the shown numbers of one figure in one
 * year. Exact, because splits share nothing but the total.
 */
final class AggregateAudit {
  private static final int SMALL = 5;

  private final AggregateRow.Place total;
  private final int reach;
  private final List<Known> earlier;

  AggregateAudit(AggregateRow.Place total, int reach, List<Known> earlier) {
    this.total = total;
    this.reach = reach;
    this.earlier = List.copyOf(earlier);
  }

  /**
   * A number of an earlier table.
   *
   * @param exact as its maker published it, so that readers know it
   */
  record Known(AggregateRow.Place place, long value, boolean exact) {}

  /** Counts that are possible, both ends included. */
  record Interval(long least, long most) {
    /** Found exactly, or proven to be one to four. */
    boolean tells() {
      return least == most || least > 0 && most < SMALL;
    }

    private boolean empty() {
      return least > most;
    }

    private Interval with(long low, long high) {
      return new Interval(Math.max(least, low), Math.min(most, high));
    }
  }

  boolean keepsOpen(Map<AggregateRow.Place, Long> shown) {
    return shown.entrySet().stream().allMatch(one -> opensBeside(one.getKey(), one.getValue()))
        && intervals(shown).entrySet().stream()
            .noneMatch(one -> one.getValue().tells() && !isKnown(one.getKey()));
  }

  /**
   * Whether the figure tells nothing with any earlier one that can still be true. Of several
   * intervals two alone decide where they overlap, so each pair is enough.
   */
  private boolean opensBeside(AggregateRow.Place place, long value) {
    return isKnown(place)
        || before(place)
            .map(then -> around(value).with(then.least(), then.most()))
            .noneMatch(both -> !both.empty() && both.tells());
  }

  private boolean isKnown(AggregateRow.Place place) {
    return earlier.stream().anyMatch(one -> one.exact() && one.place().equals(place));
  }

  private Stream<Interval> before(AggregateRow.Place place) {
    return earlier.stream()
        .filter(one -> one.place().equals(place))
        .map(one -> one.exact() ? new Interval(one.value(), one.value()) : around(one.value()));
  }

  Map<AggregateRow.Place, Interval> intervals(Map<AggregateRow.Place, Long> shown) {
    Map<AggregateRow.Place, Interval> alone = new LinkedHashMap<>();
    shown.forEach((place, value) -> alone.put(place, alone(place, value)));
    Map<String, List<AggregateRow.Place>> splits = new LinkedHashMap<>();
    alone.keySet().stream()
        .filter(place -> !place.isTotal())
        .forEach(place -> splits.computeIfAbsent(place.split(), s -> new ArrayList<>()).add(place));
    Interval whole = alone.getOrDefault(total, new Interval(0, Long.MAX_VALUE / 4));
    for (List<AggregateRow.Place> parts : splits.values()) {
      Interval sum = sum(parts, alone);
      whole = whole.with(sum.least(), sum.most());
    }
    Map<AggregateRow.Place, Interval> together = new LinkedHashMap<>();
    together.put(total, whole);
    for (List<AggregateRow.Place> parts : splits.values()) {
      Interval sum = sum(parts, alone);
      for (AggregateRow.Place part : parts) {
        Interval own = alone.getOrDefault(part, whole);
        together.put(
            part,
            own.with(
                whole.least() - (sum.most() - own.most()),
                whole.most() - (sum.least() - own.least())));
      }
    }
    return together;
  }

  private static Interval sum(
      List<AggregateRow.Place> parts, Map<AggregateRow.Place, Interval> alone) {
    long least = 0;
    long most = 0;
    for (AggregateRow.Place part : parts) {
      Interval own = alone.getOrDefault(part, new Interval(0, 0));
      least += own.least();
      most += own.most();
    }
    return new Interval(least, most);
  }

  /** What was shown before counts as long as it can still be true; otherwise the count changed. */
  private Interval alone(AggregateRow.Place place, long value) {
    Interval interval = around(value);
    for (Interval then : before(place).toList()) {
      Interval both = interval.with(then.least(), then.most());
      interval = both.empty() ? interval : both;
    }
    return interval;
  }

  private Interval around(long value) {
    return new Interval(Math.max(0, value - reach), value + reach);
  }
}
