// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which record belongs to which person, under ids that stay, with the history of every change.
 *
 * <p>An id tells nothing about the records. When persons are merged the older id survives and the
 * other points to it; an id is never given out again. Every change can be undone as long as no
 * later change touched the same records; undoing a merge restores the partition exactly. Not for
 * use by several threads at once.
 */
public final class PersonBook {
  /** In the order in which ids are given out: after P999999 they are longer. */
  private static final Comparator<String> OLDEST =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final Map<String, String> personOf = new HashMap<>();
  private final Map<String, TreeSet<String>> records = new HashMap<>();
  private final Map<String, String> tombstones = new TreeMap<>();
  private final List<Change> history = new ArrayList<>();
  private int given;

  /** What happened. */
  public enum Kind {
    /** Two persons became one. */
    MERGE,
    /** Records were taken out of a person. */
    SPLIT,
    /** A new run of the linkage moved records. */
    RUN,
    /** An earlier change was taken back. */
    UNDO
  }

  /**
   * One change.
   *
   * @param number from 0, in order
   * @param before the person of each record that moved, before the change
   * @param after the same after the change
   * @param undoes the number of the change that this one takes back
   */
  public record Change(
      int number,
      Kind kind,
      Map<String, String> before,
      Map<String, String> after,
      Optional<Integer> undoes,
      String reason) {}

  /** Starts without persons. */
  public PersonBook() {}

  /** Reads clusters.csv of an earlier run. */
  public static PersonBook read(String name, String text) {
    PersonBook book = new PersonBook();
    for (CsvReader.Two row : CsvReader.twoColumns(name, text)) {
      book.given = Math.max(book.given, number(row));
      if (book.personOf.containsKey(row.one())) {
        throw row.wrong(1, "the id '%s' occurs a second time".formatted(row.one()));
      }
      book.move(row.one(), row.other());
    }
    return book;
  }

  static boolean isNumber(String person) {
    return person.matches("P(?!0+$)[0-9]{6,9}");
  }

  /** The number in the id of a person, which is the second column. */
  static int number(CsvReader.Two row) {
    if (!isNumber(row.other())) {
      throw row.wrong(2, "'%s' is not an id of a person, as P000001".formatted(row.other()));
    }
    return Integer.parseInt(row.other().substring(1));
  }

  /** The person of a record; empty when the record is not known. */
  public Optional<String> find(String record) {
    return Optional.ofNullable(personOf.get(record));
  }

  /** The person of a record that is known. */
  public String personOf(String record) {
    return find(record)
        .orElseThrow(() -> new InvalidInput("no record '%s' in the book".formatted(record)));
  }

  /** The records of a person, in order. */
  public List<String> recordsOf(String person) {
    return List.copyOf(records.getOrDefault(person, new TreeSet<>()));
  }

  /** The id under which a person is found today, when it was merged into another. */
  public String current(String person) {
    String at = person;
    while (tombstones.containsKey(at)) {
      at = tombstones.getOrDefault(at, at);
    }
    return at;
  }

  /** Every change so far. */
  public List<Change> history() {
    return List.copyOf(history);
  }

  /** Each record with its person, in the order of the records. */
  public Map<String, String> partition() {
    return new TreeMap<>(personOf);
  }

  private String fresh() {
    given++;
    return PersonIds.text(given);
  }

  private void move(String record, String person) {
    String old = personOf.put(record, person);
    if (old != null) {
      TreeSet<String> left = records.getOrDefault(old, new TreeSet<>());
      left.remove(record);
      if (left.isEmpty()) {
        records.remove(old);
      }
    }
    records.computeIfAbsent(person, key -> new TreeSet<>()).add(record);
  }

  /** Gives a record that is not known a person of its own. */
  String begin(String record) {
    refuseKnown(record);
    String person = fresh();
    move(record, person);
    return person;
  }

  /** Puts a record that is not known with a person. */
  void join(String record, String person) {
    refuseKnown(record);
    if (recordsOf(person).isEmpty()) {
      throw new InvalidInput("no person '%s' in the book".formatted(person));
    }
    move(record, person);
  }

  private void refuseKnown(String record) {
    if (personOf.containsKey(record)) {
      throw new InvalidInput("the record '%s' is in the book already".formatted(record));
    }
  }

  private Change change(
      Kind kind, Map<String, String> after, Optional<Integer> undoes, String reason) {
    Map<String, String> before = new LinkedHashMap<>();
    after.forEach(
        (record, person) -> {
          before.put(record, personOf(record));
          move(record, person);
        });
    Change change = new Change(history.size(), kind, before, Map.copyOf(after), undoes, reason);
    history.add(change);
    return change;
  }

