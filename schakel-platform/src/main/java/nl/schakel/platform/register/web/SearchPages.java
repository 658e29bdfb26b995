// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.identity.IdentityRights;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.Victim;
import nl.schakel.platform.register.VictimNotFound;
import nl.schakel.platform.register.VictimSearch;
import nl.schakel.platform.register.Victims;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Finding victims. What is looked for goes in the body: no number stands in an address. */
@Controller
class SearchPages {
  private static final int ROWS = 25;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 9999;

  private final Victims victims;
  private final Labels labels;
  private final Gate gate;
  private final MessageSource texts;

  SearchPages(Victims victims, Labels labels, Gate gate, MessageSource texts) {
    this.victims = victims;
    this.labels = labels;
    this.gate = gate;
    this.texts = texts;
  }

  record Row(
      String href,
      String number,
      String year,
      String forms,
      String age,
      String sex,
      String nationalities,
      int reports) {}

  @Requires(RegisterRights.READ)
  @GetMapping("/register/search")
  String blank(Locale locale, Model model) {
    fill(new Submitted(new LinkedMultiValueMap<>()), List.of(), locale, model);
    model.addAttribute("searched", false);
    return "register/search";
  }

  @Requires(RegisterRights.READ)
  @PostMapping("/register/search")
  ModelAndView search(
      @RequestParam MultiValueMap<String, String> sent, Locale locale, Model model) {
    Submitted form = new Submitted(sent);
    Optional<Integer> year = year(form);
    List<FieldProblem> problems = problems(form, year);
    if (!problems.isEmpty()) {
      fill(form, problems, locale, model);
      model.addAttribute("searched", false);
      return new ModelAndView("register/search", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    VictimSearch search =
        new VictimSearch(
            form.optional("text"),
            form.optional("vNumber"),
            year,
            form.optional("sex"),
            form.optional("nationality"));
    Optional<UUID> before = form.optional("before").map(VictimNotFound::parseId);
    Victims.Page page = victims.search(search, before, ROWS);
    fill(form, List.of(), locale, model);
    model.addAttribute("searched", true);
    model.addAttribute("rows", page.victims().stream().map(victim -> row(victim, locale)).toList());
    model.addAttribute("before", page.next().map(UUID::toString).orElse(""));
    return new ModelAndView("register/search", model.asMap());
  }

  private static Optional<Integer> year(Submitted form) {
    return Optional.of(form.number("year", 0))
        .filter(year -> year >= FIRST_YEAR && year <= LAST_YEAR);
  }

  private List<FieldProblem> problems(Submitted form, Optional<Integer> year) {
    List<FieldProblem> problems = new ArrayList<>();
    if (form.optional("year").isPresent() && year.isEmpty()) {
      problems.add(
          new FieldProblem(
              "year",
              "register.number",
              Integer.toString(FIRST_YEAR),
              Integer.toString(LAST_YEAR)));
    }
    if (form.optional("vNumber").isPresent() && !gate.may(IdentityRights.REVEAL)) {
      problems.add(new FieldProblem("", "register.v-number-right"));
    }
    return problems;
  }

  private void fill(Submitted sent, List<FieldProblem> problems, Locale locale, Model model) {
    Map<String, String> shown = sent.shown();
    FormTexts form = new FormTexts(texts, locale, "register.search", shown, problems);
    model.addAttribute("errors", form.errors());
    model.addAttribute("mayReveal", gate.may(IdentityRights.REVEAL));
    model.addAttribute("text", form.field("text").optional());
    model.addAttribute("vNumber", form.field("vNumber").optional().inputmode("numeric"));
    model.addAttribute("year", form.field("year").optional().inputmode("numeric"));
    model.addAttribute("sex", form.choice("sex", labels.choices("sex", locale)));
    model.addAttribute("nationality", form.choice("nationality", CodeLists.countries(locale)));
    model.addAttribute("values", shown);
  }

  private Row row(Victim victim, Locale locale) {
    return new Row(
        "/register/victims/" + victim.id(),
        VictimModels.number(victim.id()),
        victim.firstOn().map(day -> Integer.toString(day.getYear())).orElse(""),
        labels.codes("exploitation-form", victim.forms(), locale),
        labels.code("age-group", victim.ageGroup(), locale),
        labels.code("sex", victim.sex(), locale),
        labels.nationalities(victim.nationalities(), locale),
        victim.reports());
  }
}
