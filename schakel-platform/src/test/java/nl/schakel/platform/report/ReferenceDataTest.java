// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference data that ships with Schakel is complete and agrees with itself. */
class ReferenceDataTest {

  private static final Path FOLDER = Path.of("src/main/resources/reference");
  private static final Set<String> CERTAINTIES = Set.of("sure", "likely", "unsure");
  private static final Set<String> SEED_FIELDS =
      Set.of(
          "placeOfOffence",
          "birthCountry",
          "birthPlace",
          "recruitmentCountries",
          "transitCountries");

  private final List<NamedCsvRecord> fields = read("fields");
  private final List<NamedCsvRecord> codes = read("code-lists");
  private final List<NamedCsvRecord> grounds = read("grounds");
  private final List<NamedCsvRecord> fieldLists = read("field-lists");
  private final List<NamedCsvRecord> htcds = read("htcds");
  private final List<NamedCsvRecord> htcdsMapping = read("mapping-htcds");

  @Test
  void every_file_is_utf8_with_unix_line_ends_and_no_stray_spaces_around_keys() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("\r").endsWith("\n");
      }
    }
    assertThat(keysOf(fields, "field")).allSatisfy(key -> assertThat(key).isEqualTo(key.strip()));
    assertThat(keysOf(codes, "code")).allSatisfy(key -> assertThat(key).isEqualTo(key.strip()));
  }

  @Test
  void a_field_has_one_name_one_header_and_both_languages() {
    assertThat(keysOf(fields, "field")).doesNotHaveDuplicates();
    assertThat(fields)
        .allSatisfy(
            field -> {
              assertThat(field.getField("csv_header"))
                  .isEqualTo(snakeCase(field.getField("field")));
              assertThat(filled(field, "label_nl", "label_en", "help_nl", "help_en")).isTrue();
              assertThat(field.getField("kind"))
                  .isIn(
                      "code",
                      "codes",
                      "country",
                      "countries",
                      "nationalities",
                      "municipality",
                      "municipalities",
                      "date",
                      "month",
                      "year",
                      "yes-no-unknown",
                      "count",
                      "text",
                      "texts",
                      "email");
            });
  }

  @Test
  void a_field_that_points_at_a_person_is_kept_in_the_vault_or_as_a_keyed_hash() {
    assertThat(fields)
        .filteredOn(field -> field.getField("group").equals("identity"))
        .isNotEmpty()
        .allSatisfy(
            field ->
                assertThat(field.getField("store"))
                    .isEqualTo(field.getField("field").endsWith("Pseudonym") ? "key" : "vault"));
    assertThat(storeOf("contactAddress")).isEqualTo("vault");
    assertThat(storeOf("personKey")).isEqualTo("key");
  }

  @Test
  void a_field_that_needs_a_list_names_one_that_exists() {
    Set<String> lists = Set.copyOf(keysOf(codes, "list"));
    assertThat(fields)
        .filteredOn(field -> field.getField("kind").matches("codes?|yes-no-unknown|nationalities"))
        .allSatisfy(field -> assertThat(lists).contains(field.getField("list")));
    assertThat(fields)
        .filteredOn(field -> !field.getField("list").isEmpty())
        .allSatisfy(field -> assertThat(lists).contains(field.getField("list")));
  }

  @Test
  void a_code_is_unique_in_its_list_and_version() {
    assertThat(codes.stream().map(ReferenceDataTest::listVersionCode)).doesNotHaveDuplicates();
  }

  @Test
  void a_code_has_both_languages_certainty_source_and_a_period() {
    assertThat(codes).allSatisfy(code -> assertThat(filled(code, "nl", "en", "source")).isTrue());
    assertDated(codes);
  }

  @Test
  void migrant_smuggling_is_no_form_of_exploitation_and_the_form_says_so() {
    assertThat(codesOf("exploitation-form"))
        .containsExactlyInAnyOrder(
            "sexual", "labour", "criminal", "organ-removal", "other", "unknown");
    NamedCsvRecord field = only(fields, row -> is(row, "field", "exploitationForms"));
    assertThat(field.getField("help_nl")).contains("Mensensmokkel");
    assertThat(field.getField("help_en")).contains("Smuggling");
  }

  @Test
  void a_ground_has_an_article_a_reason_in_both_languages_and_a_period() {
    assertThat(keysOf(grounds, "code")).doesNotHaveDuplicates();
    assertThat(grounds)
        .allSatisfy(
            ground -> {
              assertThat(
                      filled(
                          ground,
                          "kind",
                          "article",
                          "label_nl",
                          "label_en",
                          "reason_nl",
                          "reason_en",
                          "source"))
                  .isTrue();
              assertThat(ground.getField("jci")).matches("|jci1\\.3:c:BWBR\\d{7}(&[a-z]+=[^&]+)*");
            });
    assertDated(grounds);
  }

  @Test
  void the_grounds_a_reporter_can_choose_are_the_codes_of_the_list_ground() {
    Set<String> selectable =
        grounds.stream()
            .filter(row -> is(row, "selectable", "yes"))
            .map(row -> row.getField("code"))
            .collect(toSet());
    assertThat(codesOf("ground")).containsExactlyInAnyOrderElementsOf(selectable);
  }

  @Test
  void each_reporter_type_has_a_ground_to_propose_and_consent_is_never_the_only_one() {
    List<NamedCsvRecord> proposed = read("proposed-grounds");
    assertThat(proposed)
        .allSatisfy(
            row -> {
              assertThat(codesOf("ground")).contains(row.getField("ground"));
              assertThat(row.getField("when")).isIn("adult", "minor", "any");
              assertThat(row.getField("certainty")).isIn(CERTAINTIES);
              assertThat(filled(row, "note_nl", "note_en")).isTrue();
            });
    assertThat(codesOf("reporter-type"))
        .allSatisfy(
            type ->
                assertThat(proposed)
                    .filteredOn(row -> is(row, "reporter_type", type))
                    .extracting(row -> row.getField("ground"))
                    .anySatisfy(ground -> assertThat(ground).isNotEqualTo("consent")));
  }

  @Test
  void each_reporter_type_has_exactly_one_rule_for_each_field() {
    Map<String, List<NamedCsvRecord>> byType =
        fieldLists.stream().collect(groupingBy(row -> row.getField("reporter_type")));
    assertThat(byType.keySet()).containsExactlyInAnyOrderElementsOf(codesOf("reporter-type"));
    assertThat(byType.values())
        .allSatisfy(
            rows ->
                assertThat(keysOf(rows, "field"))
                    .containsExactlyInAnyOrderElementsOf(keysOf(fields, "field")));
  }

  @Test
  void a_rule_has_a_known_ground_certainty_source_and_period() {
    assertThat(fieldLists)
        .allSatisfy(
            row -> {
              assertThat(row.getField("rule")).isIn("required", "allowed", "not-allowed");
              assertThat(row.getField("switchable")).isIn("yes", "no");
              assertThat(keysOf(grounds, "code")).contains(row.getField("ground"));
              assertThat(filled(row, "source")).isTrue();
            });
    assertDated(fieldLists);
  }

  @Test
  void a_refused_field_says_why_in_both_languages() {
    assertThat(fieldLists)
        .filteredOn(row -> is(row, "rule", "not-allowed"))
        .allSatisfy(row -> assertThat(filled(row, "ground_note_nl", "ground_note_en")).isTrue());
  }

  @Test
  void only_a_refused_field_can_be_switched_on() {
    assertThat(fieldLists)
        .filteredOn(row -> is(row, "switchable", "yes"))
        .allSatisfy(row -> assertThat(row.getField("rule")).isEqualTo("not-allowed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"police", "border-police", "labour-inspectorate"})
  void the_missing_fields_are_off_for_investigation_services_and_can_be_switched_on(String type) {
    assertThat(fieldLists)
        .filteredOn(row -> is(row, "reporter_type", type))
        .filteredOn(row -> SEED_FIELDS.contains(row.getField("field")))
        .hasSize(SEED_FIELDS.size())
        .allSatisfy(
            row -> {
              assertThat(row.getField("rule")).isEqualTo("not-allowed");
              assertThat(row.getField("switchable")).isEqualTo("yes");
            });
  }

  @Test
  void the_bsn_is_refused_for_everybody_as_long_as_no_ground_is_known() {
    assertThat(fieldLists)
        .filteredOn(row -> is(row, "field", "bsn"))
        .allSatisfy(row -> assertThat(row.getField("rule")).isEqualTo("not-allowed"));
  }

  @Test
  void a_historic_list_needs_its_list_and_a_key_and_takes_nothing_that_names_a_person() {
    List<NamedCsvRecord> historic =
        fieldLists.stream()
            .filter(row -> is(row, "reporter_type", "historic-source-list"))
            .toList();
    assertThat(historic)
        .filteredOn(row -> is(row, "rule", "required"))
        .extracting(row -> row.getField("field"))
        .containsExactlyInAnyOrder("sourceList", "personKey");
    assertThat(historic)
        .filteredOn(row -> storeOf(row.getField("field")).equals("vault"))
        .allSatisfy(row -> assertThat(row.getField("rule")).isEqualTo("not-allowed"));
  }

  @Test
  void a_help_chat_gives_nothing_that_points_at_a_person() {
    assertThat(fieldLists)
        .filteredOn(row -> is(row, "reporter_type", "help-chat"))
        .filteredOn(row -> !storeOf(row.getField("field")).equals("report"))
        .allSatisfy(row -> assertThat(row.getField("rule")).isEqualTo("not-allowed"));
  }

  @Test
  void every_code_of_the_standard_that_is_mapped_exists_in_the_standard() {
    assertThat(htcdsMapping)
        .allSatisfy(
            row -> {
              assertThat(codesOf(row.getField("list"))).contains(row.getField("code"));
              assertThat(row.getField("direction")).isIn("both", "import", "export");
              if (!row.getField("htcds_code").isEmpty()) {
                assertThat(standardCodesOf(row.getField("htcds_field")))
                    .contains(row.getField("htcds_code"));
              }
            });
  }

  @Test
  void every_code_of_a_mapped_list_has_one_way_out_and_what_is_lost_is_said() {
    Set<String> mapped = Set.copyOf(keysOf(htcdsMapping, "list"));
    assertThat(mapped)
        .allSatisfy(
            list ->
                assertThat(
                        htcdsMapping.stream()
                            .filter(row -> is(row, "list", list))
                            .filter(row -> !is(row, "direction", "import"))
                            .map(row -> row.getField("code")))
                    .containsExactlyInAnyOrderElementsOf(codesOf(list)));
    assertThat(htcdsMapping)
        .filteredOn(row -> row.getField("htcds_code").isEmpty())
        .allSatisfy(row -> assertThat(filled(row, "loss")).isTrue());
  }

  @Test
  void a_code_of_the_standard_means_one_code_of_a_list() {
    assertThat(
            htcdsMapping.stream()
                .filter(row -> !is(row, "direction", "export"))
                .map(row -> join(row, "list", "htcds_field", "htcds_code")))
        .doesNotHaveDuplicates();
  }

  @Test
  void every_code_of_a_column_that_is_read_has_a_way_in() {
    List<String> wayIn =
        htcdsMapping.stream()
            .filter(row -> !is(row, "direction", "export"))
            .map(row -> join(row, "htcds_field", "htcds_code"))
            .toList();
    read("htcds-columns").stream()
        .filter(row -> is(row, "rule", "map"))
        .map(row -> row.getField("htcds_field"))
        .forEach(
            column ->
                assertThat(picklistOf(column))
                    .as(column)
                    .isNotEmpty()
                    .allSatisfy(code -> assertThat(wayIn).contains(column + "|" + code)));
  }

  @Test
  void every_column_of_the_standard_is_read_or_ignored_with_a_reason() {
    List<NamedCsvRecord> columns = read("htcds-columns");
    Set<String> standard =
        htcds.stream()
            .filter(row -> is(row, "standard", "HTCDS 2.0"))
            .map(row -> row.getField("field"))
            .collect(toSet());
    assertThat(keysOf(columns, "htcds_field")).containsExactlyInAnyOrderElementsOf(standard);
    assertThat(columns)
        .allSatisfy(
            row -> {
              if (is(row, "rule", "ignore")) {
                assertThat(filled(row, "note")).isTrue();
              }
              assertThat(keysOf(fields, "field")).containsAll(valuesOf(row.getField("field")));
            });
  }

  @Test
  void an_alias_of_the_standard_leads_to_a_real_column_or_code_and_to_one_only() {
    List<NamedCsvRecord> aliases = read("htcds-aliases");
    assertThat(aliases.stream().filter(row -> is(row, "alias_kind", "column")))
        .extracting(row -> row.getField("alias"))
        .doesNotHaveDuplicates();
    assertThat(aliases.stream().filter(row -> is(row, "alias_kind", "code")))
        .extracting(row -> join(row, "htcds_field", "alias"))
        .doesNotHaveDuplicates();
    assertThat(aliases)
        .allSatisfy(
            row -> {
              if (is(row, "alias_kind", "column")) {
                assertThat(keysOf(htcds, "field")).contains(row.getField("canonical"));
              } else {
                assertThat(standardCodesOf(row.getField("htcds_field")))
                    .contains(row.getField("canonical"));
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2014-06-01, 403",
    "2015-06-01, 393",
    "2017-06-01, 388",
    "2018-06-01, 380",
    "2019-06-01, 355",
    "2022-01-01, 345",
    "2022-03-24, 344",
    "2023-01-01, 342"
  })
  void the_municipalities_of_a_day_are_as_many_as_statistics_netherlands_counted(
      LocalDate day, int expected) {
    assertThat(read("municipalities").stream().filter(row -> holdsOn(row, day))).hasSize(expected);
  }

  @Test
  void a_municipality_has_one_code() {
    List<NamedCsvRecord> municipalities = read("municipalities");
    assertThat(keysOf(municipalities, "code"))
        .doesNotHaveDuplicates()
        .allSatisfy(code -> assertThat(code).matches("GM\\d{4}"));
  }

  @Test
  void the_union_had_28_members_before_and_27_after_the_united_kingdom_left() {
    Set<String> known = Set.of(Locale.getISOCountries());
    List<NamedCsvRecord> countries = read("eu-eea-countries");
    assertThat(countries).allSatisfy(row -> assertThat(known).contains(row.getField("code")));
    // Four more states (IS, LI, NO, CH) are treated alike.
    assertThat(countries.stream().filter(row -> holdsOn(row, LocalDate.of(2019, 1, 1))))
        .hasSize(32);
    assertThat(countries.stream().filter(row -> holdsOn(row, LocalDate.of(2021, 1, 1))))
        .hasSize(31);
  }

  @Test
  void an_organisation_has_a_known_type_region_and_list_and_no_telephone_number() {
    List<NamedCsvRecord> organisations = read("organisations");
    assertThat(keysOf(organisations, "name")).doesNotHaveDuplicates();
    assertThat(organisations)
        .allSatisfy(
            row -> {
              assertThat(codesOf("organisation-type")).contains(row.getField("type"));
              assertThat(codesOf("region")).contains(row.getField("region"));
              assertThat(codesOf("source-list")).containsAll(valuesOf(row.getField("source_list")));
              assertThat(row.getField("duty_phone_setting"))
                  .matches("|schakel\\.duty-phone\\.[a-z-]+");
            });
  }

  @Test
  void an_organisation_is_found_under_its_old_names() {
    List<NamedCsvRecord> aliases = read("organisation-aliases");
    assertThat(keysOf(read("organisations"), "name")).containsAll(keysOf(aliases, "name"));
    NamedCsvRecord old = only(aliases, row -> is(row, "alias", "Inspectie SZW"));
    assertThat(old.getField("name")).isEqualTo("Nederlandse Arbeidsinspectie");
    assertThat(old.getField("valid_to")).isEqualTo("2021-12-31");
  }

  @Test
  void the_return_service_is_no_part_of_the_immigration_service() {
    assertThat(only(read("organisations"), row -> is(row, "name", "Dienst Terugkeer en Vertrek")))
        .extracting(row -> row.getField("type"))
        .isEqualTo("return-service");
  }

  @Test
  void each_reporter_type_stands_for_known_organisations_and_a_known_list() {
    List<NamedCsvRecord> types = read("reporter-types");
    assertThat(keysOf(types, "reporter_type"))
        .containsExactlyInAnyOrderElementsOf(codesOf("reporter-type"));
    assertThat(types)
        .allSatisfy(
            row -> {
              assertThat(codesOf("organisation-type"))
                  .containsAll(valuesOf(row.getField("organisation_types")));
              assertThat(codesOf("source-list")).containsAll(valuesOf(row.getField("source_list")));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"published-series", "estimates"})
  void a_published_figure_has_years_source_certainty_and_a_definition(String file) {
    assertThat(read(file))
        .allSatisfy(
            row -> {
              assertThat(Year.parse(row.getField("year_from")))
                  .isLessThanOrEqualTo(Year.parse(row.getField("year_to")));
              assertThat(row.getField("certainty")).isIn(CERTAINTIES);
              assertThat(filled(row, "source", "definition_nl", "definition_en", "value")).isTrue();
            });
  }

  @Test
  void an_estimate_lies_in_its_interval_and_no_share_is_stored() {
    assertThat(read("estimates"))
        .allSatisfy(
            row -> {
              assertThat(row.getField("measure")).doesNotContain("share").doesNotContain("percent");
              if (filled(row, "low", "high")) {
                assertThat(number(row, "value")).isBetween(number(row, "low"), number(row, "high"));
              }
            });
  }

  @Test
  void the_seen_minors_of_the_debate_are_2_point_2_percent_of_the_estimate_and_not_under_2() {
    NamedCsvRecord seen =
        only(
            read("published-series"),
            row -> is(row, "population", "form:sexual;border:domestic;age:minor"));
    NamedCsvRecord estimated =
        only(read("estimates"), row -> is(row, "population", "age:minor;form:sexual"));
    double percent = 100 * number(seen, "value") / number(estimated, "value");
    assertThat(percent).isBetween(2.2, 2.3);
  }

  @Test
  void an_invented_name_is_listed_once_per_origin() {
    List<NamedCsvRecord> names = read("invented-names");
    assertThat(names.stream().map(row -> join(row, "kind", "origin", "name")))
        .doesNotHaveDuplicates();
    assertThat(names)
        .allSatisfy(
            row -> {
              assertThat(row.getField("kind")).isIn("given-f", "given-m", "family");
              assertThat(Locale.getISOCountries()).contains(row.getField("origin"));
            });
  }

  private List<String> codesOf(String list) {
    return codes.stream()
        .filter(row -> is(row, "list", list))
        .map(row -> row.getField("code"))
        .toList();
  }

  private String storeOf(String field) {
    return only(fields, row -> is(row, "field", field)).getField("store");
  }

  private List<String> picklistOf(String column) {
    return htcds.stream()
        .filter(row -> is(row, "field", column) && is(row, "standard", "HTCDS 2.0"))
        .map(row -> row.getField("code"))
        .filter(code -> !code.isEmpty())
        .toList();
  }

  /** Two means of control are defined by the standard and left out of its picklist. */
  private Set<String> standardCodesOf(String column) {
    return htcds.stream()
        .filter(row -> is(row, "field", column) || is(row, "field", column + " (definition)"))
        .map(row -> row.getField("code"))
        .collect(toSet());
  }

  private static void assertDated(List<NamedCsvRecord> rows) {
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.getField("certainty")).isIn(CERTAINTIES);
              LocalDate from = LocalDate.parse(row.getField("valid_from"));
              if (filled(row, "valid_to")) {
                assertThat(LocalDate.parse(row.getField("valid_to"))).isAfterOrEqualTo(from);
              }
            });
  }

  private static boolean holdsOn(NamedCsvRecord row, LocalDate day) {
    boolean begun =
        !filled(row, "valid_from") || !LocalDate.parse(row.getField("valid_from")).isAfter(day);
    boolean ended =
        filled(row, "valid_to") && LocalDate.parse(row.getField("valid_to")).isBefore(day);
    return begun && !ended;
  }

  private static List<NamedCsvRecord> read(String name) {
    Path file = FOLDER.resolve(name + ".csv");
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> keysOf(List<NamedCsvRecord> rows, String column) {
    return rows.stream().map(row -> row.getField(column)).toList();
  }

  private static NamedCsvRecord only(
      List<NamedCsvRecord> rows, Predicate<NamedCsvRecord> condition) {
    List<NamedCsvRecord> found = rows.stream().filter(condition).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static boolean is(NamedCsvRecord row, String column, String value) {
    return row.getField(column).equals(value);
  }

  private static boolean filled(NamedCsvRecord row, String... columns) {
    return Arrays.stream(columns).noneMatch(column -> row.getField(column).isBlank());
  }

  private static List<String> valuesOf(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(";"));
  }

  private static String listVersionCode(NamedCsvRecord row) {
    return join(row, "list", "version", "code");
  }

  private static String join(NamedCsvRecord row, String... columns) {
    return String.join("|", Arrays.stream(columns).map(row::getField).toList());
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