  /** Makes two persons one; the older id survives. */
  public Change merge(String one, String other, String reason) {
    if (recordsOf(one).isEmpty() || recordsOf(other).isEmpty() || one.equals(other)) {
      throw new InvalidInput(
          "merge needs two persons with records, not %s and %s".formatted(one, other));
    }
    String survivor = OLDEST.compare(one, other) < 0 ? one : other;
    String gone = survivor.equals(one) ? other : one;
    Change change = change(Kind.MERGE, all(recordsOf(gone), survivor), Optional.empty(), reason);
    tombstones.put(gone, survivor);
    return change;
  }

  /** Takes records out of their person into a new one. */
  public Change split(String person, Collection<String> taken, String reason) {
    List<String> known = recordsOf(person);
    if (taken.isEmpty() || !known.containsAll(taken) || taken.size() >= known.size()) {
      throw new InvalidInput(
          "split of %s needs some of its %d records, not all".formatted(person, known.size()));
    }
    return change(Kind.SPLIT, all(new TreeSet<>(taken), fresh()), Optional.empty(), reason);
  }

  private static Map<String, String> all(Collection<String> taken, String person) {
    Map<String, String> after = new LinkedHashMap<>();
    taken.forEach(record -> after.put(record, person));
    return after;
  }

  /** Takes a change back, when nothing later touched its records. */
  public Change undo(int number, String reason) {
    if (number < 0 || number >= history.size()) {
      throw new InvalidInput("change %d, expected 0 to %d".formatted(number, history.size() - 1));
    }
    Change change = history.get(number);
    change
        .after()
        .forEach(
            (record, person) -> {
              if (!personOf(record).equals(person)) {
                throw new InvalidInput(
                    "change %d cannot be undone: a later change moved one of its records"
                        .formatted(number));
              }
            });
    change.before().values().forEach(tombstones::remove);
    return change(Kind.UNDO, change.before(), Optional.of(number), reason);
  }

  /**
   * Takes over the persons of a new run. An id stays with the group that has most of its records;
   * of several ids in a group the one with most records survives, then the oldest.
   */
  public void follow(Records all, Clusters clusters) {
    Map<Integer, List<String>> groups = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      groups.computeIfAbsent(clusters.person()[i], key -> new ArrayList<>(2)).add(all.id(i));
    }
    Map<String, Integer> keeps = keepers(groups);
    Map<String, String> moved = new LinkedHashMap<>();
    Map<String, String> absorbed = new TreeMap<>();
    groups.forEach(
        (group, members) -> {
          Map<String, Integer> claims = claims(members);
          String person = survivor(claims, keeps, group).orElseGet(this::fresh);
          for (String record : members) {
            String old = personOf.get(record);
            if (old == null) {
              move(record, person);
            } else if (!old.equals(person)) {
              moved.put(record, person);
              absorbed.put(old, person);
            }
          }
        });
    if (!moved.isEmpty()) {
      change(Kind.RUN, moved, Optional.empty(), "run of the linkage");
      absorbed.forEach(
          (gone, person) -> {
            if (recordsOf(gone).isEmpty()) {
              tombstones.put(gone, person);
            }
          });
    }
  }

  private Map<String, Integer> claims(List<String> members) {
    Map<String, Integer> claims = new TreeMap<>(OLDEST);
    for (String record : members) {
      String old = personOf.get(record);
      if (old != null) {
        claims.merge(old, 1, Integer::sum);
      }
    }
    return claims;
  }

  private Map<String, Integer> keepers(Map<Integer, List<String>> groups) {
    Map<String, Integer> best = new HashMap<>();
    Map<String, Integer> most = new HashMap<>();
    groups.forEach(
        (group, members) ->
            claims(members)
                .forEach(
                    (person, count) -> {
                      if (count > most.getOrDefault(person, 0)) {
                        most.put(person, count);
                        best.put(person, group);
                      }
                    }));
    return best;
  }

  private static Optional<String> survivor(
      Map<String, Integer> claims, Map<String, Integer> keeps, int group) {
    String survivor = null;
    int most = 0;
    for (Map.Entry<String, Integer> claim : claims.entrySet()) {
      boolean kept = keeps.getOrDefault(claim.getKey(), -1) == group;
      if (kept && claim.getValue() > most) {
        survivor = claim.getKey();
        most = claim.getValue();
      }
    }
    return Optional.ofNullable(survivor);
  }
}
