// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.schakel.platform.access.AccessRights;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.access.Sessions;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The own password. */
@Controller
@RequestMapping("/account/password")
@Requires(AccessRights.HOME)
class PasswordPages {
  private final Accounts accounts;
  private final Sessions sessions;
  private final MessageSource texts;

  PasswordPages(Accounts accounts, Sessions sessions, MessageSource texts) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.texts = texts;
  }

  @GetMapping
  String blank(Locale locale, Model model) {
    fill(model, List.of(), locale);
    return "organisation/password";
  }

  @PostMapping
  ModelAndView change(
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model,
      RedirectAttributes after,
      HttpServletRequest request,
      HttpServletResponse response) {
    Submitted form = new Submitted(sent);
    Accounts.Kept kept =
        accounts.changeOwnPassword(
            form.exact("current"), form.exact("wanted"), form.exact("again"));
    return switch (kept) {
      case Accounts.Kept.Refused(List<FieldProblem> problems) -> {
        fill(model, problems, locale);
        yield new ModelAndView(
            "organisation/password", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
      }
      case Accounts.Kept.Done(AccountId id) -> {
        sessions.renew(request, response);
        after.addFlashAttribute("changed", true);
        yield new ModelAndView("redirect:/account/password");
      }
      case Accounts.Kept.Opened(AccountId id, String password) ->
          throw new IllegalStateException("Nobody is told an own password");
    };
  }

  private void fill(Model model, List<FieldProblem> problems, Locale locale) {
    FormTexts form = new FormTexts(texts, locale, "password.form", Map.of(), problems);
    model.addAttribute("errors", form.errors());
    model.addAttribute("current", form.field("current").autocomplete("current-password"));
    model.addAttribute("wanted", form.field("wanted").autocomplete("new-password"));
    model.addAttribute("again", form.field("again").autocomplete("new-password"));
  }
}
