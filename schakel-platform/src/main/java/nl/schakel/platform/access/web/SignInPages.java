// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.access.SignInOptions;
import nl.schakel.platform.access.SignInSettings;
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

  SignInPages(Gate gate, SignInOptions options, SignInSettings settings) {
    this.gate = gate;
    this.options = options;
    this.settings = settings;
  }

  @GetMapping("/sign-in")
  String signIn(
      @RequestParam Optional<String> failed, @RequestParam Optional<String> locked, Model model) {
    if (gate.actor().isPresent()) {
      return "redirect:/";
    }
    model.addAttribute("problem", locked.map(x -> "locked").or(() -> failed.map(x -> "failed")).orElse(""));
    model.addAttribute("lockMinutes", settings.lockFor().toMinutes());
    model.addAttribute("options", options);
    return "access/sign-in";
  }
}
