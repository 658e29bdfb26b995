// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Links one new record at a time against the records that are known, with the same pairs and
 * weights as a full run with the same model.
 *
 * <p>It keeps a copy of what it needs, in few bytes: the distinct values of each column once, the
 * codes of a record side by side, and for each rule the records by a hash of their keys. Full run
 * and index differ only where a block grows past its cap: a run leaves the whole block out, the
 * index stops looking there and says so in {@link #cappedBlocks}. Records are added and never taken
 * out: to forget one, make a new index from the others. Not for use by several threads at once.
 */
public final class LinkIndex {
  private final Model model;
  private final boolean linkOnly;
  private final int blockCap;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, Integer> ignored = new TreeMap<>();
  private final List<String> sources;
  private final Rows rows;
  private final Texts ids;
  private final PairComparer comparer;
  private final Scorer scorer;
  private final PairComparer.Memory memory;
  private final Derived[] slots;
  private final List<Rule> rules = new ArrayList<>();
  private final Seen seen = new Seen();
  private final IntList block = new IntList();
  private final int[] row;
  private final int[] other;
  private @Nullable IdTable numbers;
  private long capped;

  /** A link of the new record; the weight is in bits, the rule the first one that found it. */
  public record Match(String id, double weight, String rule) {}

  /** Indexes the records of a set; they are not needed afterwards. */
  public LinkIndex(Records records, Model model) {
    this.model = model;
    this.linkOnly = model.settings().mode() == LinkMode.LINK_ONLY;
    this.blockCap = model.settings().blocking().blockCap();
    model.settings().check(records);
    this.comparer =
        new PairComparer(
            (column, transform) -> derived(records, column, transform).values,
            model.settings().comparisons());
    this.slots =
        comparer.slots().all().stream()
            .map(s -> derived(records, s.column(), s.transform()))
            .toArray(Derived[]::new);
    for (List<String> keys : model.settings().blocking().rules()) {
      rules.add(rule(records, keys));
    }
    if (rules.isEmpty()) {
      throw new InvalidInput("an index needs blocking rules");
    }
    for (String column : records.columns()) {
      if (!columns.containsKey(column)) {
        ignored.put(column, 0);
      }
    }
    this.scorer = new Scorer(comparer, model);
    this.memory = comparer.memory();
    this.sources = new ArrayList<>(records.sources());
    this.ids = new Texts(records.size(), records.size() * 8);
    this.row = new int[columns.size() + 1];
    this.other = new int[row.length];
    this.rows = rows(records);
    for (Rule rule : rules) {
      rule.postings.make(taker -> all(rule, taker));
    }
  }

  private Rows rows(Records records) {
    List<Codes> raw = columns.keySet().stream().map(name -> records.raw(name).codes()).toList();
    int[] largest = new int[row.length];
    for (Column column : columns.values()) {
      // Room for twice as many values before the rows must be laid anew.
      largest[column.place] = column.raw.size() * 2;
    }
    largest[row.length - 1] = sources.size();
    Rows made = new Rows(largest, records.size());
    for (int i = 0; i < records.size(); i++) {
      for (int c = 0; c < raw.size(); c++) {
        row[c] = raw.get(c).get(i);
      }
      row[row.length - 1] = records.source(i);
      made.add(row);
      ids.add(records.id(i));
    }
    return made;
  }

  /** A column of the input: its distinct values and what transforms make of them. */
  private static final class Column {
    final int place;
    final Values raw = new Values(Transform.of("as-is"));
    final Map<String, Derived> derived = new LinkedHashMap<>();

    Column(int place, Texts values) {
      this.place = place;
      for (int i = 0; i < values.size(); i++) {
        raw.add(values.get(i));
      }
    }

    Derived derived(Transform transform) {
      return derived.computeIfAbsent(
          transform.name(), name -> new Derived(place, raw, new Values(transform)));
    }

    int add(String text) {
      if (text.isEmpty()) {
        return -1;
      }
      int code = raw.add(text);
      derived.values().forEach(d -> d.fill(raw));
      return code;
    }
  }

  /** For each value of a column the code of what a transform makes of it. */
  private static final class Derived {
    final int place;
    final Values values;
    private int[] codes;
    private int known;

    Derived(int place, Values raw, Values values) {
      this.place = place;
      this.values = values;
      this.codes = new int[raw.size()];
      fill(raw);
    }

    void fill(Values raw) {
      if (raw.size() > codes.length) {
        codes = java.util.Arrays.copyOf(codes, Sizes.grown(raw.size()));
      }
      for (; known < raw.size(); known++) {
        codes[known] = values.addText(raw.value(known));
      }
    }

    int of(int[] row) {
      int code = row[place];
      return code < 0 ? -1 : codes[code];
    }
  }

  private Derived derived(Records records, String name, Transform transform) {
    Column column =
        columns.computeIfAbsent(name, key -> new Column(columns.size(), records.raw(key).values()));
    return column.derived(transform);
  }

  /** A blocking rule: keys of which at most one makes several values. */
  private record Rule(String name, List<Derived> keys, List<Derived> several, Postings postings) {}

  private Rule rule(Records records, List<String> texts) {
    List<Derived> keys = new ArrayList<>();
    List<Derived> several = new ArrayList<>();
    for (String text : texts) {
      BlockKey key = BlockKey.parse(text, model.settings().comparisons());
      Derived derived = derived(records, key.column(), key.transform());
      (derived.values.many ? several : keys).add(derived);
    }
    return new Rule(String.join(" + ", texts), keys, several, new Postings());
  }

  private void all(Rule rule, Postings.Taker taker) {
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i, other);
      hashes(rule, other, i, taker);
    }
  }

  /** Gives the hash of each key that a record has under a rule. */
  private static void hashes(Rule rule, int[] row, int record, Postings.Taker taker) {
    long hash = 0;
    for (Derived key : rule.keys) {
      int code = key.of(row);
      if (code < 0) {
        return;
      }
      hash = RandomPairs.mix(hash ^ code);
    }
    if (rule.several.isEmpty()) {
      taker.take(hash, record);
      return;
    }
    Derived many = rule.several.getFirst();
    int code = many.of(row);
    for (int p = code < 0 ? 0 : many.values.partStart(code);
        code >= 0 && p < many.values.partEnd(code);
        p++) {
      taker.take(RandomPairs.mix(hash ^ many.values.part(p)), record);
    }
  }

  /** How many records are known. */
  public int size() {
    return rows.size();
  }

  /** How often a block was too large to look into. */
  public long cappedBlocks() {
    return capped;
  }

  /** The matches of a record that is not kept, strongest first; its values stay known. */
  public List<Match> find(String id, String source, Map<String, String> fields) {
    read(source, fields);
    return matches(id);
  }

  /** The matches of a record, which then belongs to the store. */
  public List<Match> add(String id, String source, Map<String, String> fields) {
    read(source, fields);
    List<Match> matches = matches(id);
    int record = rows.size();
    rows.add(row);
    ids.add(id);
    for (int r = 0; r < rules.size(); r++) {
      Rule rule = rules.get(r);
      hashes(rule, row, record, rule.postings::add);
      // Not all rules at the same record, so that no record waits for all of them.
      if (rule.postings.crowded(r)) {
        rule.postings.make(taker -> all(rule, taker));
      }
    }
    return matches;
  }

  /** Refuses fields that the store does not have. */
  void check(Map<String, String> fields) {
    for (String name : fields.keySet()) {
      if (!columns.containsKey(name) && !ignored.containsKey(name)) {
        throw new InvalidInput(
            "no column '%s'; the store has %s and %s"
                .formatted(name, columns.keySet(), ignored.keySet()));
      }
    }
  }

  /** Puts the codes of a new record into the row. */
  private void read(String source, Map<String, String> fields) {
    check(fields);
    columns.forEach(
        (name, column) -> row[column.place] = column.add(cleaned(fields.getOrDefault(name, ""))));
    int number = sources.indexOf(source);
    if (number < 0) {
      number = sources.size();
      sources.add(source);
    }
    row[row.length - 1] = number;
  }

  /** As a file is read: without spaces around it, and empty when it says that it is missing. */
  private String cleaned(String text) {
    String value = text.strip();
    boolean missing = model.settings().input().missing().contains(value.toLowerCase(Locale.ROOT));
    return missing ? "" : value;
  }

  private List<Match> matches(String id) {
    List<Match> matches = new ArrayList<>();
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    seen.clear();
    for (Rule rule : rules) {
      hashes(rule, row, -1, (hash, unused) -> look(rule, hash, bytes, matches));
    }
    matches.sort(Comparator.comparingDouble((Match m) -> -m.weight()).thenComparing(Match::id));
    return matches;
  }

  private void look(Rule rule, long hash, byte[] id, List<Match> matches) {
    block.clear();
    rule.postings.visit(
        hash,
        record -> {
          rows.get(record, other);
          if (has(rule, hash, other)) {
            block.add(record);
          }
          return block.size() < blockCap;
        });
    if (block.size() >= blockCap) {
      capped++;
      return;
    }
    for (int i = 0; i < block.size(); i++) {
      int record = block.get(i);
      boolean within = linkOnly && rows.get(record, row.length - 1) == row[row.length - 1];
      if (seen.add(record) && !within) {
        weigh(matches, id, record, rule.name);
      }
    }
  }

  /** Whether a record has the key of the new one that has this hash, and not only its hash. */
  private boolean has(Rule rule, long hash, int[] record) {
    for (Derived key : rule.keys) {
      if (key.of(record) != key.of(row)) {
        return false;
      }
    }
    if (rule.several.isEmpty()) {
      return true;
    }
    boolean[] found = new boolean[1];
    hashes(rule, record, 0, (own, unused) -> found[0] |= own == hash);
    return found[0];
  }

  private void weigh(List<Match> matches, byte[] id, int record, String rule) {
    double weight = weight(id, record);
    if (weight >= model.settings().minimumWeight()) {
      matches.add(new Match(ids.get(record), weight, rule));
    }
  }

  /** A full run puts the record with the smaller source and id on the left. */
  private double weight(byte[] id, int record) {
    rows.get(record, other);
    boolean after = before(record, id);
    codes(after ? other : row, memory.left);
    codes(after ? row : other, memory.right);
    return scorer.weight(memory);
  }

  /** The weight of a record that is not kept with one that is, found by a rule or not. */
  double weight(String id, String source, Map<String, String> fields, int known) {
    read(source, fields);
    return weight(id.getBytes(StandardCharsets.UTF_8), known);
  }

  /** The number of a record that is kept, or -1; the first question makes a table of the ids. */
  int number(String id) {
    IdTable table = numbers == null ? new IdTable(ids) : numbers;
    numbers = table;
    table.follow();
    return table.find(id);
  }

  String source(int known) {
    return sources.get(rows.get(known, row.length - 1));
  }

  LinkageSettings settings() {
    return model.settings();
  }

  /**
   * Why a record that is not kept and one that is have their weight. The versions in it are of the
   * columns that the model reads, as no others are kept.
   *
   * @param match one of the matches of that record
   */
  public Waterfall explain(String id, String source, Map<String, String> fields, Match match) {
    int known = number(match.id());
    if (known < 0) {
      throw new InvalidInput("no record '%s' in the index".formatted(match.id()));
    }
    rows.get(known, other);
    List<String> own = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    columns.forEach(
        (name, column) -> {
          int code = other[column.place];
          own.add(cleaned(fields.getOrDefault(name, "")));
          kept.add(code < 0 ? "" : column.raw.value(code));
        });
    RecordsReader two = new RecordsReader(InputSettings.defaults());
    two.columns(List.copyOf(columns.keySet()));
    two.record(id, source, own);
    two.record(match.id(), source(known), kept);
    return new Waterfall.Explainer(two.finish(), model).explain(0, 1, match.rule());
  }

  private boolean before(int record, byte[] id) {
    int own = row[row.length - 1];
    int source = other[row.length - 1];
    return source == own
        ? ids.compare(record, id) < 0
        : sources.get(source).compareTo(sources.get(own)) < 0;
  }

  private void codes(int[] from, int[] into) {
    for (int k = 0; k < slots.length; k++) {
      into[k] = slots[k].of(from);
    }
  }

  /** The records that were weighed for one question. */
  private static final class Seen {
    private int[] table = new int[1 << 10];
    private final IntList used = new IntList();

    void clear() {
      for (int i = 0; i < used.size(); i++) {
        table[used.get(i)] = 0;
      }
      used.clear();
    }

    boolean add(int record) {
      if (used.size() * 2 > table.length) {
        grow();
      }
      return put(record + 1);
    }

    private boolean put(int entry) {
      int mask = table.length - 1;
      int slot = (int) RandomPairs.mix(entry) & mask;
      while (table[slot] != 0) {
        if (table[slot] == entry) {
          return false;
        }
        slot = (slot + 1) & mask;
      }
      table[slot] = entry;
      used.add(slot);
      return true;
    }

    private void grow() {
      int[] old = table;
      table = new int[old.length * 2];
      used.clear();
      for (int entry : old) {
        if (entry != 0) {
          put(entry);
        }
      }
    }
  }
}
