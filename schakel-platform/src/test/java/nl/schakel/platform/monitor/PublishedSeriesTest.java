// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The published numbers against a list that was written out by hand from the domain reference,
 * section 3 (Numbers), with the sentence or row of that section that each comes from.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublishedSeriesTest {
  private static final String V = "presumed-victims";
  private static final String Q = "quoted-percentage";

  private final PublishedNumbers published = PublishedNumbers.shipped();
  private final List<String> expected = new ArrayList<>();

  private void one(String series, int from, int to, String measure, String population, String n) {
    expected.add("%s %d-%d %s %s = %s".formatted(series, from, to, measure, population, n));
  }

  private void one(String series, int year, String measure, String population, String n) {
    one(series, year, year, measure, population, n);
  }

  private static String told(QuotedNumber one) {
    return "%s %d-%d %s %s = %s%s"
        .formatted(
            one.series(),
            one.yearFrom(),
            one.yearTo(),
            one.measure(),
            one.population(),
            switch (one.precision()) {
              case "about" -> "~";
              case "over" -> ">";
              case "under" -> "<";
              default -> "";
            },
            one.value().toPlainString());
  }

  @Test
  void every_number_of_the_domain_reference_is_there_once_and_no_other() {
    yearTable();
    reporters();
    minorsVenuesAndVeiligThuis();
    criminalJustice();
    safetyAgenda();
    estimatedShares();

    assertThat(published.quoted().stream().map(PublishedSeriesTest::told).toList())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private void yearTable() {
    // Row 2011 / 2012: "1,222 / 1,711, CM".
    one("CM", 2011, V, "all", "1222");
    one("CM", 2012, V, "all", "1711");
    // Row 2013: "1,437 NR (88% women; 32% Dutch, 13% Romanian, 12% Hungarian, 9% Bulgarian; 33%
    // aged 18-23)".
    one("NR", 2013, V, "all", "1437");
    one("NR", 2013, Q, "sex:female", "88");
    one("NR", 2013, Q, "nationality:NL", "32");
    one("NR", 2013, Q, "nationality:RO", "13");
    one("NR", 2013, Q, "nationality:HU", "12");
    one("NR", 2013, Q, "nationality:BG", "9");
    one("NR", 2013, Q, "age:18-23", "33");
    // Row 2014: "1,256 NR (revised)". Row 2015: "not found", so no number.
    one("NR", 2014, V, "all", "1256");
    // Row 2016: "about 950 derived: 4,894 (2016-2020) minus later years; NJI: 227 minors = 24%".
    // The subtraction gives 950 exactly: 4,894 - 958 - 668 - 1,334 - 984.
    one("NR", 2016, V, "all", "950");
    one("NR", 2016, 2020, V, "all", "4894");
    one("NR", 2016, V, "age:minor", "227");
    one("NR", 2016, Q, "age:minor", "24");
    // Row 2017: "958 (72% women, 27% men; 45.9% under 23; 58% sexual, 21.7% other; 36% Dutch)".
    one("NR", 2017, V, "all", "958");
    one("NR", 2017, Q, "sex:female", "72");
    one("NR", 2017, Q, "sex:male", "27");
    one("NR", 2017, Q, "age:under-23", "45.9");
    one("NR", 2017, Q, "form:sexual", "58");
    one("NR", 2017, Q, "form:other", "21.7");
    one("NR", 2017, Q, "nationality:NL", "36");
    // Row 2018: "668 (62 minors)"; the 29 minors of the debate stand in the inventory of papers.
    one("NR", 2018, V, "all", "668");
    one("NR", 2018, V, "age:minor", "62");
    one("NR", 2018, V, "form:sexual;border:domestic;age:minor", "29");
    // Row 2019: "1,334 / 1,372 (849 sexual, 424 labour-type incl. 196 criminal, 61 unknown; 108
    // minors; Nigeria 512, NL 244, Uganda 91, Poland 83, Gambia 49)".
    one("NR", 2019, V, "all", "1334");
    one("CM", 2019, V, "all", "1372");
    one("NR", 2019, V, "form:sexual", "849");
    one("NR", 2019, V, "form:labour-type", "424");
    one("NR", 2019, V, "form:criminal", "196");
    one("NR", 2019, V, "form:unknown", "61");
    one("NR", 2019, V, "age:minor", "108");
    one("NR", 2019, V, "nationality:NG", "512");
    one("NR", 2019, V, "nationality:NL", "244");
    one("NR", 2019, V, "nationality:UG", "91");
    one("NR", 2019, V, "nationality:PL", "83");
    one("NR", 2019, V, "nationality:GM", "49");
    // Row 2020: "984 / 1,013 (NR: 408 sexual, 603 labour-type incl. 154 criminal, 38 unknown; 547
    // women; 68 minors, 152 aged 18-22. CM: 41% sexual, 41% labour; Poland 190, Nigeria 185, NL
    // 155)".
    one("NR", 2020, V, "all", "984");
    one("CM", 2020, V, "all", "1013");
    one("NR", 2020, V, "form:sexual", "408");
    one("NR", 2020, V, "form:labour-type", "603");
    one("NR", 2020, V, "form:criminal", "154");
    one("NR", 2020, V, "form:unknown", "38");
    one("NR", 2020, V, "sex:female", "547");
    one("NR", 2020, V, "age:minor", "68");
    one("NR", 2020, V, "age:18-22", "152");
    one("CM", 2020, Q, "form:sexual", "41");
    one("CM", 2020, Q, "form:labour", "41");
    one("CM", 2020, V, "nationality:PL", "190");
    one("CM", 2020, V, "nationality:NG", "185");
    one("CM", 2020, V, "nationality:NL", "155");
    // Row 2021: "791 NR and CM".
    one("NR", 2021, V, "all", "791");
    one("CM", 2021, V, "all", "791");
    // Row 2022: "about 881 derived: 4,858 (2019-2023) minus known years".
    one("NR", 2022, V, "all", "881");
    one("NR", 2019, 2023, V, "all", "4858");
    // Row 2023: "868 / about 1,044 (52 minors, 130 aged 18-22; sexual: African 178, Latin American
    // 68; 2022: 119 and 26)".
    one("NR", 2023, V, "all", "868");
    one("CM", 2023, V, "all", "~1044");
    one("NR", 2023, V, "age:minor", "52");
    one("NR", 2023, V, "age:18-22", "130");
    one("NR", 2023, V, "form:sexual;nationality-region:africa", "178");
    one("NR", 2023, V, "form:sexual;nationality-region:latin-america", "68");
    one("NR", 2022, V, "form:sexual;nationality-region:africa", "119");
    one("NR", 2022, V, "form:sexual;nationality-region:latin-america", "26");
    // Row 2024: "about 1,062 CM".
    one("CM", 2024, V, "all", "~1062");
  }

  private void reporters() {
    // "Reporters CM 2024 (2023): police 329 (360), zorgcoordinatie 301 (312), FairWork 257 (233),
    // NLA 71 (33), KMar 67 (50); rest about 37 (56)."
    String[] types = {
      "police", "care-coordinator", "support-organisation", "labour-inspectorate", "border-police"
    };
    String[] in2024 = {"329", "301", "257", "71", "67"};
    String[] in2023 = {"360", "312", "233", "33", "50"};
    for (int at = 0; at < types.length; at++) {
      one("CM", 2024, V, "reporter:" + types[at], in2024[at]);
      one("CM", 2023, V, "reporter:" + types[at], in2023[at]);
    }
    one("CM", 2024, V, "reporter:other", "~37");
    one("CM", 2023, V, "reporter:other", "~56");
    // "Reporters 2019 (2018): police 952 (530), regional care 252 (91), inspectorate 46 (75), KMar
    // 10 (12)."
    String[] four = {"police", "care-coordinator", "labour-inspectorate", "border-police"};
    String[] in2019 = {"952", "252", "46", "10"};
    String[] in2018 = {"530", "91", "75", "12"};
    for (int at = 0; at < four.length; at++) {
      one("NR", 2019, V, "reporter:" + four[at], in2019[at]);
      one("NR", 2018, V, "reporter:" + four[at], in2018[at]);
    }
    // "Non-law-enforcement reporters: about 550 a year 2014-2017, 150 in 2018. Police share: 75%
    // (2013), 34% (2017)."
    for (int year = 2014; year <= 2017; year++) {
      one("NR", year, V, "reporter:non-law-enforcement", "~550");
    }
    one("NR", 2018, V, "reporter:non-law-enforcement", "~150");
    one("NR", 2013, Q, "reporter:police", "75");
    one("NR", 2017, Q, "reporter:police", "34");
  }

  private void minorsVenuesAndVeiligThuis() {
    // "Minors 2019-2023: 373 with known form: 231 sexual, 83 criminal, 18 labour, 45 unknown."
    one("NR", 2019, 2023, V, "age:minor;form:known-or-unknown", "373");
    one("NR", 2019, 2023, V, "age:minor;form:sexual", "231");
    one("NR", 2019, 2023, V, "age:minor;form:criminal", "83");
    one("NR", 2019, 2023, V, "age:minor;form:labour", "18");
    one("NR", 2019, 2023, V, "age:minor;form:unknown", "45");
    // "Veilig Thuis, youth prostitution: advice 230 (2019), 120 (2023); reports 165, 115."
    one("VT", 2019, "advice", "topic:youth-prostitution", "230");
    one("VT", 2023, "advice", "topic:youth-prostitution", "120");
    one("VT", 2019, "veilig-thuis-reports", "topic:youth-prostitution", "165");
    one("VT", 2023, "veilig-thuis-reports", "topic:youth-prostitution", "115");
    // "Venue trend 2016-2020: window/club/private house from over 20% to under 10%; home about
    // half; street, escort, hotel about 30% to 40%."
    one("NR", 2016, Q, "venue:window-club-house;form:sexual", ">20");
    one("NR", 2020, Q, "venue:window-club-house;form:sexual", "<10");
    one("NR", 2016, 2020, Q, "venue:home;form:sexual", "~50");
    one("NR", 2016, Q, "venue:street-escort-hotel;form:sexual", "~30");
    one("NR", 2020, Q, "venue:street-escort-hotel;form:sexual", "~40");
  }

  private void criminalJustice() {
    // "convicted 110 (2012), 156, 133, 139, 103 (2016)".
    String[] convicted = {"110", "156", "133", "139", "103"};
    for (int at = 0; at < convicted.length; at++) {
      one("RVDR", 2012 + at, "convicted", "all", convicted[at]);
    }
    // "Police suspects 230 (2015), 285 (2016), 170 (2019); complaints 1,045 in 2019; dismissals
    // from a quarter (2016) to over 40% (2019); 60% of suspects reach court".
    one("DM", 2015, "suspects", "all", "230");
    one("DM", 2016, "suspects", "all", "285");
    one("DM", 2019, "suspects", "all", "170");
    one("DM", 2019, "complaints", "all", "1045");
    one("DM", 2016, "dismissed-share", "all", "~25");
    one("DM", 2019, "dismissed-share", "all", ">40");
    one("DM", 2015, 2019, "reached-court-share", "all", "60");
    // "85 a year with (partly) unconditional custody 2015-2019, of whom 25 under probation
    // supervision; one third of domestic sexual exploiters under 23".
    one("DM", 2015, 2019, "custody-per-year", "all", "85");
    one("DM", 2015, 2019, "custody-supervised-per-year", "all", "25");
    one("DM", 2015, 2019, "under-23-share", "form:sexual;border:domestic", "~33");
    // "36% of that group re-offends within two years, 42% of those under 23; NLA gets 100+ reports
    // a year, 8 investigations, 7% of reports are its own".
    one("DM", 2017, 2021, "reoffending-share", "form:sexual;border:domestic", "36");
    one("DM", 2017, 2021, "reoffenders-under-23-share", "form:sexual;border:domestic", "42");
    one("DM", 2017, 2021, "labour-reports-per-year", "form:labour", ">100");
    one("DM", 2017, 2021, "labour-investigations-per-year", "form:labour", "8");
    one("DM", 2017, 2021, "labour-own-share", "form:labour", "7");
    // "Average sentence 591 (2016), 641 days (2017)".
    one("DM", 2016, "average-sentence", "all", "591");
    one("DM", 2017, "average-sentence", "all", "641");
  }

  private void safetyAgenda() {
    // "OM suspects realised 145 (2019), 187 (2020); target 190 (2020), 205 (2021), 220 a year
    // 2023-2026".
    one("VA", 2019, "om-suspects", "all", "145");
    one("VA", 2020, "om-suspects", "all", "187");
    one("VA", 2020, "om-suspects-target", "all", "190");
    one("VA", 2021, "om-suspects-target", "all", "205");
    for (int year = 2023; year <= 2026; year++) {
      one("VA", year, "om-suspects-target", "all", "220");
    }
    // "victims reported by police 975 (2019), 490 (2020; provisional 481); complex investigations
    // 39 (2019), 7 (2020)".
    one("VA", 2019, V, "reporter:police", "975");
    one("VA", 2020, V, "reporter:police", "490");
    one("VA", 2020, "provisional-victims", "reporter:police", "481");
    one("VA", 2019, "complex-investigations", "all", "39");
    one("VA", 2020, "complex-investigations", "all", "7");
    // Not in the domain reference: rd.nl, 2020, on the annual account of the police of 2019.
    one("VA", 2014, "om-suspects", "all", "198");
    one("VA", 2017, "om-suspects", "all", "166");
    one("VA", 2019, "om-suspects-target", "all", "190");
  }

  private void estimatedShares() {
    // "two thirds sexual; 1,320 Dutch girls under 18, 11% seen"; "sexual and non-sexual about
    // equal; men and women about equal".
    one("WODC-2017", 2010, 2015, "estimated-share", "form:sexual", "~67");
    one(
        "WODC-2017",
        2010,
        2015,
        "seen-share",
        "nationality:NL;sex:female;age:minor;form:sexual",
        "11");
    one("WODC-2021", 2018, 2019, "estimated-share", "form:sexual", "~50");
    one("WODC-2021", 2018, 2019, "estimated-share", "sex:female", "~50");
  }

  @Test
  void the_estimates_of_the_domain_reference_are_there() {
    // "2010-2015 5,000-7,500 a year (mean about 6,250; 1,320 Dutch girls). 2018-2019 about 5,000;
    // seen about 1,300; sexual about 2,000"; row of section 1: "4,000 to 6,300-7,000".
    assertThat(published.estimates())
        .extracting(
            one -> "%s %d %s %d".formatted(one.series(), one.yearFrom(), range(one), one.value()))
        .contains(
            "WODC-2017 2010 5000-7500 6250",
            "WODC-2017 2010 - 1320",
            "WODC-2021 2018 4000-6300 5000",
            "WODC-2021 2019 4000-7000 5000",
            "WODC-2021 2018 - 1300",
            "WODC-2021 2018 - 2000");
  }

  private static String range(PublishedNumber one) {
    return one.low().isPresent() ? one.low().getAsLong() + "-" + one.high().getAsLong() : "-";
  }

  @Test
  void what_is_derived_is_the_difference_of_what_it_says() {
    assertThat(total("NR", 2016))
        .isEqualTo(
            4894 - total("NR", 2017) - total("NR", 2018) - total("NR", 2019) - total("NR", 2020));
    assertThat(total("NR", 2022))
        .isEqualTo(
            4858 - total("NR", 2019) - total("NR", 2020) - total("NR", 2021) - total("NR", 2023));
    assertThat(
            published.quoted().stream()
                .filter(QuotedNumber::derived)
                .map(PublishedSeriesTest::told))
        .containsExactlyInAnyOrder(
            "NR 2016-2016 presumed-victims all = 950",
            "NR 2022-2022 presumed-victims all = 881",
            "CM 2023-2023 presumed-victims all = ~1044",
            "CM 2024-2024 presumed-victims all = ~1062",
            "CM 2023-2023 presumed-victims reporter:other = ~56",
            "CM 2024-2024 presumed-victims reporter:other = ~37");
  }

  private long total(String series, int year) {
    return published.total(series, year).orElseThrow().value().longValueExact();
  }

  @Test
  void a_source_is_a_citation_and_never_the_name_of_a_paper_in_a_drawer() throws IOException {
    Set<String> sources =
        published.quoted().stream().map(QuotedNumber::source).collect(Collectors.toSet());
    published.estimates().forEach(one -> sources.add(one.source()));
    published.disagreements().forEach(one -> sources.add(one.source()));
    published.breaks().forEach(one -> sources.add(one.source()));

    assertThat(sources)
        .allSatisfy(
            source ->
                assertThat(source)
                    .hasSizeGreaterThan(10)
                    .doesNotContainPattern("\\.txt|\\bS-[a-z][0-9]|Domain notes|seed"));
    for (String file :
        List.of(
            "published-series",
            "published-disagreements",
            "estimates",
            "series-breaks",
            "seen-and-estimated")) {
      assertThat(text(file)).doesNotContain(".txt");
    }
  }

  private static String text(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            PublishedSeriesTest.class.getResourceAsStream("/reference/" + file + ".csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void every_number_has_a_unit_a_precision_a_certainty_and_a_definition() {
    Set<String> keys = new HashSet<>();
    assertThat(published.quoted())
        .allSatisfy(
            one -> {
              assertThat(keys.add(one.key())).as("%s stands once", one.key()).isTrue();
              assertThat(one.precision()).isIn("exact", "about", "over", "under");
              assertThat(one.certainty()).isIn("sure", "likely", "unsure");
              assertThat(one.unit()).isNotBlank();
              assertThat(one.value()).isGreaterThan(BigDecimal.ZERO);
              assertThat(one.definitionNl()).isNotBlank().isNotEqualTo(one.definitionEn());
              assertThat(one.definitionEn()).isNotBlank();
            });
  }

  @Test
  void the_places_where_sources_disagree_are_flagged_with_what_differs_and_how_it_is_read() {
    assertThat(published.disagreements())
        .extracting(Disagreement::code)
        .contains(
            "two-percent", // 29 of 1,300 is 2.23 %, not "under 2 %"
            "ind", // three sentences, no number
            "doetinchem", // five checks: since 2018, or in 2018
            "schools", // two different questions
            "chat-splits", // 314 = 285 + 29 = 278 + 15 + 21
            "twenty-nine", // two populations
            "nr-cm-2019",
            "nr-cm-2020",
            "nr-cm-2023",
            "parts-2018"); // 708 reporters' parts of 668 victims
    assertThat(published.disagreements())
        .allSatisfy(
            one -> {
              assertThat(one.differsNl()).isNotBlank().isNotEqualTo(one.differsEn());
              assertThat(one.readingNl()).isNotBlank().isNotEqualTo(one.readingEn());
              assertThat(one.source()).isNotBlank();
            });
  }
}
