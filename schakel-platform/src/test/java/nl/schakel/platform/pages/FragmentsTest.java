// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.schakel.platform.web.FormField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the shared fragments make of their input: labels, errors and what assistive technology is
 * told.
 */
class FragmentsTest {

  private record Problem(@Nullable String name, String message) {}

  private record Step(String label, @Nullable String href) {}

  private record Range(
      String from,
      String to,
      @Nullable String total,
      @Nullable String previousHref,
      @Nullable String nextHref) {}

  private record Bar(
      String label,
      String value,
      double share,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable String note,
      boolean quiet) {}

  private static final FormField.Option YES = new FormField.Option("yes", "Ja");
  private static final FormField.Option NO =
      new FormField.Option("no", "Nee", "Ook als u twijfelt");

  private final Pages pages = new Pages();

  @Test
  void a_text_field_has_a_label_and_no_mark_when_it_is_required() {
    String html = field("text", FormField.of("city", "In welke plaats?").value("Zwolle"));

    assertThat(html)
        .contains("<label class=\"utrecht-form-label utrecht-form-field__label\" for=\"city\">")
        .contains("type=\"text\" id=\"city\" name=\"city\" value=\"Zwolle\" aria-required=\"true\"")
        .doesNotContain("(optioneel)", "aria-invalid", "aria-describedby", "autocomplete");
  }

  @Test
  void an_optional_field_says_so_in_its_label() {
    assertThat(field("text", FormField.of("city", "In welke plaats?").optional()))
        .contains("<span class=\"schakel-optional\">(optioneel)</span></label>")
        .doesNotContain("aria-required");
  }

  @Test
  void help_and_error_are_tied_to_the_control() {
    FormField city =
        FormField.of("city", "In welke plaats?")
            .help("De plaats waar het gebeurde.")
            .error("Vul een plaats in.");

    assertThat(field("text", city))
        .contains("aria-invalid=\"true\"", "aria-describedby=\"city-help city-error\"")
        .contains("id=\"city-help\">De plaats waar het gebeurde.<")
        .contains("id=\"city-error\"", ">Vul een plaats in.<", "utrecht-form-field--invalid");
  }

  @Test
  void what_the_user_typed_comes_back_as_text() {
    String html = field("textarea", FormField.of("facts", "Wat ziet u?").value("<b>\"x\"</b>"));

    assertThat(html).contains("&lt;b&gt;&quot;x&quot;&lt;/b&gt;</textarea>").doesNotContain("<b>");
  }

  @Test
  void a_password_is_never_sent_back() {
    String html = field("password", FormField.of("password", "Wachtwoord").value("geheim"));

    assertThat(html).contains("type=\"password\"").doesNotContain("geheim");
  }

  @Test
  void a_date_says_how_to_write_it() {
    assertThat(field("date", FormField.of("birth", "Geboortedatum")))
        .contains("inputmode=\"numeric\"", "aria-describedby=\"birth-format \"")
        .contains("id=\"birth-format\">Dag, maand en jaar, bijvoorbeeld 31-12-2025<");
  }

  @Test
  void radios_are_one_group_whose_first_control_carries_the_name_as_id() {
    FormField safe =
        FormField.of("safe", "Is het veilig om te schrijven?")
            .options(List.of(YES, NO))
            .value("no")
            .error("Kies ja of nee.");

    assertThat(field("radios", safe))
        .contains("role=\"radiogroup\" aria-required=\"true\" aria-invalid=\"true\"")
        .contains("aria-describedby=\"safe-error\"", "<legend")
        .contains("type=\"radio\" id=\"safe\" name=\"safe\" value=\"yes\"")
        .contains(
            "id=\"safe-no\" name=\"safe\" value=\"no\" aria-describedby=\"safe-no-hint\" checked=\"checked\"")
        .contains("id=\"safe-no-hint\">Ook als u twijfelt<");
  }

  @Test
  void checkboxes_show_every_chosen_value() {
    FormField forms =
        FormField.of("forms", "Welke vormen?")
            .options(List.of(YES, NO))
            .values(List.of("yes", "no"));

    assertThat(field("checkboxes", forms).split("checked=\"checked\"", -1)).hasSize(3);
  }

