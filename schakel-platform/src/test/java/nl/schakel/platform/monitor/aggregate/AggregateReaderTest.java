// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AggregateReaderTest {
  private static final int LAST_YEAR = 2026;

  private final AggregateKinds kinds = new AggregateKinds();

  private AggregateReader.Read read(String kind, String text) {
    return AggregateReader.read(
        kinds.kind(kind).orElseThrow(), LAST_YEAR, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> problems(String kind, String... lines) {
    return read(kind, "year,figure,split,category,count\n" + String.join("\n", lines))
        .problems()
        .stream()
        .map(
            one ->
                "%d %s %s %s"
                    .formatted(
                        one.line(),
                        one.problem().field(),
                        one.problem().rule(),
                        one.problem().arguments()))
        .toList();
  }

  @Test
  void a_table_is_not_about_a_year_after_it_was_made() {
    assertThat(problems("offenders", "2026,suspects,,,100", "2027,suspects,,,100"))
        .containsExactly("3 year aggregate-later [2027, 2026]");
  }

  @Test
  void chat_met_fier_adds_up_in_two_ways() {
    AggregateReader.Read read =
        AggregateReader.read(
            kinds.kind("help").orElseThrow(),
            LAST_YEAR,
            DemoAggregates.bytes("chat-met-fier-2021.csv"));

    assertThat(read.problems()).isEmpty();
    // 314 = 285 + 29 = 278 + 15 + 21.
    assertThat(read.rows())
        .extracting(
            row ->
                row.place().split()
                    + "/"
                    + row.place().category()
                    + " "
                    + row.value().orElseThrow())
        .containsExactly(
            "/ 314",
            "who/self 285",
            "who/other 29",
            "form/sexual 278",
            "form/criminal 15",
            "form/both 21");
  }

  @Test
  void parts_that_do_not_add_up_are_told_with_both_sums() {
    assertThat(
            problems(
                "help",
                "2021,visitors,,,314",
                "2021,visitors,who,self,285",
                "2021,visitors,who,other,29",
                "2021,visitors,form,sexual,278",
                "2021,visitors,form,criminal,15",
                "2021,visitors,form,both,20"))
        .containsExactly("2 count aggregate-sum [visitors, 2021, form, 314, 278 + 15 + 20, 313]");
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_and_nothing_is_read() {
    AggregateReader.Read read =
        read(
            "help",
            """
            year,figure,split,category,count
            21,visitors,,,314
            2021,vistors,,,314
            2021,visitors,kind,self,285
            2021,visitors,who,himself,285
            2021,visitors,who,self,-3
            2021,visitors,who,other,2.5
            2021,visitors,,self,3
            2022,visitors,,,10
            2022,visitors,,,11
            2022,visitors,who
            """);

    assertThat(read.rows()).isEmpty();
    assertThat(read.problems())
        .extracting(one -> one.line() + " " + one.problem().rule())
        .containsExactlyInAnyOrder(
            "2 aggregate-year",
            "3 aggregate-figure",
            "4 aggregate-split",
            "5 aggregate-category",
            "6 aggregate-negative",
            "7 aggregate-count",
            "8 aggregate-category-of-nothing",
            "10 aggregate-twice",
            "11 aggregate-cells");
  }

  @Test
  void a_missing_total_and_a_missing_part_are_named() {
    assertThat(problems("help", "2021,visitors,who,self,285", "2021,visitors,who,other,29"))
        .containsExactly(
            "2 split aggregate-total-missing [visitors, 2021, who, 314]",
            "0 figure aggregate-required [visitors, 2021]");
    assertThat(problems("help", "2021,visitors,,,314", "2021,visitors,form,sexual,278"))
        .containsExactly(
            "3 category aggregate-part-missing [visitors, 2021, form, criminal, both]");
  }

  @Test
  void a_split_may_be_left_out_and_so_may_figures_that_are_not_required() {
    assertThat(problems("offenders", "2015,suspects,,,230", "2016,suspects,,,285")).isEmpty();
    assertThat(
            problems(
                "help",
                "2021,visitors,,,314",
                "2021,visitors,who,self,",
                "2021,visitors,who,other,"))
        .isEmpty();
  }

  @Test
  void a_spreadsheet_with_semicolons_a_mark_at_the_start_and_labels_is_read_too() {
    AggregateReader.Read read =
        read(
            "offenders",
            "\uFEFFYear;Figure;Split;Category;Label;Count\r\n2019;suspects;;;\"Verdachten, politie\";170\r\n");

    assertThat(read.problems()).isEmpty();
    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void a_file_that_is_no_table_is_refused_as_a_whole() {
    assertThat(read("help", "").problems())
        .extracting(one -> one.problem().rule())
        .containsExactly("aggregate-file");
    assertThat(read("help", "jaar,aantal\n2021,3\n").problems())
        .extracting(one -> one.problem().rule() + one.problem().arguments())
        .containsExactly("aggregate-header[year, figure, split, category, count]");
    assertThat(read("help", "year,figure,split,category,count,name\n").problems())
        .extracting(one -> one.problem().rule())
        .containsExactly("aggregate-columns");
    assertThat(read("help", "year,figure,split,category,count\n").problems())
        .extracting(one -> one.problem().rule())
        .containsExactly("aggregate-empty");
    assertThat(
            AggregateReader.read(
                    kinds.kind("help").orElseThrow(),
                    LAST_YEAR,
                    new byte[] {(byte) 0xff, (byte) 0xfe, 0x31})
                .problems())
        .extracting(one -> one.problem().rule())
        .containsExactly("aggregate-encoding");
    assertThat(
            AggregateReader.read(
                    kinds.kind("help").orElseThrow(),
                    LAST_YEAR,
                    new byte[AggregateReader.LARGEST_BYTES + 1])
                .problems())
        .extracting(one -> one.problem().rule())
        .containsExactly("aggregate-file");
  }

  @Test
  void every_table_that_is_shipped_for_the_demonstration_is_accepted() {
    assertThat(DemoAggregates.shipped())
        .allSatisfy(
            one ->
                assertThat(
                        AggregateReader.read(
                                kinds.kind(one.request().kind()).orElseThrow(),
                                one.request().madeOn().orElseThrow().getYear(),
                                DemoAggregates.bytes(one.file()))
                            .problems())
                    .isEmpty());
  }

  @Test
  void a_kind_that_contradicts_itself_is_refused_at_the_start() {
    String text =
        """
        {"note": "", "version": 1, "kinds": [{"code": "x",
          "title": {"nl": "a", "en": "a"}, "lead": {"nl": "a", "en": "a"},
          "definition": {"nl": "a", "en": "a"}, "rule": {"nl": "a", "en": "a"},
          "figures": [{"code": "f", "label": {"nl": "a", "en": "a"}, "unit": {"nl": "a", "en": "a"}, "required": false}],
          "splits": [{"code": "s", "label": {"nl": "a", "en": "a"}, "rule": {"nl": "a", "en": "a"}, "of": ["g"],
            "categories": [{"code": "a", "label": {"nl": "a", "en": "a"}}, {"code": "b", "label": {"nl": "a", "en": "a"}}]}]}]}
        """;

    assertThatIllegalStateException()
        .isThrownBy(() -> new AggregateKinds(text))
        .withMessageContaining("unknown figure");
  }
}
