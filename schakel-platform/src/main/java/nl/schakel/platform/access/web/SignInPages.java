// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import java.util.Locale;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.access.SignInOptions;
import nl.schakel.platform.access.SignInSettings;
import nl.schakel.platform.web.FormField;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page where people sign in. */
@Controller
@Open
class SignInPages {
  private final Gate gate;
  private final SignInOptions options;
  private final SignInSettings settings;
  private final MessageSource texts;

  SignInPages(Gate gate, SignInOptions options, SignInSettings settings, MessageSource texts) {
    this.gate = gate;
    this.options = options;
    this.settings = settings;
    this.texts = texts;
  }

  @GetMapping("/sign-in")
  String signIn(@RequestParam Optional<String> failed, Locale locale, Model model) {
    if (gate.actor().isPresent()) {
      return "redirect:/";
    }
    model.addAttribute("problem", failed.map(given -> "failed").orElse(""));
    model.addAttribute("lockMinutes", settings.lockFor().toMinutes());
    model.addAttribute("options", options);
    model.addAttribute("nameField", field("name", locale).autocomplete("username"));
    model.addAttribute("passwordField", field("password", locale).autocomplete("current-password"));
    return "access/sign-in";
  }

  private FormField field(String name, Locale locale) {
    return FormField.of(name, texts.getMessage("sign-in." + name, null, locale));
  }
}
