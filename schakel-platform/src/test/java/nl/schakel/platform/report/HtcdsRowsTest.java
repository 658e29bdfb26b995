// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static nl.schakel.platform.report.ImportFixtures.all;
import static nl.schakel.platform.report.ImportFixtures.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HtcdsRowsTest {

  @Test
  void columns_and_codes_of_the_standard_become_ours() {
    ImportRow row =
        all("""
            prs_FirstName,prs_MiddleName,prs_SecondName,prs_Birthdate,prs_Gender,prs_Citizenship,vic_TypeOfExploitation,vic_MethodsOfControl,cas_IncomingReferralDate,con_Consent
            Lina,Maria,Voorbeeld,1990-02-03,Feminine,PL;Romania,ForcedLabour;ForcedBegging,DebtBondage,2026-03-04,TRUE
            """)
            .getFirst();

    assertThat(row.problems()).isEmpty();
    assertThat(row.report().values())
        .isEqualTo(
            Map.of(
                "givenNames", List.of("Lina Maria"),
                "familyName", List.of("Voorbeeld"),
                "birthDate", List.of("1990-02-03"),
                "sex", List.of("female"),
                "nationalities", List.of("PL", "RO"),
                "exploitationForms", List.of("labour", "other"),
                "sectors", List.of("begging"),
                "controlMeans", List.of("debt-bondage"),
                "reportedOn", List.of("2026-03-04"),
                "ground", List.of("consent")));
  }

  @Test
  void every_published_alias_is_read_as_what_it_stands_for() {
    HtcdsStandard standard =
        HtcdsStandard.load(new ReportFields(), new CodeLists(ReferenceFiles.codes()));
    String file =
        new String(
            ReferenceFiles.content("htcds-aliases.csv"), java.nio.charset.StandardCharsets.UTF_8);

    de.siegmar.fastcsv.reader.CsvReader.builder()
        .ofNamedCsvRecord(file)
        .forEach(
            alias -> {
              String text = alias.getField("alias");
              if (alias.getField("alias_kind").equals("column")) {
                assertThat(standard.column(text).map(found -> found.column().name()))
                    .as(text)
                    .contains(alias.getField("canonical"));
              } else {
                assertThat(standard.code(alias.getField("htcds_field"), text))
                    .as(text)
                    .contains(alias.getField("canonical"));
              }
            });
  }

  @Test
  void labels_misspellings_and_spaces_between_codes_are_read_and_reported() {
    ImportRows rows =
        open(
            """
            Gender;vic_Methods_of_Control;vic_TraffickinStatusDecisionMakingOrg;Forced Labour Industry
            Feminine;PhysicalThreats DebtBondage;Police;"Water supply; sewerage, waste management and remediation;Construction"
            """);
    ImportRow row = all(rows).getFirst();
    Map<ImportNote, Long> notes = rows.takeNotes();

    assertThat(row.problems()).isEmpty();
    assertThat(row.report().texts("controlMeans"))
        .containsExactly("physical-threats", "debt-bondage");
    assertThat(row.report().texts("sectors")).containsExactly("isic-e", "isic-f");
    assertThat(notes)
        .containsKey(
            new ImportNote(ImportNote.Kind.ALIAS, "vic_Methods_of_Control", "vic_MethodsOfControl"))
        .containsKey(
            new ImportNote(ImportNote.Kind.ALIAS, "vic_MethodsOfControl", "space-between-codes"));
    assertThat(notes.keySet())
        .anyMatch(
            note ->
                note.kind() == ImportNote.Kind.LOSS
                    && note.subject().equals("vic_TraffickingStatusDecisionMakingOrg"));
  }

  @Test
  void the_second_row_of_names_of_the_published_spreadsheet_is_no_report() {
    List<ImportRow> rows = all("prs_Gender,prs_Citizenship\nGender,Citizenship\nMasculine,NG\n");

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().line()).isEqualTo(3);
  }

  @Test
  void events_in_rows_and_in_columns_belong_to_one_person() {
    List<ImportRow> rows =
        all(
            """
            prs_FirstName,prs_Birthdate,hte_Type,hte_Country,hte_City,hte_Date,hte_Type_2,hte_Country_2
            Lina,1990-02-03,Recruitment,Nigeria,,,Transit,IT
            ,,Exploitation,NL,Utrecht,2025-03-04,,
            Lina,1990-02-03,Exploitation,NL,Nergenshuizen,2025-06-01,,
            Bartek,1991-02-03,Exploitation,NL,,,,
            """);

    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().lastLine()).isEqualTo(4);
    assertThat(rows.getFirst().report().values())
        .containsEntry("recruitmentCountries", List.of("NG"))
        .containsEntry("transitCountries", List.of("IT"))
        .containsEntry("exploitationCountries", List.of("NL"))
        .containsEntry("exploitationMunicipalities", List.of("GM0344"))
        .containsEntry("periodFrom", List.of("2025-03"))
        .containsEntry("periodTo", List.of("2025-06"));
  }

  @Test
  void two_persons_without_a_name_who_look_the_same_stay_two() {
    List<ImportRow> rows =
        all(
            """
            prs_Gender,vic_TypeOfExploitation,hte_Type,hte_Country
            Feminine,SexualExploitation,Exploitation,NL
            Feminine,SexualExploitation,Exploitation,NL
            """);

    assertThat(rows).hasSize(2);
  }

  @Test
  void somebody_who_is_no_victim_and_an_unknown_code_are_refused() {
    List<ImportRow> rows =
        all(
            """
            prs_Gender,vic_TraffickingStatus
            Feminine,NotAVictimOfTrafficking
            Femininee,PossibleVictimOfTrafficking
            """);

    assertThat(rows.get(0).problems())
        .containsExactly(new FieldProblem("vic_TraffickingStatus", "htcds-not-a-victim"));
    assertThat(rows.get(1).problems())
        .containsExactly(new FieldProblem("prs_Gender", "htcds-code-unknown", "Feminine"));
  }

  @Test
  void what_has_no_place_is_counted_by_column() {
    ImportRows rows = open("prs_Gender,prs_Email\nFeminine,lina@example.org\nFeminine,\n");
    all(rows);

    assertThat(rows.takeNotes())
        .containsEntry(
            new ImportNote(ImportNote.Kind.LOSS, "prs_Email", "not-needed-for-a-report"), 1L);
  }
}
