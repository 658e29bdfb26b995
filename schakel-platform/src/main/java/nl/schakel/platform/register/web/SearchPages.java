// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.Victim;
import nl.schakel.platform.register.VictimNotFound;
import nl.schakel.platform.register.VictimSearch;
import nl.schakel.platform.register.Victims;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finding victims. What is looked for goes in the body: no number stands in an address. */
@Controller
class SearchPages {
  private static final int ROWS = 25;

  private final Victims victims;
  private final Labels labels;
  private final MessageSource texts;

  SearchPages(Victims victims, Labels labels, MessageSource texts) {
    this.victims = victims;
    this.labels = labels;
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
    fill(new Submitted(new LinkedMultiValueMap<>()), locale, model);
    model.addAttribute("searched", false);
    return "register/search";
  }

  @Requires(RegisterRights.READ)
  @PostMapping("/register/search")
  String search(@RequestParam MultiValueMap<String, String> sent, Locale locale, Model model) {
    Submitted form = new Submitted(sent);
    int year = form.number("year", 0);
    VictimSearch search =
        new VictimSearch(
            form.optional("text"),
            form.optional("vNumber"),
            year > 0 ? Optional.of(year) : Optional.empty(),
            form.optional("sex"),
            form.optional("nationality"));
    Optional<UUID> before = form.optional("before").map(VictimNotFound::parseId);
    Victims.Page page = victims.search(search, before, ROWS);
    fill(form, locale, model);
    model.addAttribute("searched", true);
    model.addAttribute("rows", page.victims().stream().map(victim -> row(victim, locale)).toList());
    model.addAttribute("before", page.next().map(UUID::toString).orElse(""));
    return "register/search";
  }

  private void fill(Submitted sent, Locale locale, Model model) {
    Map<String, String> shown = sent.shown();
    FormTexts form = new FormTexts(texts, locale, "register.search", shown, List.of());
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
