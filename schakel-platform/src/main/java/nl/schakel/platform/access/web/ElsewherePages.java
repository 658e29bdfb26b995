// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import java.util.Set;
import nl.schakel.platform.access.Open;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tells someone who signed in at home why they did not get in here. */
@Controller
@Open
class ElsewherePages {
  private static final Set<String> PROBLEMS =
      Set.of("organisation", "roles", "closed", "failed", "away");

  @GetMapping("/sign-in/elsewhere")
  String refused(@RequestParam(defaultValue = "failed") String problem, Model model) {
    model.addAttribute("problem", PROBLEMS.contains(problem) ? problem : "failed");
    return "access/elsewhere";
  }
}
