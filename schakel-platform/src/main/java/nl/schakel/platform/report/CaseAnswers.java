// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.sharing.CaseField;
import nl.schakel.platform.sharing.CaseFields;
import nl.schakel.platform.sharing.ReportData;
import nl.schakel.platform.sharing.SharingParties;
import org.springframework.stereotype.Component;

/** The answers of reports as fields that can be shared, with the words of the form. */
@Component
public class CaseAnswers implements CaseFields {
  private static final String UNKNOWN = "unknown";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu");
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu");

  /** About the report and not about the person, or in the reporter's own words. */
  private static final Set<String> NOT_SHARED =
      Set.of("reference", "sourceList", "ground", "dossierType", "contactAddress");

  private final ReportFields fields;
  private final CodeLists codeLists;
  private final FieldLists fieldLists;
  private final Organisations organisations;
  private final ReportData data;

  CaseAnswers(
      ReportFields fields,
      CodeLists codeLists,
      FieldLists fieldLists,
      Organisations organisations,
      ReportData data) {
    this.fields = fields;
    this.codeLists = codeLists;
    this.fieldLists = fieldLists;
    this.organisations = organisations;
    this.data = data;
  }

  /**
   * Every field that can be shared.
   *
   * @param answers texts by field
   * @param sealed fields that stand in the vault
   * @param withheld fields that the rules keep from whoever is at work
   */
  public List<CaseField> fields(
      Map<String, List<String>> answers, Collection<String> sealed, Collection<String> withheld) {
    List<CaseField> all = new ArrayList<>();
    for (ReportField field : shared()) {
      List<String> values = answers.getOrDefault(field.name(), List.of());
      CaseField.State state =
          values.isEmpty() && withheld.contains(field.name())
              ? CaseField.State.NOT_ALLOWED
              : state(values, sealed.contains(field.name()));
      all.add(
          new CaseField(
              field.name(),
              data.dataClass(field.name(), "").orElse(SharingParties.UNKNOWN),
              state,
              state == CaseField.State.GIVEN ? values : List.of()));
    }
    return all;
  }

  private static CaseField.State state(List<String> values, boolean sealed) {
    if (sealed) {
      return CaseField.State.SEALED;
    }
    if (values.isEmpty()) {
      return CaseField.State.EMPTY;
    }
    return values.equals(List.of(UNKNOWN)) ? CaseField.State.UNKNOWN : CaseField.State.GIVEN;
  }

  private List<ReportField> shared() {
    return fields.all().stream()
        .filter(field -> field.store() != ReportField.Store.KEY)
        .filter(field -> !NOT_SHARED.contains(field.name()))
        .toList();
  }

  @Override
  public List<String> names() {
    return shared().stream().map(ReportField::name).toList();
  }

  @Override
  public String label(String field, Locale locale) {
    return fields.find(field).map(one -> one.label(locale)).orElse(field);
  }

  @Override
  public String value(String field, String value, Locale locale) {
    return fields.find(field).map(one -> words(one, value, locale)).orElse(value);
  }

  private String words(ReportField field, String value, Locale locale) {
    return switch (field.kind()) {
      case DATE -> DAY.withLocale(locale).format(LocalDate.parse(value));
      case MONTH -> MONTH.withLocale(locale).format(YearMonth.parse(value));
      default -> codeLists.label(field, value, locale);
    };
  }

  /** What its own field list calls required, as far as it can come from a share. */
  @Override
  public List<List<String>> needed(OrganisationId organisation) {
    Set<String> names = Set.copyOf(names());
    Optional<String> type =
        organisations.find(organisation).flatMap(one -> organisations.reporterType(one.id()));
    return type.map(fieldLists::today).map(RuleBook::required).orElse(List.of()).stream()
        .map(CaseAnswers::group)
        .map(group -> group.stream().filter(names::contains).toList())
        .filter(group -> !group.isEmpty())
        .toList();
  }

  private static List<String> group(FieldRule rule) {
    List<String> group = new ArrayList<>();
    group.add(rule.field());
    group.addAll(rule.satisfiedBy());
    return group;
  }
}