  @Test
  void a_select_starts_with_an_empty_choice() {
    assertThat(
            field("select", FormField.of("sex", "Geslacht").options(List.of(YES, NO)).value("no")))
        .contains("<option value=\"\">Kies een antwoord</option>")
        .contains("<option value=\"no\" selected=\"selected\">Nee</option>");
  }

  @Test
  void a_filter_offers_all_and_is_not_marked_optional() {
    assertThat(field("filter", FormField.of("status", "Status").optional().options(List.of(YES))))
        .contains("<option value=\"\">Alles</option>", "for=\"status\"")
        .doesNotContain("(optioneel)");
  }

  @Test
  void a_locked_field_shows_its_rule_and_has_no_control() {
    FormField locked =
        FormField.of("birthplace", "Geboorteplaats")
            .options(List.of(YES, NO))
            .locked("De politie mag dit veld niet doorgeven.");

    for (String kind : List.of("text", "textarea", "select", "date", "radios", "checkboxes")) {
      assertThat(field(kind, locked))
          .as(kind)
          .contains("De politie mag dit veld niet doorgeven.", "id=\"birthplace\"")
          .contains("role=\"group\"")
          .doesNotContain("<input", "<select", "<textarea");
    }
  }

  @Test
  void the_error_summary_leads_to_the_fields_and_takes_the_focus() {
    List<Problem> errors =
        List.of(new Problem("city", "Vul een plaats in."), new Problem(null, "Probeer opnieuw."));

    assertThat(pages.fragment("fragments/errors :: summary(${errors})", Map.of("errors", errors)))
        .contains("tabindex=\"-1\" data-focus-on-load>Er zijn nog 2 antwoorden nodig</h2>")
        .contains("<a href=\"#city\">Vul een plaats in.</a>")
        .contains("<span>Probeer opnieuw.</span>");
  }

  @Test
  void without_errors_there_is_no_summary() {
    assertThat(
            pages.fragment("fragments/errors :: summary(${errors})", Map.of("errors", List.of())))
        .isEmpty();
  }

  @Test
  void a_status_is_a_word_with_a_shape_hidden_from_screen_readers() {
    assertThat(pages.fragment("fragments/status :: badge('attention', 'Onvolledig')", Map.of()))
        .contains("schakel-status--attention", "<span>Onvolledig</span>")
        .contains("aria-hidden=\"true\"", "<path d=\"M12 3.6");
  }

  @Test
  void steps_say_where_one_is_and_what_is_done() {
    List<Step> steps =
        List.of(new Step("Wie", "/r/1"), new Step("Wat", "/r/2"), new Step("Controle", null));

    assertThat(
            pages.fragment(
                "fragments/steps :: steps(${steps}, ${current})",
                Map.of("steps", steps, "current", 2)))
        .contains("Stap 2 van 3")
        .contains("<a class=\"utrecht-link\" href=\"/r/1\">Wie</a>", "(klaar)")
        .containsOnlyOnce("aria-current=\"step\"")
        .doesNotContain("href=\"/r/2\"");
  }

  @Test
  void pagination_offers_only_the_pages_that_exist() {
    Range range = new Range("1", "25", "1.085", null, "/reports?page=2");

    assertThat(pages.fragment("fragments/pagination :: pagination(${page})", Map.of("page", range)))
        .contains("1 tot en met 25 van 1.085", "rel=\"next\" href=\"/reports?page=2\"")
        .doesNotContain("rel=\"prev\"");
  }

  @Test
  void a_bar_draws_its_interval_and_speaks_its_value() {
    Bar bar = new Bar("Geschat", "6.250", 62.5, 50.0, 75.0, "tussen 5.000 en 7.500", false);

    assertThat(pages.fragment("fragments/figure :: bars(${bars})", Map.of("bars", List.of(bar))))
        .contains("width=\"62.5%\"", "x1=\"50.0%\" x2=\"75.0%\"", ">6.250<")
        .doesNotContain("style=");
  }

  private String field(String kind, FormField field) {
    return pages.fragment("fragments/field :: " + kind + "(${field})", Map.of("field", field));
  }
}
