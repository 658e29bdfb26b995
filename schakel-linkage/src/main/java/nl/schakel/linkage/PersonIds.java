// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * The persons of a run under ids that stay: the same ids as {@link PersonBook#follow} gives, in a
 * few bytes for each record and without history.
 */
public final class PersonIds {
  private final Records records;
  private final int[] before;
  private int given;
  private int[] ids = new int[0];

  private PersonIds(Records records) {
    this.records = records;
    this.before = new int[records.size()];
  }

  /** Persons of a first run. */
  public static PersonIds of(Records records, Clusters clusters) {
    return new PersonIds(records).follow(clusters);
  }

  /** Persons of a run after another, of which clusters.csv is read; the name is for messages. */
  public static PersonIds following(
      Records records, Clusters clusters, String name, InputStream earlier) {
    PersonIds ids = new PersonIds(records);
    ids.read(name, earlier);
    return ids.follow(clusters);
  }

  /** The id of a record's person, as P000001. */
  public String of(int record) {
    return text(ids[record]);
  }

  static String text(int number) {
    String digits = Integer.toString(number);
    return "P" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
  }

  private void read(String name, InputStream earlier) {
    List<String> header =
        CsvReader.twoColumns(
            name,
            earlier,
            row -> {
              int number = PersonBook.number(row);
              given = Math.max(given, number);
              int found = records.find(row.one());
              if (found >= 0 && before[found] > 0) {
                throw row.wrong(1, "the id '%s' occurs a second time".formatted(row.one()));
              }
              if (found >= 0) {
                before[found] = number;
              }
            });
    if (PersonBook.isNumber(header.getLast())) {
      throw new InvalidInput(
          name, 1, 2, "the first line holds a person, expected names of columns");
    }
  }

  /** A person of before and a group of now, as one number. */
  private static long claim(int person, int group) {
    return (long) person << 32 | group;
  }

  private PersonIds follow(Clusters clusters) {
    int[] group = clusters.person();
    LongNumbers claims = new LongNumbers();
    IntList counts = new IntList();
    for (int i = 0; i < group.length; i++) {
      if (before[i] > 0) {
        int number = claims.of(claim(before[i], group[i]));
        if (number == counts.size()) {
          counts.add(0);
        }
        counts.set(number, counts.get(number) + 1);
      }
    }
    int[] keeper = keepers(claims, counts);
    ids = new int[group.length];
    int[] most = new int[group.length];
    for (int c = 0; c < claims.size(); c++) {
      int person = (int) (claims.key(c) >>> 32);
      int own = (int) claims.key(c);
      boolean more = counts.get(c) > most[own] || (counts.get(c) == most[own] && person < ids[own]);
      if (keeper[person] == own && more) {
        ids[own] = person;
        most[own] = counts.get(c);
      }
    }
    for (int i = 0; i < group.length; i++) {
      if (group[i] == i && ids[i] == 0) {
        ids[i] = ++given;
      }
    }
    for (int i = 0; i < group.length; i++) {
      ids[i] = ids[group[i]];
    }
    return this;
  }

  /** For each person of before the group with most of its records, the first of several. */
  private int[] keepers(LongNumbers claims, IntList counts) {
    int[] keeper = new int[given + 1];
    int[] most = new int[given + 1];
    Arrays.fill(keeper, -1);
    for (int c = 0; c < claims.size(); c++) {
      int person = (int) (claims.key(c) >>> 32);
      int group = (int) claims.key(c);
      int count = counts.get(c);
      if (count > most[person] || (count == most[person] && group < keeper[person])) {
        most[person] = count;
        keeper[person] = group;
      }
    }
    return keeper;
  }
}
