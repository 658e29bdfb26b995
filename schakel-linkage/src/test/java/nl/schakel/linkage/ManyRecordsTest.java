// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds many records in few bytes says the same as what holds few in a simple way. */
class ManyRecordsTest {
  @Test
  void pairs_on_disk_come_in_the_order_of_pairs_in_memory() {
    ScoredPairs memory = new ScoredPairs();
    ScoredPairs disk = new ScoredPairs(100);
    Random random = new Random(1);
    for (int i = 0; i < 1050; i++) {
      int left = random.nextInt(500);
      // Few distinct weights, so that ties are decided too.
      double weight = random.nextInt(40) - 20.5;
      memory.add(left, left + 1 + i, weight, i % 7);
      disk.add(left, left + 1 + i, weight, i % 7);
    }
    memory.sort();
    disk.sort();

    assertThat(disk.size()).isEqualTo(1050);
    assertThat(disk.atLeast(0)).isEqualTo(memory.atLeast(0));
    for (int i = 0; i < 1050; i++) {
      assertThat(disk.left(i)).isEqualTo(memory.left(i));
      assertThat(disk.right(i)).isEqualTo(memory.right(i));
      assertThat(disk.weight(i)).isEqualTo(memory.weight(i));
      assertThat(disk.rule(i)).isEqualTo(memory.rule(i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void ids_of_persons_follow_an_earlier_run_as_the_book_does(int seed) {
    Random random = new Random(seed);
    Map<String, List<String>> rows = new LinkedHashMap<>();
    StringBuilder earlier = new StringBuilder("id,person\n");
    for (int i = 0; i < 200; i++) {
      String id = "r%03d".formatted(i);
      rows.put(id, List.of("x"));
      if (random.nextInt(5) > 0) {
        // Across the border where ids get longer: the shorter id is the older one.
        earlier.append(id).append(',').append(PersonIds.text(999_960 + random.nextInt(80)));
        earlier.append('\n');
      }
    }
    Records records = Records.of("s", List.of("name"), rows);
    Clusters clusters = clusters(random);
    PersonBook book = PersonBook.read("clusters.csv", earlier.toString());
    book.follow(records, clusters);

    byte[] bytes = earlier.toString().getBytes(StandardCharsets.UTF_8);
    PersonIds ids =
        PersonIds.following(records, clusters, "clusters.csv", new ByteArrayInputStream(bytes));

    for (int i = 0; i < records.size(); i++) {
      assertThat(ids.of(i)).isEqualTo(book.personOf(records.id(i)));
    }
  }

  private static Clusters clusters(Random random) {
    int[] person = new int[200];
    int[] first = new int[60];
    java.util.Arrays.fill(first, -1);
    for (int i = 0; i < person.length; i++) {
      int group = random.nextInt(first.length);
      first[group] = first[group] < 0 ? i : first[group];
      person[i] = first[group];
    }
    return new Clusters(person, new double[200], List.of());
  }

  @Test
  void rows_keep_their_codes_when_a_field_gets_too_small() {
    Rows rows = new Rows(new int[] {3, 200, 1}, 1);
    Random random = new Random(2);
    int[][] expected = new int[3000][];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = new int[] {random.nextInt(i + 1) - 1, random.nextInt(200), i * 700_000 - 1};
      rows.add(expected[i]);
    }
    int[] row = new int[3];
    for (int i = 0; i < expected.length; i++) {
      rows.get(i, row);
      assertThat(row).isEqualTo(expected[i]);
      assertThat(rows.get(i, 2)).isEqualTo(expected[i][2]);
    }
  }
}
