// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.register.CompletenessFigures;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.report.ReportFields;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * How complete the reports of each organisation are; a field that is not allowed is not missing.
 */
@Controller
class CompletenessPages {
  private final CompletenessFigures figures;
  private final ReportFields fields;
  private final Labels labels;
  private final MessageSource texts;
  private final Clock clock;

  CompletenessPages(
      CompletenessFigures figures,
      ReportFields fields,
      Labels labels,
      MessageSource texts,
      Clock clock) {
    this.figures = figures;
    this.fields = fields;
    this.labels = labels;
    this.texts = texts;
    this.clock = clock;
  }

  record FieldRow(String label, String required, String share, String unknown) {}

  record Row(String organisation, String allowed, String required, List<FieldRow> fields) {}

  @Requires(RegisterRights.COMPLETENESS)
  @GetMapping("/completeness")
  String completeness(@RequestParam(defaultValue = "") String year, Locale locale, Model model) {
    Map<String, String> years = new LinkedHashMap<>();
    figures.years().forEach(one -> years.put(one.toString(), one.toString()));
    String now = Integer.toString(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear());
    String shown =
        years.containsKey(year) ? year : years.isEmpty() ? now : years.keySet().iterator().next();
    FormField choice =
        new FormTexts(texts, locale, "register.completeness", Map.of("year", shown), List.of())
            .choice("year", years);
    model.addAttribute("year", choice);
    model.addAttribute("shown", shown);
    model.addAttribute(
        "rows", figures.of(Integer.parseInt(shown)).stream().map(one -> row(one, locale)).toList());
    return "register/completeness";
  }

  private Row row(CompletenessFigures.Completeness one, Locale locale) {
    return new Row(
        labels.organisation(one.organisation()),
        percent(one.allowedFilled()),
        one.requiredFilled().map(CompletenessPages::percent).orElse("–"),
        one.fields().stream()
            .map(
                field ->
                    new FieldRow(
                        fields.find(field.field()).map(f -> f.label(locale)).orElse(field.field()),
                        labels.text(
                            "register.completeness."
                                + (field.required() > 0 ? "required" : "allowed"),
                            locale),
                        percent(field.share()),
                        String.format(locale, "%,d", field.unknown())))
            .toList());
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
