// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import nl.schakel.linkage.Records;
import nl.schakel.linkage.WeightSteps;
import nl.schakel.linkage.Weights;
import nl.schakel.linkage.invented.InventedReports;
import nl.schakel.platform.SchakelTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How many of the pairs that are one person come before the model at all: what is not found is
 * never weighed. Invented reports with the truth; a tenth of each kind of error, a tenth missing,
 * half of the days of birth not known.
 */
@SchakelTest
class FindingRecallTest {
  private static final int REPORTS = 30_000;
  private static final int BATCH = 2_000;
  private static final long SEED = 41;

  /** A question costs one judgement and a missed person twenty, as the register has it. */
  private static final double REVIEW_FROM_BITS = Weights.bits(1.0 / 20);

  private static final String DAY = " day";
  private static final String YEARS = " years";

  @Autowired BlockingKeys keys;
  @Autowired LinkModels models;

  private record Report(
      PersonId id, String truth, String origin, Set<Long> keys, ComparedPerson row) {}

  /**
   * Pairs that the model would not put before anybody are left out: a first name and a year say too
   * little, found or not.
   */
  @Test
  void nearly_all_pairs_of_one_person_that_are_worth_asking_are_found() {
    List<Report> reports = reports();
    Set<PersonPair> found = find(reports);

    Map<String, Share> worthAsking = new TreeMap<>();
    Map<String, Share> all = new TreeMap<>();
    Records records = records(reports);
    WeightSteps weights = new WeightSteps(records, models.inForce().model());
    Map<PersonId, String> origins = new HashMap<>();
    reports.forEach(report -> origins.put(report.id(), report.origin()));
    for (PersonPair pair : truth(reports)) {
      String origin = Objects.requireNonNull(origins.get(pair.one()));
      boolean hit =
          found.contains(pair) || found.contains(new PersonPair(pair.other(), pair.one()));
      all.merge(origin, new Share(hit), Share::plus);
      if (bits(pair, records, weights) >= REVIEW_FROM_BITS) {
        worthAsking.merge(origin, new Share(hit), Share::plus);
      }
    }

    Share asked = total(worthAsking);
    System.out.printf(
        "Found of all pairs of one person: %s; of those worth asking: %s, by origin %s; %.2f pairs weighed a report%n",
        total(all), asked, worthAsking, (double) found.size() / REPORTS);
    assertThat(asked.value()).isGreaterThan(0.9);
    assertThat((double) found.size() / REPORTS).isLessThan(10);
  }

  /** Found of all. */
  private record Share(int found, int all) {
    Share(boolean found) {
      this(found ? 1 : 0, 1);
    }

    Share plus(Share other) {
      return new Share(found + other.found, all + other.all);
    }

    double value() {
      return (double) found / all;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.4f of %d", value(), all);
    }
  }

  private static Share total(Map<String, Share> shares) {
    return shares.values().stream().reduce(new Share(0, 0), Share::plus);
  }

  private static List<PersonPair> truth(List<Report> reports) {
    Map<String, List<Report>> persons = new LinkedHashMap<>();
    List<PersonPair> truth = new ArrayList<>();
    for (Report report : reports) {
      List<Report> before = persons.computeIfAbsent(report.truth(), person -> new ArrayList<>());
      before.forEach(other -> truth.add(new PersonPair(report.id(), other.id())));
      before.add(report);
    }
    return truth;
  }

  private static Records records(List<Report> reports) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Report report : reports) {
      rows.put(report.id() + YEARS, report.row().withYears());
      if (report.row().hasDay()) {
        rows.put(report.id() + DAY, report.row().withDay());
      }
    }
    return Records.of("invented", ComparedPerson.COLUMNS, rows);
  }

  private static double bits(PersonPair pair, Records records, WeightSteps weights) {
    boolean days = records.find(pair.one() + DAY) >= 0 && records.find(pair.other() + DAY) >= 0;
    int one = records.find(pair.one() + (days ? DAY : YEARS));
    int other = records.find(pair.other() + (days ? DAY : YEARS));
    return weights.weight(Math.min(one, other), Math.max(one, other));
  }

  /** Batch after batch, as reports come in. */
  private static Set<PersonPair> find(List<Report> reports) {
    Set<PersonPair> found = new HashSet<>();
    Map<Long, List<PersonId>> holding = new HashMap<>();
    for (int from = 0; from < reports.size(); from += BATCH) {
      Map<PersonId, Set<Long>> batch = new LinkedHashMap<>();
      reports
          .subList(from, Math.min(reports.size(), from + BATCH))
          .forEach(report -> batch.put(report.id(), report.keys()));
      batch.forEach(
          (person, own) ->
              own.forEach(key -> holding.computeIfAbsent(key, k -> new ArrayList<>()).add(person)));
      found.addAll(Comparing.near(batch, lookedInto(batch, holding)).pairs());
    }
    return found;
  }

  /** As the database answers: nobody for a key that too many hold. */
  private static Map<Long, List<PersonId>> lookedInto(
      Map<PersonId, Set<Long>> batch, Map<Long, List<PersonId>> holding) {
    Map<Long, List<PersonId>> small = new HashMap<>();
    for (Set<Long> own : batch.values()) {
      for (Long key : own) {
        List<PersonId> all = holding.getOrDefault(key, List.of());
        small.put(key, all.size() > Comparing.BLOCK_CAP ? List.of() : all);
      }
    }
    return small;
  }

  private List<Report> reports() {
    StringWriter csv = new StringWriter();
    new InventedReports(SEED, 0.1, 0.1).write(REPORTS, csv);
    SplittableRandom random = new SplittableRandom(SEED);
    return csv.toString().lines().skip(1).map(line -> report(line.split(",", -1), random)).toList();
  }

  private Report report(String[] cells, SplittableRandom random) {
    PersonId id = new PersonId(new UUID(0, Long.parseLong(cells[0].replaceAll("\\D", ""))));
    Optional<LocalDate> born =
        cells[3].isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(cells[3]));
    boolean yearOnly = random.nextInt(100) < 50;
    boolean bandOnly = yearOnly && random.nextInt(100) < 40;
    Optional<Integer> year = born.map(LocalDate::getYear);
    Identity identity =
        new Identity(
            text(cells[1]),
            text(cells[2]),
            text(cells[8]).map(List::of).orElse(List.of()),
            yearOnly ? Optional.empty() : born,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    KnownFacts facts =
        new KnownFacts(
            id,
            cells[4].equals("V") ? "female" : cells[4].equals("M") ? "male" : "unknown",
            text(cells[5]).map(List::of).orElse(List.of()),
            bandOnly ? Optional.empty() : year,
            year.map(one -> one - random.nextInt(5)),
            year.map(one -> one + random.nextInt(5)),
            List.of());
    return new Report(
        id, cells[10], cells[11], keys.of(identity, facts), ComparedPerson.of(identity, facts));
  }

  private static Optional<String> text(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
  }
}
