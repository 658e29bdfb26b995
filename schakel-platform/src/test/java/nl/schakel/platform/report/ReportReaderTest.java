// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static nl.schakel.platform.report.ReportFixtures.policeReport;
import static nl.schakel.platform.report.ReportFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import nl.schakel.platform.web.FieldProblem;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.groups.Tuple;

class ReportReaderTest {
  private static final LocalDate TODAY = LocalDate.of(2025, 6, 15);
  private static final ReportFields FIELDS = new ReportFields();
  private static final CodeLists CODES =
      new CodeLists(
          Stream.concat(ReferenceFiles.codes().stream(), ReferenceFiles.municipalities().stream())
              .toList());
  private static final Grounds GROUNDS =
      new Grounds(ReferenceFiles.grounds(), ReferenceFiles.proposedGrounds());
  private static final ReportReader READER = new ReportReader(FIELDS, CODES, GROUNDS);

  private static RuleBook book(String reporterType) {
    return new RuleBook(
        reporterType,
        ReferenceFiles.fieldLists().stream()
            .filter(rule -> rule.reporterType().equals(reporterType))
            .toList());
  }

  private static ReportReader.Read read(Map<String, List<String>> values, String reporterType) {
    return READER.read(new RawReport(values), book(reporterType), TODAY);
  }

  private static List<FieldProblem> problems(Map<String, List<String>> values) {
    return read(values, "police") instanceof ReportReader.Read.Bad bad ? bad.problems() : List.of();
  }

  private static AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>>
      assertProblems(Map<String, List<String>> values) {
    return assertThat(problems(values)).extracting(FieldProblem::field, FieldProblem::rule);
  }

  @Example
  void the_least_that_is_required_makes_a_report() {
    assertThat(problems(policeReport())).isEmpty();
  }

  @Example
  void everything_that_is_missing_is_said_at_once() {
    assertProblems(Map.of())
        .containsExactlyInAnyOrder(
            tuple("reportedOn", "required"),
            tuple("ground", "required"),
            tuple("ageBand", "required"),
            tuple("sex", "required"),
            tuple("nationalities", "required"),
            tuple("exploitationForms", "required"));
  }

  @Example
  void a_birth_date_answers_the_age_and_gives_the_year() {
    Map<String, List<String>> values = with(policeReport(), "birthDate", "31-12-2004");
    values.remove("ageBand");

    NewReport report = ((ReportReader.Read.Good) read(values, "police")).report();

    assertThat(report.facts()).containsEntry("birthYear", new FieldValue.Count(2004));
    assertThat(report.facts()).doesNotContainKey("birthDate");
    assertThat(report.identity().birthDate()).contains(LocalDate.of(2004, 12, 31));
  }

  @Example
  void a_field_that_is_not_allowed_is_refused_with_its_rule() {
    assertProblems(with(policeReport(), "placeOfOffence", "GM0363"))
        .containsExactly(tuple("placeOfOffence", "not-allowed-now"));
    assertProblems(with(policeReport(), "sourceList", "P"))
        .containsExactly(tuple("sourceList", "not-allowed"));
    assertProblems(with(policeReport(), "bsn", "111222333"))
        .containsExactly(tuple("bsn", "not-allowed"));
  }

  @Example
  void answers_that_contradict_each_other_are_refused() {
    assertProblems(with(with(policeReport(), "periodFrom", "2025-03"), "periodTo", "2024-03"))
        .containsExactly(tuple("periodTo", "period-order"));
    assertProblems(with(with(policeReport(), "birthDate", "2004-05-06"), "birthYear", "2003"))
        .containsExactly(tuple("birthYear", "birth-year-differs"));
    assertProblems(with(policeReport(), "signalOn", "2025-03-05"))
        .containsExactly(tuple("signalOn", "signal-after-report"));
    assertProblems(with(policeReport(), "nationalities", "NL", "unknown"))
        .containsExactly(tuple("nationalities", "unknown-with-others"));
    assertProblems(with(policeReport(), "contactAddress", "lina@voorbeeld.example"))
        .containsExactly(tuple("contactSafe", "contact-safe-missing"));
    assertProblems(with(policeReport(), "shelterAsked", "yes"))
        .containsExactly(tuple("shelterConsent", "shelter-consent-missing"));
  }

