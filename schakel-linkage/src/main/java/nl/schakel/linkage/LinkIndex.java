// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Links one new record at a time against the records that are known, with the same pairs and
 * weights as a full run with the same model.
 *
 * <p>Full run and index differ only where a block grows past its cap: a run leaves the whole block
 * out, the index stops looking there and says so in {@link #cappedBlocks}. Not for use by several
 * threads at once.
 */
public final class LinkIndex {
  private final Records records;
  private final Model model;
  private final Scorer scorer;
  private final FieldComparison.Memory[] memory;
  private final List<String> names = new ArrayList<>();
  private final List<View[]> keys = new ArrayList<>();
  private final List<Chains> chains = new ArrayList<>();
  private final View[] all;
  private final String[] columns;
  private String[] ids;
  private int[] sources;
  private int size;
  private int[] seen;
  private int turn;
  private long capped;

  /** A link of the new record; the weight is in bits, the rule the first one that found it. */
  public record Match(String id, double weight, String rule) {}

  /** Indexes the records of a set. */
  public LinkIndex(Records records, Model model) {
    this.records = records;
    this.model = model;
    this.scorer = new Scorer(records, model);
    this.memory = scorer.comparer().memory();
    this.size = records.size();
    this.ids = new String[size];
    this.sources = new int[size];
    for (int i = 0; i < size; i++) {
      ids[i] = records.id(i);
      sources[i] = records.source(i);
    }
    this.seen = new int[size];
    for (List<String> rule : model.settings().blocking().rules()) {
      names.add(String.join(" + ", rule));
      keys.add(Blocks.views(records, model.settings(), rule));
      chains.add(new Chains(size));
    }
    if (keys.isEmpty()) {
      throw new InvalidInput("an index needs blocking rules");
    }
    Map<View, String> views = records.viewsWithColumns();
    this.all = views.keySet().toArray(new View[0]);
    this.columns = views.values().toArray(new String[0]);
    for (int i = 0; i < size; i++) {
      enter(i);
    }
  }

  /** How many records are known. */
  public int size() {
    return size;
  }

  /** How often a block was too large to look into. */
  public long cappedBlocks() {
    return capped;
  }

  /** The matches of a record that is not kept, strongest first. */
  public List<Match> find(String id, String source, Map<String, String> fields) {
    append(fields);
    List<Match> matches = matches(id, sourceNumber(source));
    for (View view : all) {
      view.removeLast();
    }
    return matches;
  }

  /** The matches of a record, which then belongs to the store. */
  public List<Match> add(String id, String source, Map<String, String> fields) {
    append(fields);
    List<Match> matches = matches(id, sourceNumber(source));
    if (size == ids.length) {
      int capacity = size + Math.max(16, size >> 3);
      ids = Arrays.copyOf(ids, capacity);
      sources = Arrays.copyOf(sources, capacity);
      seen = Arrays.copyOf(seen, capacity);
    }
    ids[size] = id;
    sources[size] = sourceNumber(source);
    enter(size++);
    return matches;
  }

  private int sourceNumber(String source) {
    int number = records.sources().indexOf(source);
    if (number < 0) {
      throw new InvalidInput("source '%s'; known are %s".formatted(source, records.sources()));
    }
    return number;
  }

  private void append(Map<String, String> fields) {
    for (String column : fields.keySet()) {
      records.raw(column);
    }
    for (int i = 0; i < all.length; i++) {
      all[i].append(fields.getOrDefault(columns[i], ""));
    }
  }

  private List<Match> matches(String id, int source) {
    List<Match> matches = new ArrayList<>();
    boolean linkOnly = model.settings().mode() == LinkMode.LINK_ONLY;
    turn++;
    for (int rule = 0; rule < keys.size(); rule++) {
      for (long key : keysOf(rule, size)) {
        Chains chain = chains.get(rule);
        int block = chain.numbers.find(key);
        if (block < 0) {
          continue;
        }
        if (chain.counts[block] >= model.settings().blocking().blockCap()) {
          capped++;
          continue;
        }
        for (int entry = chain.last[block]; entry >= 0; entry = chain.previous[entry]) {
          int other = chain.record[entry];
          if (seen[other] != turn && !(linkOnly && sources[other] == source)) {
            seen[other] = turn;
            weigh(matches, id, source, other, names.get(rule));
          }
        }
      }
    }
    matches.sort(Comparator.comparingDouble((Match m) -> -m.weight()).thenComparing(Match::id));
    return matches;
  }

  /** A full run puts the record with the smaller source and id on the left. */
  private void weigh(List<Match> matches, String id, int source, int other, String rule) {
    boolean after =
        sources[other] != source ? sources[other] < source : ids[other].compareTo(id) < 0;
    double weight = after ? scorer.weight(memory, other, size) : scorer.weight(memory, size, other);
    if (weight >= model.settings().minimumWeight()) {
      matches.add(new Match(ids[other], weight, rule));
    }
  }

  private void enter(int record) {
    for (int rule = 0; rule < keys.size(); rule++) {
      for (long key : keysOf(rule, record)) {
        chains.get(rule).add(key, record);
      }
    }
  }

  /** Keys as numbers: exact up to three keys of two million values; a longer key is mixed. */
  private long[] keysOf(int rule, int record) {
    View[] views = keys.get(rule);
    long base = 0;
    View many = null;
    for (View view : views) {
      int code = view.codes[record];
      if (code < 0) {
        return new long[0];
      }
      if (view.many) {
        many = view;
      } else {
        base = views.length <= 3 ? base << 21 ^ code : RandomPairs.mix(base) ^ code;
      }
    }
    if (many == null) {
      return new long[] {base};
    }
    int[] parts = many.parts(many.codes[record]);
    long[] found = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      found[i] = base << 21 ^ parts[i];
    }
    return found;
  }

  /** For each key the records that have it, newest first. */
  private static final class Chains {
    private final LongNumbers numbers = new LongNumbers();
    private int[] last = new int[16];
    private int[] counts = new int[16];
    private int[] record;
    private int[] previous;
    private int entries;

    Chains(int expected) {
      record = new int[Math.max(16, expected)];
      previous = new int[record.length];
    }

    void add(long key, int number) {
      int before = numbers.size();
      int block = numbers.of(key);
      if (block == last.length) {
        last = Arrays.copyOf(last, block * 2);
        counts = Arrays.copyOf(counts, block * 2);
      }
      if (block == before) {
        last[block] = -1;
      }
      if (entries == record.length) {
        record = Arrays.copyOf(record, entries + (entries >> 2));
        previous = Arrays.copyOf(previous, record.length);
      }
      record[entries] = number;
      previous[entries] = last[block];
      last[block] = entries++;
      counts[block]++;
    }
  }
}
