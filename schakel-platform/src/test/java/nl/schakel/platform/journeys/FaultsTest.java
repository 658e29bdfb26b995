// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.organisation.Organisations;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong in a machine room, done to a real process: nothing acknowledged is lost, nothing
 * is doubled.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultsTest {
  private static final int REPORTS = 120;
  private static final int SENDERS = 4;

  /** Receipts by key, of every report that was acknowledged. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  @Test
  void a_killed_application_and_a_killed_database_lose_no_report_and_double_none()
      throws Exception {
    try (RunningSchakel schakel = new RunningSchakel(TestDatabase.newFolder()).ready()) {
      schakel.letIn(Organisations.idOf("Politie Rotterdam"));

      sendWhile(schakel, 0, schakel::kill);
      schakel.startAgain();
      sendWhile(schakel, REPORTS, () -> schakel.databaseServer().destroyForcibly());
      sendAgainUntilAllAreIn(schakel);

      assertThat(reportsByKey(schakel))
          .as("each key once, and every acknowledged one there")
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 2 * REPORTS).mapToObj(FaultsTest::key).toList());
      assertThat(acknowledged).hasSize(2 * REPORTS);
      assertThat(linked(schakel)).isEqualTo(2 * REPORTS);
      Awaitility.await("every report compared with the vault")
          .atMost(Duration.ofMinutes(2))
          .until(() -> notCompared(schakel) == 0);
    }
  }

  @Test
  void a_full_disk_is_said_plainly_and_leaves_no_half_report() throws Exception {
    Path disk = smallDisk();
    try (RunningSchakel schakel = new RunningSchakel(disk).ready()) {
      schakel.letIn(Organisations.idOf("Politie Rotterdam"));
      assertThat(schakel.report("before").statusCode()).isEqualTo(201);

      Path filler = fill(disk);
      HttpResponse<String> refused = firstRefusal(schakel);
      Files.delete(filler);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("incident").doesNotContain("Exception", "org.postgresql");
      sendUntilTaken(schakel, "after");
      assertThat(halfReports(schakel)).isZero();
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  /** Sends from several senders at once, and does the harm when a third of it is in. */
  private void sendWhile(RunningSchakel schakel, int from, Runnable harm) throws Exception {
    CountDownLatch underWay = new CountDownLatch(REPORTS / 3);
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      IntStream.range(from, from + REPORTS)
          .mapToObj(FaultsTest::key)
          .forEach(key -> senders.submit(() -> send(schakel, key, underWay)));
      assertThat(underWay.await(2, TimeUnit.MINUTES)).isTrue();
      harm.run();
    }
  }

  private void send(RunningSchakel schakel, String key, CountDownLatch underWay) {
    try {
      HttpResponse<String> answer = schakel.report(key);
      if (answer.statusCode() == 201 || answer.statusCode() == 200) {
        acknowledged.put(key, answer.body());
      }
    } catch (RuntimeException noAnswer) {
      // A sender that got no answer tries again later with the same key.
    } finally {
      underWay.countDown();
    }
  }

  private void sendAgainUntilAllAreIn(RunningSchakel schakel) {
    IntStream.range(0, 2 * REPORTS)
        .mapToObj(FaultsTest::key)
        .forEach(key -> sendUntilTaken(schakel, key));
  }

  private void sendUntilTaken(RunningSchakel schakel, String key) {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < deadline) {
      send(schakel, key, new CountDownLatch(1));
      if (acknowledged.containsKey(key)) {
        return;
      }
    }
    throw new AssertionError("Not taken: " + key + "\n" + schakel.output());
  }

  private static HttpResponse<String> firstRefusal(RunningSchakel schakel) {
    for (int i = 0; i < 2_000; i++) {
      HttpResponse<String> answer = schakel.report("full-" + i);
      if (answer.statusCode() >= 300) {
        return answer;
      }
    }
    throw new AssertionError("The disk never filled");
  }

  private static String key(int number) {
    return "key-" + number;
  }

  private static List<String> reportsByKey(RunningSchakel schakel) {
    return schakel
        .database()
        .sql("select submission_key from report.report")
        .query(String.class)
        .list();
  }

  private static long linked(RunningSchakel schakel) {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    long count = 0;
    while (System.nanoTime() < deadline && count < 2 * REPORTS) {
      count =
          schakel.database().sql("select count(*) from register.source").query(Long.class).single();
    }
    return count;
  }

  /** Reports in the register that no finished comparison holds. */
  private static long notCompared(RunningSchakel schakel) {
    return schakel
        .database()
        .sql(
            """
            select count(*)
              from register.source s
             where not exists (
               select from register.comparison c
                where s.number between c.first_number and c.last_number)
            """)
        .query(Long.class)
        .single();
  }

  /** Reports that name a person whom the vault does not know. */
  private static long halfReports(RunningSchakel schakel) {
    return schakel
        .database()
        .sql(
            """
            select count(*)
              from report.report r
             where r.person_id is not null
               and not exists (select from identity.person p where p.id = r.person_id)
            """)
        .query(Long.class)
        .single();
  }

  /** A disk of half a gigabyte in memory; making one takes root. */
  private static Path smallDisk() throws Exception {
    Path disk = TestDatabase.newFolder();
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=420m", "tmpfs", disk.toString()) == 0,
        "A small disk can be made by root only");
    return disk;
  }

  private static Path fill(Path disk) throws IOException {
    Path filler = disk.resolve("filler");
    try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
      byte[] block = new byte[64 * 1024];
      while (disk.toFile().getUsableSpace() > 0) {
        file.write(block);
      }
    } catch (IOException full) {
      // Full is what it should be.
    }
    return filler;
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
