// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static Records records;
  private static Model model;
  private static ScoredPairs pairs;

  @BeforeAll
  static void link() {
    records = TestData.records("febrl1.csv");
    model = Trainer.train(records, InventedData.settings(records), 2, Progress.none());
    pairs = Linker.link(records, model, 2, Progress.none()).pairs();
  }

  private static Clusters cluster(ClusterSettings settings, NeverSame never) {
    return Clusterer.cluster(records, model.with(model.settings().with(settings)), pairs, never);
  }

  @Test
  void two_records_that_someone_kept_apart_stay_apart() {
    String left = records.id(pairs.left(0));
    String right = records.id(pairs.right(0));
    NeverSame never = new NeverSame(List.of(new NeverSame.Pair(right, left)));

    Clusters free = cluster(ClusterSettings.defaults(), NeverSame.none());
    Clusters kept = cluster(ClusterSettings.defaults(), never);

    assertThat(free.person()[pairs.left(0)]).isEqualTo(free.person()[pairs.right(0)]);
    assertThat(kept.person()[pairs.left(0)]).isNotEqualTo(kept.person()[pairs.right(0)]);
    assertThat(kept.refused().getFirst().guard()).isEqualTo(Clusters.Guard.NEVER_SAME);
  }

  @Test
  void a_source_without_duplicates_gives_a_person_one_record() {
    ClusterSettings settings = new ClusterSettings(0.5, 0, 100, List.of("febrl1"));

    assertThat(cluster(settings, NeverSame.none()).persons()).isEqualTo(1000);
  }

  /** The two strongest pairs, and one link of 8 bits between them that nothing else supports. */
  private static Clusters bridged(double averageWeight, int largest) {
    ScoredPairs three = new ScoredPairs();
    three.add(pairs.left(0), pairs.right(0), pairs.weight(0), 0);
    three.add(pairs.left(1), pairs.right(1), pairs.weight(1), 0);
    int one = pairs.right(0);
    int other = pairs.left(1);
    three.add(Math.min(one, other), Math.max(one, other), 8, 0);
    three.sort();
    ClusterSettings settings = new ClusterSettings(0.5, averageWeight, largest, List.of());
    return Clusterer.cluster(
        records, model.with(model.settings().with(settings)), three, NeverSame.none());
  }

  @Test
  void two_groups_that_one_link_alone_holds_together_are_kept_apart() {
    Clusters clusters = bridged(0, 100);

    assertThat(clusters.person()[pairs.left(0)]).isNotEqualTo(clusters.person()[pairs.left(1)]);
    assertThat(clusters.refused()).hasSize(1);
    assertThat(clusters.refused().getFirst().guard()).isEqualTo(Clusters.Guard.BRIDGE);
    assertThat(clusters.refused().getFirst().meanWeight()).isNegative();
  }

  @Test
  void without_the_guard_the_bridge_joins_and_is_named_as_the_weakest_link() {
    Clusters clusters = bridged(-1000, 100);

    assertThat(clusters.person()[pairs.left(0)]).isEqualTo(clusters.person()[pairs.left(1)]);
    assertThat(clusters.weakest()[pairs.left(0)]).isEqualTo(8);
    assertThat(clusters.refused()).isEmpty();
  }

  @Test
  void a_person_does_not_grow_beyond_the_largest_size() {
    Clusters clusters = bridged(-1000, 3);

    assertThat(clusters.person()[pairs.left(0)]).isNotEqualTo(clusters.person()[pairs.left(1)]);
    assertThat(clusters.refused().getFirst().guard()).isEqualTo(Clusters.Guard.SIZE);
  }

  @Test
  void an_unknown_source_is_named() {
    ClusterSettings settings = new ClusterSettings(0.5, 0, 100, List.of("politie"));

    assertThatThrownBy(() -> cluster(settings, NeverSame.none()))
        .hasMessageContaining("politie")
        .hasMessageContaining("febrl1");
  }

  @Test
  void undoing_a_merge_restores_the_partition_exactly() {
    PersonBook book = new PersonBook();
    book.follow(records, cluster(ClusterSettings.defaults(), NeverSame.none()));
    Map<String, String> before = book.partition();
    String one = book.personOf(records.id(0));
    String other = book.personOf(records.id(5));

    PersonBook.Change merge = book.merge(one, other, "same tattoo");
    String gone = one.compareTo(other) < 0 ? other : one;
    assertThat(book.current(gone)).isNotEqualTo(gone);
    book.undo(merge.number(), "another tattoo");

    assertThat(book.partition()).isEqualTo(before);
    assertThat(book.current(gone)).isEqualTo(gone);
    assertThat(book.history()).hasSize(2);
  }

  @Test
  void a_change_is_not_undone_over_a_later_one() {
    PersonBook book = new PersonBook();
    book.follow(records, cluster(ClusterSettings.defaults(), NeverSame.none()));
    String one = book.personOf(records.id(0));
    String other = book.personOf(records.id(5));
    PersonBook.Change merge = book.merge(one, other, "first");
    String survivor = book.current(other);
    book.split(survivor, merge.after().keySet(), "second");

    assertThatThrownBy(() -> book.undo(merge.number(), "third"))
        .hasMessageContaining("a later change");
  }

  @Test
  void persons_keep_their_ids_in_a_new_run() {
    PersonBook book = new PersonBook();
    book.follow(records, cluster(ClusterSettings.defaults(), NeverSame.none()));
    Map<String, String> before = book.partition();

    book.follow(records, cluster(ClusterSettings.defaults(), NeverSame.none()));

    assertThat(book.partition()).isEqualTo(before);
    assertThat(book.history()).isEmpty();
  }

  @Test
  void estimated_errors_on_febrl1_are_close_to_the_truth() {
    int[] truth = TestData.truth(records);
    double expected = ErrorEstimate.expectedMatches(records, model);
    for (ErrorEstimate e : ErrorEstimate.at(pairs, expected, 5, 8, 10)) {
      Accuracy real = Accuracy.edges(pairs, e.thresholdBits(), truth, 500);
      assertThat(Math.abs(e.falseDiscoveryRate() - (1 - real.precision()))).isLessThan(0.01);
      assertThat(Math.abs(e.falseNegativeRate() - (1 - real.recall()))).isLessThan(0.02);
    }
  }
}
