// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LinkageTest {
  private static String everything(Records records, int threads) {
    LinkageSettings settings = InventedData.settings(records);
    Model model = Trainer.train(records, settings, threads, Progress.none());
    ScoredPairs pairs = Linker.link(records, model, threads, Progress.none()).pairs();
    Clusters clusters = Clusterer.cluster(records, model, pairs, NeverSame.none());
    StringBuilder out = new StringBuilder(ModelFile.write(model));
    for (int i = 0; i < pairs.size(); i++) {
      out.append(records.id(pairs.left(i))).append(records.id(pairs.right(i)));
      out.append(pairs.weight(i)).append(pairs.rule(i)).append('\n');
    }
    return out.append(Arrays.toString(clusters.person())).toString();
  }

  @Test
  void any_thread_count_and_any_order_give_equal_bytes() {
    List<String> lines = new ArrayList<>(List.of(InventedData.text(2000, 7).split("\n")));
    String header = lines.removeFirst();
    Records straight = InventedData.records(2000, 7);
    Collections.shuffle(lines, new Random(3));
    String shuffled = header + "\n" + String.join("\n", lines) + "\n";

    String one = everything(straight, 1);

    assertThat(one).contains("schakel-linkage-model/1");
    assertThat(everything(InventedData.records(2000, 7), 8)).isEqualTo(one);
    assertThat(everything(TestData.reader(shuffled, "reports.csv").finish(), 2)).isEqualTo(one);
  }

  @Test
  void bars_add_up_to_the_weight_and_a_model_file_keeps_every_bit() {
    Records records = InventedData.records(2000, 8);
    Model trained = Trainer.train(records, InventedData.settings(records), 2, Progress.none());
    Model model = ModelFile.read("model.json", ModelFile.write(trained));
    ScoredPairs pairs = Linker.link(records, trained, 2, Progress.none()).pairs();
    ScoredPairs again = Linker.link(records, model, 2, Progress.none()).pairs();
    Waterfall.Explainer explainer = new Waterfall.Explainer(records, model);

    assertThat(again.size()).isEqualTo(pairs.size());
    assertThat(ModelFile.write(model)).isEqualTo(ModelFile.write(trained));
    for (int i = 0; i < pairs.size(); i++) {
      Waterfall waterfall = explainer.explain(pairs.left(i), pairs.right(i), "");
      double sum = waterfall.bars().stream().mapToDouble(Waterfall.Bar::bits).sum();
      assertThat(sum).isCloseTo(pairs.weight(i), within(1e-9));
      assertThat(again.weight(i)).isEqualTo(pairs.weight(i));
    }
  }

  @Test
  void an_explanation_names_the_versions_that_it_rests_on() {
    Records records = InventedData.records(2000, 8);
    Model model = Trainer.train(records, InventedData.settings(records), 2, Progress.none());
    Linker.Result result = Linker.link(records, model, 2, Progress.none());
    int left = result.pairs().left(0);
    int right = result.pairs().right(0);
    String rule = result.rules().get(result.pairs().rule(0)).keys();

    Waterfall waterfall = new Waterfall.Explainer(records, model).explain(left, right, rule);

    assertThat(waterfall.rule()).isEqualTo(rule).contains("(");
    assertThat(waterfall.model())
        .isEqualTo(Versions.of(ModelFile.read("again", ModelFile.write(model))))
        .isNotEqualTo(Versions.of(model.with(model.settings().with(LinkMode.LINK_ONLY))));
    List<String> row = new ArrayList<>(records.row(left));
    Map<String, List<String>> again = new LinkedHashMap<>(Map.of("another id", row));
    assertThat(Versions.of(Records.of("s", records.columns(), again), 0))
        .isEqualTo(waterfall.leftVersion());
    row.set(0, row.get(0) + "x");
    assertThat(Versions.of(Records.of("s", records.columns(), again), 0))
        .isNotEqualTo(waterfall.leftVersion());
  }

  @Test
  void one_record_at_a_time_gives_the_pairs_of_a_full_run() {
    Records whole = InventedData.records(3000, 9);
    Model model = Trainer.train(whole, InventedData.settings(whole), 2, Progress.none());
    Map<String, Double> expected = new TreeMap<>();
    ScoredPairs pairs = Linker.link(whole, model, 2, Progress.none()).pairs();
    for (int i = 0; i < pairs.size(); i++) {
      expected.put(whole.id(pairs.left(i)) + " " + whole.id(pairs.right(i)), pairs.weight(i));
    }
    String[] lines = InventedData.text(3000, 9).split("\n");
    String old = String.join("\n", Arrays.copyOf(lines, 1501)) + "\n";
    Records known = TestData.reader(old, "reports.csv").finish();
    Map<String, Double> found = new TreeMap<>();
    ScoredPairs first = Linker.link(known, model, 2, Progress.none()).pairs();
    for (int i = 0; i < first.size(); i++) {
      found.put(known.id(first.left(i)) + " " + known.id(first.right(i)), first.weight(i));
    }

    LinkIndex index = new LinkIndex(known, model);
    String[] columns = lines[0].split(",");
    for (int i = 1501; i < lines.length; i++) {
      String[] cells = lines[i].split(",", -1);
      Map<String, String> fields = new LinkedHashMap<>();
      for (int c = 1; c < columns.length; c++) {
        fields.put(columns[c], cells[c]);
      }
      List<LinkIndex.Match> preview = index.find(cells[0], "reports", fields);
      List<LinkIndex.Match> matches = index.add(cells[0], "reports", fields);
      assertThat(preview).isEqualTo(matches);
      for (LinkIndex.Match match : matches) {
        boolean before = match.id().compareTo(cells[0]) < 0;
        String key = before ? match.id() + " " + cells[0] : cells[0] + " " + match.id();
        found.put(key, match.weight());
      }
    }

    assertThat(index.cappedBlocks()).isZero();
    assertThat(index.size()).isEqualTo(3000);
    assertThat(found).isEqualTo(expected);
  }

  /** So many that the index puts its blocks in order again on the way. */
  @Test
  void twenty_thousand_records_one_at_a_time_give_the_pairs_of_a_full_run() {
    Records whole = InventedData.records(20_000, 12);
    Model model = Trainer.train(whole, InventedData.settings(whole), 2, Progress.none());
    Set<String> expected = new TreeSet<>();
    Linker.Result result = Linker.link(whole, model, 2, Progress.none());
    ScoredPairs pairs = result.pairs();
    for (int i = 0; i < pairs.size(); i++) {
      expected.add(
          "%s %s %s".formatted(whole.id(pairs.left(i)), whole.id(pairs.right(i)), pairs.weight(i)));
    }
    String[] lines = InventedData.text(20_000, 12).split("\n");
    LinkIndex index =
        new LinkIndex(
            TestData.reader(lines[0] + "\n" + lines[1] + "\n", "reports").finish(), model);

    Set<String> found = new TreeSet<>();
    String[] columns = lines[0].split(",");
    for (int i = 2; i < lines.length; i++) {
      String[] cells = lines[i].split(",", -1);
      Map<String, String> fields = new LinkedHashMap<>();
      for (int c = 1; c < columns.length; c++) {
        fields.put(columns[c], cells[c]);
      }
      for (LinkIndex.Match match : index.add(cells[0], "reports", fields)) {
        found.add("%s %s %s".formatted(match.id(), cells[0], match.weight()));
      }
    }

    assertThat(result.rules()).allSatisfy(rule -> assertThat(rule.capped()).isZero());
    assertThat(found).isEqualTo(expected).hasSizeGreaterThan(10_000);
  }
}
