// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.register.Moved;
import nl.schakel.platform.register.Register;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.VictimNotFound;
import nl.schakel.platform.register.Victims;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Two victims side by side: one person or not, a registrar says. */
@Controller
class QuestionPages {
  private final Victims victims;
  private final Register register;
  private final VictimModels models;
  private final Labels labels;
  private final Gate gate;
  private final MessageSource texts;

  QuestionPages(
      Victims victims,
      Register register,
      VictimModels models,
      Labels labels,
      Gate gate,
      MessageSource texts) {
    this.victims = victims;
    this.register = register;
    this.models = models;
    this.labels = labels;
    this.gate = gate;
    this.texts = texts;
  }

  @Requires(RegisterRights.READ)
  @GetMapping("/register/questions/{id}")
  ModelAndView compare(@PathVariable String id, Locale locale, Model model) {
    return compare(VictimNotFound.parseId(id), Map.of(), List.of(), locale, model);
  }

  private ModelAndView compare(
      UUID id,
      Map<String, String> values,
      List<FieldProblem> problems,
      Locale locale,
      Model model) {
    Victims.Comparison comparison = victims.compare(id);
    Victims.Question question = comparison.question();
    FormTexts form = new FormTexts(texts, locale, "register.form", values, problems);
    model.addAttribute("id", id.toString());
    model.addAttribute("open", question.open());
    model.addAttribute("mayJudge", gate.may(RegisterRights.JUDGE));
    model.addAttribute("why", labels.text("register.reason." + question.reason(), locale));
    model.addAttribute("since", Labels.moment(question.since(), locale));
    model.addAttribute("agrees", words("register.agrees", question.agrees(), locale));
    model.addAttribute("differs", words("register.agrees", question.differs(), locale));
    model.addAttribute("points", question.points());
    model.addAttribute("one", models.page(comparison.one(), locale));
    model.addAttribute("other", models.page(comparison.other(), locale));
    model.addAttribute("lines", models.lines(comparison, locale));
    model.addAttribute("errors", form.errors());
    model.addAttribute("reason", form.field("reason"));
    return new ModelAndView(
        "register/compare",
        model.asMap(),
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private List<String> words(String prefix, List<String> codes, Locale locale) {
    return codes.stream().map(code -> labels.text(prefix + "." + code, locale)).toList();
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/questions/{id}")
  ModelAndView judge(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    UUID question = VictimNotFound.parseId(id);
    Submitted form = new Submitted(sent);
    List<FieldProblem> problems = VictimPages.reasonProblems(form);
    String verdict = form.text("verdict");
    if (!List.of("same", "not-same", "later").contains(verdict)) {
      problems.add(new FieldProblem("", "register.choose"));
    }
    if (!problems.isEmpty()) {
      return compare(question, form.shown(), problems, locale, model);
    }
    String reason = form.text("reason");
    switch (verdict) {
      case "same" -> {
        Optional<String> refused = refused(register.same(question, reason));
        if (refused.isPresent()) {
          return compare(
              question, form.shown(), List.of(new FieldProblem("", refused.get())), locale, model);
        }
      }
      case "not-same" -> register.notTheSame(question, reason);
      default -> register.later(question, reason);
    }
    return new ModelAndView("redirect:/register");
  }

  private static Optional<String> refused(Moved moved) {
    return switch (moved) {
      case Moved.Done done -> Optional.empty();
      case Moved.SaidNotSame() -> Optional.of("register.said-not-same");
      case Moved.NothingLeft() -> Optional.of("register.one-already");
      case Moved.LaterStepFirst() -> Optional.of("register.later-step");
    };
  }
}
