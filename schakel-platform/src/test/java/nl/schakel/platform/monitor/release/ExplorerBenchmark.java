// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelApplication;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fifty questions to the explorer about a frozen set of a million records, each asked twice, beside
 * the plain unprotected {@code select count group by} of the same run. Run by {@code
 * benchmarks/explorer/run.sh}.
 */
final class ExplorerBenchmark {
  private static final int RECORDS = Integer.getInteger("records", 1_000_000);
  private static final int FIRST = 2016;
  private static final int LAST = 2025;
  private static final int QUESTIONS = 50;
  private static final List<String> DIMENSIONS =
      List.of("sex", "minor", "age", "nationality", "reporter", "form", "border", "status");
  private static final Actor ANALYST =
      TestActors.person(TestActors.COORDINATION_CENTRE, Role.ANALYST);

  private ExplorerBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    try (ConfigurableApplicationContext house =
        new SpringApplicationBuilder(SchakelApplication.class)
            .initializers(
                context ->
                    TestDatabase.create().settings(TestDatabase.newFolder()).applyTo(context))
            .properties("server.port=0", "schakel.monitor.fixed-per-day=true")
            .run()) {
      measure(house);
    }
    System.exit(0);
  }

  private static void measure(ConfigurableApplicationContext house) throws Exception {
    FrozenSetId set = generate(house);
    Explorer explorer = house.getBean(Explorer.class);
    List<Exploration> questions = questions(set);
    System.out.printf(
        "%,d records, %d questions, load %.2f%n",
        RECORDS,
        questions.size(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    long from = System.nanoTime();
    explorer(explorer, questions.getFirst());
    System.out.printf(
        "first look at the set %,.0f ms (reads every record)%n", (System.nanoTime() - from) / 1e6);
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    print(
        "new question",
        timed(
            questions.subList(1, questions.size()),
            asked -> outcomes.merge(explorer(explorer, asked), 1, Integer::sum)));
    System.out.println("outcomes " + outcomes);
    print(
        "the same question again",
        timed(questions.subList(1, questions.size()), asked -> explorer(explorer, asked)));
    JdbcClient behind = TestDatabase.ownerOf(house.getBean(DataSource.class));
    plainTable(behind, set);
    print(
        "plain select count group by",
        timed(questions.subList(1, questions.size()), asked -> plain(behind, asked)));
    System.out.printf(
        "load %.2f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String explorer(Explorer explorer, Exploration asked) {
    return TestActors.as(ANALYST, () -> explorer.ask(asked)).getClass().getSimpleName();
  }

  private interface Asking {
    Object ask(Exploration asked);
  }

  private record Took(double milliseconds, double processor) {}

  private static List<Took> timed(List<Exploration> questions, Asking asking) {
    List<Took> took = new ArrayList<>();
    for (Exploration asked : questions) {
      long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long from = System.nanoTime();
      asking.ask(asked);
      took.add(
          new Took(
              (System.nanoTime() - from) / 1e6,
              (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e6));
    }
    return took;
  }

  private static void print(String what, List<Took> took) {
    double[] wall = took.stream().mapToDouble(Took::milliseconds).sorted().toArray();
    double[] processor = took.stream().mapToDouble(Took::processor).sorted().toArray();
    System.out.printf(
        "%-28s median %,8.1f ms, p95 %,8.1f ms, most %,8.1f ms; processor of this thread median"
            + " %,8.1f ms, p95 %,8.1f ms%n",
        what,
        wall[wall.length / 2],
        wall[(int) (wall.length * 0.95)],
        wall[wall.length - 1],
        processor[processor.length / 2],
        processor[(int) (processor.length * 0.95)]);
  }

  /** Every pair of dimensions by year, over so many years, then with one category of a third. */
  private static List<Exploration> questions(FrozenSetId set) {
    List<Exploration> questions = new ArrayList<>();
    int[] windows = {5, 3, 10, 1};
    for (int one = 0; one < DIMENSIONS.size(); one++) {
      questions.add(
          new Exploration(set, List.of("year", DIMENSIONS.get(one)), Map.of(), windows[one % 3]));
    }
    for (int one = 0; one < DIMENSIONS.size(); one++) {
      for (int other = one + 1; other < DIMENSIONS.size(); other++) {
        // Two dimensions of one field say the same in another way.
        if (!DIMENSIONS.get(one).equals("minor") || !DIMENSIONS.get(other).equals("age")) {
          questions.add(
              new Exploration(
                  set,
                  List.of("year", DIMENSIONS.get(one), DIMENSIONS.get(other)),
                  Map.of(),
                  windows[questions.size() % windows.length]));
        }
      }
    }
    for (int one = 0; questions.size() < QUESTIONS; one++) {
      questions.add(
          new Exploration(
              set,
              List.of("year", DIMENSIONS.get(1 + one % (DIMENSIONS.size() - 1))),
              Map.of("sex", List.of(one % 2 == 0 ? "female" : "male")),
              windows[one % windows.length]));
    }
    return questions;
  }

  private static FrozenSetId generate(ConfigurableApplicationContext house) {
    FrozenSetStore store = house.getBean(FrozenSetStore.class);
    TransactionTemplate transactions = house.getBean(TransactionTemplate.class);
    String definitions = house.getBean(FrozenDefinitions.class).text();
    List<FrozenRecord> records = records();
    MessageDigest digest = Sha256.digest();
    digest.update(definitions.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    FrozenSet set =
        new FrozenSet(
            new FrozenSetId(UUID.randomUUID()),
            ANALYST.organisation(),
            ANALYST.account(),
            "benchmark",
            1,
            Optional.empty(),
            "",
            Instant.now(),
            FIRST,
            LAST,
            records.size(),
            HexFormat.of().formatHex(digest.digest()));
    Callable<Boolean> insert =
        () -> {
          transactions.executeWithoutResult(
              status -> {
                store.insert(set, 1, definitions);
                store.insert(set.id(), records);
              });
          return true;
        };
    TestActors.as(ANALYST, insert);
    return set.id();
  }

  /** Shares as in the chain: few men among minors, rare categories, several forms at once. */
  private static List<FrozenRecord> records() {
    SplittableRandom random = new SplittableRandom(20260101);
    List<FrozenRecord> records = new ArrayList<>(RECORDS);
    Map<String, String> same = new LinkedHashMap<>();
    for (int n = 0; n < RECORDS; n++) {
      byte[] key = new byte[16];
      random.nextBytes(key);
      String facts = facts(random).text();
      String known = same.putIfAbsent(facts, facts);
      records.add(new FrozenRecord(key, known == null ? facts : known));
    }
    return records;
  }

  private static Facts facts(SplittableRandom random) {
    return new Facts(
        Map.of(
            FactField.YEAR, List.of(Integer.toString(FIRST + random.nextInt(LAST - FIRST + 1))),
            FactField.REPORTER_TYPE,
                List.of(
                    one(
                        random,
                        "police",
                        40,
                        "care-coordinator",
                        30,
                        "shelter",
                        20,
                        "border-police",
                        9,
                        "labour-inspectorate",
                        1)),
            FactField.FORM,
                List.of(one(random, "sexual", 40, "labour", 38, "criminal", 12, "unknown", 10)),
            FactField.SEX, List.of(one(random, "female", 720, "male", 270, "unknown", 10)),
            FactField.AGE_GROUP,
                List.of(one(random, "minor", 9, "18-22", 15, "23-plus", 71, "unknown", 5)),
            FactField.NATIONALITY_GROUP,
                List.of(one(random, "dutch", 20, "eu-eea", 34, "other", 44, "unknown", 2)),
            FactField.REGION, List.of(),
            FactField.BORDER,
                List.of(one(random, "domestic", 30, "cross-border", 50, "unknown", 20)),
            FactField.VENUE, List.of(),
            FactField.STATUS, List.of(one(random, "identified", 30, "presumed", 70))));
  }

  private static String one(SplittableRandom random, Object... shares) {
    int all = 0;
    for (int at = 1; at < shares.length; at += 2) {
      all += (Integer) shares[at];
    }
    int drawn = random.nextInt(all);
    for (int at = 0; ; at += 2) {
      drawn -= (Integer) shares[at + 1];
      if (drawn < 0) {
        return shares[at].toString();
      }
    }
  }

  /** The same facts as plain columns, as an analyst without protection would have them. */
  private static void plainTable(JdbcClient behind, FrozenSetId set) {
    List<String> columns =
        Arrays.stream(FactField.values())
            .map(
                field ->
                    "split_part(facts, ',', %d) as %s"
                        .formatted(
                            field.ordinal() + 1, field.name().toLowerCase(java.util.Locale.ROOT)))
            .toList();
    behind
        .sql(
            "create table monitor.plain as select %s from monitor.frozen_record where set_id = :set"
                .formatted(String.join(", ", columns)))
        .param("set", set.value())
        .update();
    behind.sql("analyze monitor.plain").update();
  }

  private static int plain(JdbcClient behind, Exploration asked) {
    Map<String, String> columns =
        Map.of(
            "year",
            "year",
            "sex",
            "sex",
            "minor",
            "age_group",
            "age",
            "age_group",
            "nationality",
            "nationality_group",
            "reporter",
            "reporter_type",
            "form",
            "form",
            "border",
            "border",
            "status",
            "status");
    String by = String.join(", ", asked.dimensions().stream().map(columns::get).toList());
    String only = asked.filters().containsKey("sex") ? " and sex = 'female'" : "";
    return behind
        .sql(
            "select %s, count(*) from monitor.plain where year > '%d'%s group by %s"
                .formatted(by, LAST - asked.window(), only, by))
        .query()
        .listOfRows()
        .size();
  }
}
