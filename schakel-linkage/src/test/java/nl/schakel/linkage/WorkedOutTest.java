// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkedOutTest {
  private static final Records RECORDS = InventedData.records(1500, 21);
  private static final Model MODEL =
      Trainer.train(RECORDS, InventedData.settings(RECORDS), 2, Progress.none());

  private static WorkedOut all() {
    return WorkedOut.of(RECORDS, MODEL, Optional.empty());
  }

  @Test
  void parts_in_any_order_make_the_records_again_with_their_weights() {
    WorkedOut whole = all();
    List<byte[]> parts = new ArrayList<>();
    for (int third = 2; third >= 0; third--) {
      int own = third;
      parts.add(whole.part(IntStream.range(0, 1500).filter(i -> i % 3 == own).toArray()));
    }

    WorkedOut joined = WorkedOut.join(parts.iterator());
    PairWeigher weigher = new PairWeigher(joined, MODEL);

    ScoredPairs pairs = Linker.link(RECORDS, MODEL, 2, Progress.none()).pairs();
    assertThat(pairs.size()).isGreaterThan(1000);
    assertThat(joined.size()).isEqualTo(1500);
    for (int i = 0; i < 1500; i++) {
      assertThat(joined.id(i)).isEqualTo(RECORDS.id(i));
    }
    for (int p = 0; p < pairs.size(); p++) {
      int left = pairs.left(p);
      int right = pairs.right(p);
      assertThat(weigher.weight(left, right)).isEqualTo(pairs.weight(p));
      long lowest = joined.lowestShared(left, right);
      assertThat(WorkedOut.rule(lowest)).isEqualTo(pairs.rule(p));
      assertThat(lowest).isEqualTo(whole.lowestShared(left, right));
    }
  }

  @Test
  void blocks_are_those_of_the_local_engine() {
    WorkedOut whole = all();
    Map<Long, Long> sizes = new HashMap<>();
    for (int k = 0; k < whole.firstBlock(whole.size()); k++) {
      sizes.merge(whole.block(k), 1L, Long::sum);
    }
    Blocks blocks = Blocks.of(RECORDS, MODEL.settings());

    for (int rule = 0; rule < blocks.names().size(); rule++) {
      int own = rule;
      long several =
          sizes.entrySet().stream()
              .filter(e -> WorkedOut.rule(e.getKey()) == own && e.getValue() > 1)
              .count();
      assertThat(several).isEqualTo(blocks.rule(rule).count());
    }
  }

  @Test
  void some_blocks_can_be_left_out_and_all_records_put_into_one() {
    WorkedOut whole = all();

    WorkedOut first = whole.withBlocks(block -> WorkedOut.rule(block) == 0);
    WorkedOut one = whole.inOneBlock();

    assertThat(first.firstBlock(first.size())).isBetween(1, whole.firstBlock(whole.size()) - 1);
    assertThat(one.firstBlock(1500)).isEqualTo(1500);
    assertThat(one.lowestShared(3, 700)).isZero();
  }

  @Test
  void they_survive_the_way_to_disk() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(all());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      WorkedOut again = (WorkedOut) in.readObject();

      assertThat(again.part(new int[] {0, 7, 1499})).isEqualTo(all().part(new int[] {0, 7, 1499}));
    }
  }

  @Test
  void ids_come_without_the_source_that_they_may_have_got() {
    RecordsReader reader = TestData.reader("id,given_name\n1,Lina\n2,Sanne\n", "b.csv");
    reader.stream(
        "a.csv",
        new ByteArrayInputStream("id,given_name\n2,Lina\n".getBytes(StandardCharsets.UTF_8)));
    Records records = reader.finish();
    LinkageSettings settings = SettingsFile.none().settings(records);
    Model model = Trainer.train(records, settings, 1, Progress.none());

    WorkedOut worked = WorkedOut.of(records, model, Optional.empty());

    assertThat(records.id(0)).isEqualTo("a:2");
    assertThat(worked.id(0)).isEqualTo("2");
    assertThat(worked.sources()).containsExactly("a", "b");
    assertThat(worked.sizes()).isEqualTo(Map.of("a", 1L, "b", 2L));
  }

  @Test
  void records_that_were_worked_out_for_another_model_are_refused() {
    Records other = TestData.reader("id,street\n1,Kade\n2,Laan\n3,Kade\n", "b.csv").finish();
    Model model = Trainer.train(other, SettingsFile.none().settings(other), 1, Progress.none());

    assertThatThrownBy(() -> new PairWeigher(all(), model))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("worked out for another model");
  }
}
