// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import nl.schakel.linkage.invented.InventedReports;

/** Invented persons, as an organisation would encode them. */
final class Invented {
  /** What is encoded of a person, and who it is. */
  record Person(String truth, List<FieldText> fields, OptionalInt birthYear) {}

  private Invented() {}

  /** Different persons, one record each, without errors: the best that an attacker can hope for. */
  static List<Person> persons(int count, long seed) {
    List<Person> persons = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Person person : reports(count * 3, seed, 0, 0)) {
      if (persons.size() < count && seen.add(person.truth())) {
        persons.add(person);
      }
    }
    return persons;
  }

  static List<Person> reports(int reports, long seed, double error, double missing) {
    StringWriter text = new StringWriter();
    new InventedReports(seed, error, missing).write(reports, text);
    return text.toString().lines().skip(1).map(Invented::person).toList();
  }

  private static Person person(String line) {
    String[] cells = line.split(",", -1);
    return of(
        cells[10],
        List.of(
            new FieldText("given", cells[1]),
            new FieldText("family", cells[2]),
            new FieldText("born", cells[3]),
            new FieldText("nationality", cells[5])),
        cells[3]);
  }

  static Person of(String truth, List<FieldText> fields, String born) {
    return new Person(
        truth,
        fields,
        born.matches("[0-9]{4}.*")
            ? OptionalInt.of(Integer.parseInt(born.substring(0, 4)))
            : OptionalInt.empty());
  }

  static List<Encoding> encode(List<Person> persons, PersonEncoder encoder) {
    return persons.stream().map(one -> encoder.encode(one.fields(), one.birthYear())).toList();
  }
}
