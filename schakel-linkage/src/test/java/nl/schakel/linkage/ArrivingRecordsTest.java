// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrivingRecordsTest {
  private static final Records WHOLE = InventedData.records(3000, 31);
  private static final Model MODEL =
      Trainer.train(WHOLE, InventedData.settings(WHOLE), 2, Progress.none());

  private final String[] lines = InventedData.text(3000, 31).split("\n");
  private final Records known =
      TestData.reader(String.join("\n", Arrays.copyOf(lines, 2001)) + "\n", "reports.csv").finish();

  private Map<String, String> fields(int line) {
    String[] columns = lines[0].split(",");
    String[] cells = lines[line].split(",", -1);
    Map<String, String> fields = new LinkedHashMap<>();
    for (int c = 1; c < columns.length; c++) {
      fields.put(columns[c], cells[c]);
    }
    return fields;
  }

  private String id(int line) {
    return lines[line].split(",", 2)[0];
  }

  private PersonBook book(Model model) {
    PersonBook book = new PersonBook();
    ScoredPairs pairs = Linker.link(known, model, 2, Progress.none()).pairs();
    book.follow(known, Clusterer.cluster(known, model, pairs, NeverSame.none()));
    return book;
  }

  private static Model with(ClusterSettings guards) {
    return MODEL.with(MODEL.settings().with(guards));
  }

  @Test
  void records_that_arrive_one_at_a_time_end_up_about_as_in_a_full_run() {
    PersonBook book = book(MODEL);
    ArrivingRecords arriving =
        new ArrivingRecords(new LinkIndex(known, MODEL), book, NeverSame.none());
    for (int line = 2001; line < lines.length; line++) {
      arriving.add(id(line), "reports", fields(line));
    }

    ScoredPairs pairs = Linker.link(WHOLE, MODEL, 2, Progress.none()).pairs();
    Clusters full = Clusterer.cluster(WHOLE, MODEL, pairs, NeverSame.none());
    int same = 0;
    for (int i = 0; i < WHOLE.size(); i++) {
      String first = WHOLE.id(full.person()[i]);
      same += book.personOf(WHOLE.id(i)).equals(book.personOf(first)) ? 1 : 0;
    }
    assertThat(arriving.decisions()).hasSize(1000);
    assertThat(arriving.decisions().stream().filter(d -> d.person().isPresent()).count())
        .isGreaterThan(200);
    assertThat(same).isGreaterThan(2900);
  }

  @Test
  void each_link_can_be_explained_and_the_steps_add_up_to_it() {
    LinkIndex index = new LinkIndex(known, MODEL);
    int explained = 0;
    for (int line = 2001; line < 2301; line++) {
      for (LinkIndex.Match match : index.find(id(line), "reports", fields(line))) {
        Waterfall waterfall = index.explain(id(line), "reports", fields(line), match);

        assertThat(waterfall.weight()).isCloseTo(match.weight(), within(1e-9));
        assertThat(waterfall.rule()).isEqualTo(match.rule());
        assertThat(List.of(waterfall.left(), waterfall.right())).contains(id(line), match.id());
        explained++;
      }
    }
    assertThat(explained).isGreaterThan(50);
  }

  @Test
  void each_guard_keeps_a_record_apart_and_is_named() {
    int line = joining();
    String person = decide(MODEL, NeverSame.none(), line).person().orElseThrow();
    List<String> members = book(MODEL).recordsOf(person);
    NeverSame apart = new NeverSame(List.of(new NeverSame.Pair(members.getFirst(), id(line))));

    assertThat(refused(MODEL, apart, line)).contains(Clusters.Guard.NEVER_SAME);
    assertThat(refused(with(new ClusterSettings(0.5, 200, 100, List.of())), NeverSame.none(), line))
        .contains(Clusters.Guard.BRIDGE);
    assertThat(
            refused(
                with(new ClusterSettings(0.5, 0, 100, List.of("reports"))), NeverSame.none(), line))
        .contains(Clusters.Guard.ONE_PER_SOURCE);
  }

  @Test
  void a_person_that_is_full_takes_no_more() {
    Model pairsOnly = with(new ClusterSettings(0.5, -1000, 2, List.of()));
    ArrivingRecords arriving =
        new ArrivingRecords(new LinkIndex(known, pairsOnly), book(pairsOnly), NeverSame.none());
    List<Clusters.Guard> seen = new ArrayList<>();
    for (int line = 2001; line < lines.length; line++) {
      ArrivingRecords.Decision decision = arriving.decide(id(line), "reports", fields(line));
      decision.considered().forEach(c -> c.refused().ifPresent(seen::add));
    }

    assertThat(seen).contains(Clusters.Guard.SIZE);
  }

  @Test
  void nothing_is_kept_of_a_record_that_was_only_asked_about_and_none_comes_twice() {
    PersonBook book = book(MODEL);
    LinkIndex index = new LinkIndex(known, MODEL);
    ArrivingRecords arriving = new ArrivingRecords(index, book, NeverSame.none());

    ArrivingRecords.Decision asked = arriving.decide(id(2001), "reports", fields(2001));
    assertThat(index.size()).isEqualTo(2000);
    assertThat(arriving.decisions()).isEmpty();
    assertThat(arriving.add(id(2001), "reports", fields(2001))).isEqualTo(asked);
    assertThat(book.find(id(2001))).isPresent();
    assertThatThrownBy(() -> arriving.add(id(2001), "reports", fields(2001)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is in the book already");
    assertThat(index.size()).isEqualTo(2001);
  }

  private int joining() {
    ArrivingRecords arriving =
        new ArrivingRecords(new LinkIndex(known, MODEL), book(MODEL), NeverSame.none());
    for (int line = 2001; line < lines.length; line++) {
      if (arriving.decide(id(line), "reports", fields(line)).person().isPresent()) {
        return line;
      }
    }
    throw new AssertionError("no report joins a person");
  }

  private ArrivingRecords.Decision decide(Model model, NeverSame apart, int line) {
    return new ArrivingRecords(new LinkIndex(known, model), book(model), apart)
        .decide(id(line), "reports", fields(line));
  }

  private Optional<Clusters.Guard> refused(Model model, NeverSame apart, int line) {
    return decide(model, apart, line).considered().stream()
        .flatMap(considered -> considered.refused().stream())
        .findFirst();
  }
}