  @Example
  void values_of_the_wrong_shape_are_refused() {
    assertProblems(with(policeReport(), "reportedOn", "31-02-2025"))
        .containsExactly(tuple("reportedOn", "date-form"));
    assertProblems(with(policeReport(), "reportedOn", "16-06-2025"))
        .containsExactly(tuple("reportedOn", "date-future"));
    assertProblems(with(policeReport(), "birthYear", "1899"))
        .containsExactly(tuple("birthYear", "year-range"));
    assertProblems(with(policeReport(), "vNumber", "12345"))
        .containsExactly(tuple("vNumber", "v-number-form"));
    assertProblems(with(policeReport(), "familyName", "Voor\u202Ebeeld"))
        .containsExactly(tuple("familyName", "control-characters"));
    assertProblems(with(policeReport(), "sex", "female", "male"))
        .containsExactly(tuple("sex", "one-value"));
    assertProblems(with(policeReport(), "nationalities", "ZZ"))
        .containsExactly(tuple("nationalities", "nationality-unknown"));
    assertProblems(with(policeReport(), "victimName", "Lina Voorbeeld"))
        .containsExactly(tuple("victimName", "unknown-field"));
  }

  @Example
  void smuggling_is_sent_to_the_right_place() {
    assertProblems(with(policeReport(), "exploitationForms", "smuggling"))
        .containsExactly(tuple("exploitationForms", "smuggling"));
  }

  @Example
  void a_ground_that_is_not_proposed_takes_an_explicit_choice() {
    Map<String, List<String>> consent = with(policeReport(), "ground", "consent");

    assertProblems(consent).containsExactly(tuple("ground", "ground-not-proposed"));
    ReportReader.Read chosen = read(with(consent, RawReport.GROUND_CHOSEN, "yes"), "police");
    assertThat(((ReportReader.Read.Good) chosen).report().groundProposed()).contains(false);
    assertProblems(with(policeReport(), "ground", "published-table"))
        .containsExactly(tuple("ground", "ground-not-yours"));
  }

  @Example
  void a_historic_list_needs_its_list_and_a_key_and_nothing_more() {
    Map<String, List<String>> values =
        Map.of("sourceList", List.of("K"), "personKey", List.of("ned-1"));

    NewReport report = ((ReportReader.Read.Good) read(values, "historic-source-list")).report();

    assertThat(report.personKey()).isEqualTo(Optional.of("ned-1"));
    assertThat(report.facts()).containsExactly(Map.entry("sourceList", new FieldValue.Text("K")));
  }

  @Example
  void a_receipt_is_read_back_and_a_slip_of_the_pen_is_noticed() {
    String receipt = new Receipt(2026, 123_456).text();

    assertThat(Receipt.parse(receipt.toLowerCase(java.util.Locale.ROOT)))
        .contains(new Receipt(2026, 123_456));
    assertThat(Receipt.parse(receipt.replace("3R", "R3"))).isEmpty();
  }

  @Property(tries = 3000)
  void anything_gives_a_report_or_problems_and_never_an_exception(
      @ForAll("reports") Map<String, List<String>> values,
      @ForAll("reporterTypes") String reporterType) {
    ReportReader.Read read = read(values, reporterType);

    if (read instanceof ReportReader.Read.Bad bad) {
      assertThat(bad.problems()).isNotEmpty();
    } else {
      NewReport report = ((ReportReader.Read.Good) read).report();
      List<String> kept = new ArrayList<>(report.facts().keySet());
      kept.addAll(report.identityFields());
      values.forEach(
          (field, texts) -> {
            if (!AnswerReader.filled(texts).isEmpty() && FIELDS.find(field).isPresent()) {
              assertThat(kept).contains(field);
            }
          });
    }
  }

  @Provide
  Arbitrary<String> reporterTypes() {
    return Arbitraries.of("police", "care-coordinator", "school", "historic-source-list", "nobody");
  }

  /** The least report with some answers replaced by anything at all. */
  @Provide
  Arbitrary<Map<String, List<String>>> reports() {
    Arbitrary<String> field =
        Arbitraries.oneOf(
            Arbitraries.of(FIELDS.all().stream().map(ReportField::name).toList()),
            Arbitraries.strings().ofMaxLength(12));
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(150),
            Arbitraries.of(
                "",
                "yes",
                "unknown",
                "NL",
                "2025-02-29",
                "0000-00-00",
                "-1",
                "999999999999",
                "GM0363",
                "'; drop table report.report; --",
                "=cmd()",
                "\u0000",
                "\uD800",
                "%s%n"));
    return Arbitraries.maps(field, text.list().ofMaxSize(4))
        .ofMaxSize(8)
        .map(
            changes -> {
              Map<String, List<String>> values = new HashMap<>(policeReport());
              values.putAll(changes);
              return values;
            });
  }
}
