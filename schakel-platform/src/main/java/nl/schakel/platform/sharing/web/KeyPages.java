// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.sharing.SigningKey;
import nl.schakel.platform.sharing.SigningKeys;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Keys whose signature makes an uploaded table acceptable. */
@Controller
@RequestMapping(KeyPages.PATH)
@Requires(SharingRights.KEYS)
class KeyPages {
  static final String PATH = "/sharing-rules/keys";
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final SigningKeys keys;
  private final MessageSource texts;

  KeyPages(SigningKeys keys, MessageSource texts) {
    this.keys = keys;
    this.texts = texts;
  }

  record Line(String id, String holder, String since, String until, boolean usable) {}

  record KeysPage(List<Line> keys, List<FormError> errors, FormField holder, FormField key) {}

  @GetMapping
  ModelAndView list(Locale locale) {
    return list(new Submitted(new LinkedMultiValueMap<>()), List.of(), locale);
  }

  private ModelAndView list(Submitted given, List<FieldProblem> problems, Locale locale) {
    FormTexts form = new FormTexts(texts, locale, "rules.field", given.shown(), problems);
    ModelAndView page =
        new ModelAndView(
            "sharing/keys",
            "page",
            new KeysPage(
                keys.all().stream().map(one -> line(one, locale)).toList(),
                form.errors(),
                form.field("holder"),
                form.field("key")));
    if (!problems.isEmpty()) {
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  private static Line line(SigningKey key, Locale locale) {
    return new Line(
        key.id(),
        key.holder(),
        day(key.registeredAt(), locale),
        key.revokedAt().map(at -> day(at, locale)).orElse(""),
        key.revokedAt().isEmpty());
  }

  private static String day(Instant at, Locale locale) {
    return VersionPages.day(LocalDate.ofInstant(at, ZONE), locale);
  }

  @PostMapping
  ModelAndView register(@RequestParam MultiValueMap<String, String> form, Locale locale) {
    Submitted given = new Submitted(form);
    List<FieldProblem> problems = keys.register(given.text("holder"), given.text("key"));
    return problems.isEmpty()
        ? new ModelAndView("redirect:" + PATH)
        : list(given, problems, locale);
  }

  @PostMapping("/{key}/revocation")
  ModelAndView revoke(@PathVariable String key) {
    keys.revoke(key);
    return new ModelAndView("redirect:" + PATH);
  }
}
