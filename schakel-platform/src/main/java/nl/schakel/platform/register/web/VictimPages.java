// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.identity.ErasureGround;
import nl.schakel.platform.identity.Identity;
import nl.schakel.platform.identity.RevealReason;
import nl.schakel.platform.register.Aspect;
import nl.schakel.platform.register.Moved;
import nl.schakel.platform.register.Register;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.Verdict;
import nl.schakel.platform.register.VictimId;
import nl.schakel.platform.register.VictimNotFound;
import nl.schakel.platform.register.Victims;
import nl.schakel.platform.report.Grounds;
import nl.schakel.platform.report.ReportId;
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

/** One victim: facts per report, history, and what a registrar can do about it. */
@Controller
class VictimPages {
  private static final int SHORTEST_REASON = 5;
  private static final int LONGEST_REASON = 1000;
  private static final List<String> BORDERS = List.of("domestic", "cross-border", "unknown");

  private final Victims victims;
  private final Register register;
  private final VictimModels models;
  private final Labels labels;
  private final Grounds grounds;
  private final Gate gate;
  private final MessageSource texts;
  private final Clock clock;

  VictimPages(
      Victims victims,
      Register register,
      VictimModels models,
      Labels labels,
      Grounds grounds,
      Gate gate,
      MessageSource texts,
      Clock clock) {
    this.victims = victims;
    this.register = register;
    this.models = models;
    this.labels = labels;
    this.grounds = grounds;
    this.gate = gate;
    this.texts = texts;
    this.clock = clock;
  }

  @Requires(RegisterRights.READ)
  @GetMapping("/register/victims/{id}")
  ModelAndView victim(@PathVariable String id, Locale locale, Model model) {
    return show(VictimNotFound.parse(id), Map.of(), List.of(), locale, model);
  }

  private ModelAndView show(
      VictimId id,
      Map<String, String> values,
      List<FieldProblem> problems,
      Locale locale,
      Model model) {
    model.addAttribute("victim", models.page(victims.read(id), locale));
    model.addAttribute("mayJudge", gate.may(RegisterRights.JUDGE));
    model.addAttribute("mayErase", gate.may(RegisterRights.ERASE));
    FormTexts form = new FormTexts(texts, locale, "register.form", values, problems);
    model.addAttribute("errors", form.errors());
    model.addAttribute("reason", form.field("reason"));
    model.addAttribute("other", form.field("other"));
    model.addAttribute(
        "decider", form.choice("decider", labels.choices("victim-status-decider", locale)));
    model.addAttribute("status", form.choice("status", labels.choices("victim-status", locale)));
    model.addAttribute("decidedOn", form.field("decidedOn"));
    model.addAttribute("ground", form.choice("ground", selectableGrounds(locale)));
    model.addAttribute(
        "parts",
        List.of(
            form.choice("dossier-type", labels.choices("dossier-type", locale)),
            form.choice("age-group", labels.choices("age-group", locale)),
            form.choice("border", labels.words("register.border", BORDERS, locale)),
            form.choice("forms", labels.choices("exploitation-form", locale))));
    model.addAttribute("erasureGround", form.choice("erasureGround", erasureGrounds(locale)));
    model.addAttribute("revealReason", form.choice("revealReason", revealReasons(locale)));
    return new ModelAndView(
        "register/victim",
        model.asMap(),
        problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private Map<String, String> selectableGrounds(Locale locale) {
    Map<String, String> choices = new LinkedHashMap<>();
    grounds.all().stream()
        .filter(nl.schakel.platform.report.Ground::selectable)
        .forEach(ground -> choices.put(ground.code(), ground.label(locale)));
    return choices;
  }

  private Map<String, String> erasureGrounds(Locale locale) {
    return labels.words(
        "register.erasure",
        Arrays.stream(ErasureGround.values()).map(ErasureGround::code).toList(),
        locale);
  }

  private Map<String, String> revealReasons(Locale locale) {
    return labels.words(
        "register.reveal", Arrays.stream(RevealReason.values()).map(Enum::name).toList(), locale);
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/review")
  String review(@PathVariable String id) {
    register.reviewed(VictimNotFound.parse(id));
    return "redirect:/register";
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/merge")
  ModelAndView merge(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    VictimId victim = VictimNotFound.parse(id);
    Submitted form = new Submitted(sent);
    List<FieldProblem> problems = reasonProblems(form);
    Optional<VictimId> other = other(form.text("other"));
    if (other.isEmpty()) {
      problems.add(new FieldProblem("other", "register.other"));
    }
    if (!problems.isEmpty()) {
      return show(victim, form.shown(), problems, locale, model);
    }
    return after(
        register.merge(victim, other.orElseThrow(), form.text("reason")),
        victim,
        form,
        locale,
        model);
  }

  private static Optional<VictimId> other(String text) {
    try {
      return Optional.of(new VictimId(UUID.fromString(text)));
    } catch (IllegalArgumentException noNumber) {
      return Optional.empty();
    }
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/split")
  ModelAndView split(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    VictimId victim = VictimNotFound.parse(id);
    Submitted form = new Submitted(sent);
    Set<ReportId> going = new HashSet<>();
    form.all("report").forEach(text -> going.add(new ReportId(VictimNotFound.parseId(text))));
    List<FieldProblem> problems = reasonProblems(form);
    if (!problems.isEmpty()) {
      return show(victim, form.shown(), problems, locale, model);
    }
    return after(register.split(victim, going, form.text("reason")), victim, form, locale, model);
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/movements/{movement}/undo")
  ModelAndView undo(
      @PathVariable String id,
      @PathVariable String movement,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    VictimId victim = VictimNotFound.parse(id);
    Submitted form = new Submitted(sent);
    List<FieldProblem> problems = reasonProblems(form);
    if (!problems.isEmpty()) {
      return show(victim, form.shown(), problems, locale, model);
    }
    return after(
        register.undo(victim, VictimNotFound.parseId(movement), form.text("reason")),
        victim,
        form,
        locale,
        model);
  }

  private ModelAndView after(
      Moved moved, VictimId victim, Submitted form, Locale locale, Model model) {
    return switch (moved) {
      case Moved.Done(UUID movement, VictimId at) ->
          new ModelAndView("redirect:/register/victims/" + at);
      case Moved.SaidNotSame() -> again(victim, form, "register.said-not-same", locale, model);
      case Moved.NothingLeft() -> again(victim, form, "register.nothing-left", locale, model);
      case Moved.LaterStepFirst() -> again(victim, form, "register.later-step", locale, model);
    };
  }

  private ModelAndView again(
      VictimId victim, Submitted form, String rule, Locale locale, Model model) {
    return show(victim, form.shown(), List.of(new FieldProblem("", rule)), locale, model);
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/decisions")
  ModelAndView decide(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    VictimId victim = VictimNotFound.parse(id);
    Submitted form = new Submitted(sent);
    List<FieldProblem> problems = reasonProblems(form);
    Aspect aspect = Aspect.of(form.text("aspect")).orElseThrow(() -> new VictimNotFound(victim));
    List<String> value = form.all(aspect.code());
    if (value.isEmpty() || (value.size() > 1 && !aspect.many()) || !known(aspect, value, locale)) {
      problems.add(new FieldProblem(aspect.code(), "register.choose"));
    }
    String decider = aspect == Aspect.STATUS ? form.text("decider") : "";
    if (aspect == Aspect.STATUS
        && !labels.choices("victim-status-decider", locale).containsKey(decider)) {
      problems.add(new FieldProblem("decider", "register.choose"));
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate on = form.date("decidedOn").orElse(today);
    if (on.isAfter(today)) {
      problems.add(new FieldProblem("decidedOn", "register.future"));
    }
    String ground = form.text("ground");
    if (!ground.isEmpty() && grounds.find(ground).isEmpty()) {
      problems.add(new FieldProblem("ground", "register.choose"));
    }
    problems.addAll(form.problems());
    if (!problems.isEmpty()) {
      return show(victim, form.shown(), problems, locale, model);
    }
    register.decide(victim, new Verdict(aspect, value, decider, ground, on, form.text("reason")));
    return new ModelAndView("redirect:/register/victims/" + victim);
  }

  private boolean known(Aspect aspect, List<String> value, Locale locale) {
    return aspect == Aspect.BORDER
        ? BORDERS.containsAll(value)
        : labels.choices(aspect.codeList(), locale).keySet().containsAll(value);
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/decisions/{decision}/withdrawal")
  ModelAndView withdraw(
      @PathVariable String id,
      @PathVariable String decision,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    VictimId victim = VictimNotFound.parse(id);
    Submitted form = new Submitted(sent);
    List<FieldProblem> problems = reasonProblems(form);
    if (!problems.isEmpty()) {
      return show(victim, form.shown(), problems, locale, model);
    }
    register.withdraw(victim, VictimNotFound.parseId(decision), form.text("reason"));
    return new ModelAndView("redirect:/register/victims/" + victim);
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/separations/{separation}/withdrawal")
  ModelAndView rejoin(
      @PathVariable String id,
      @PathVariable String separation,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    VictimId victim = VictimNotFound.parse(id);
    Submitted form = new Submitted(sent);
    List<FieldProblem> problems = reasonProblems(form);
    if (!problems.isEmpty()) {
      return show(victim, form.shown(), problems, locale, model);
    }
    register.rejoin(victim, VictimNotFound.parseId(separation), form.text("reason"));
    return new ModelAndView("redirect:/register/victims/" + victim);
  }

  /** What the vault holds of one person, as texts. */
  record Shown(
      String names, List<String> aliases, String born, String place, String vNumber, String bsn) {
    static Shown of(Identity identity, Locale locale) {
      return new Shown(
          (identity.givenNames().orElse("") + " " + identity.familyName().orElse("")).strip(),
          identity.aliases(),
          identity.birthDate().map(day -> Labels.day(day, locale)).orElse(""),
          identity.birthPlace().orElse(""),
          identity.vNumber().orElse(""),
          identity.bsn().orElse(""));
    }
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/reports/{report}/identity")
  ModelAndView reveal(
      @PathVariable String id,
      @PathVariable String report,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    VictimId victim = VictimNotFound.parse(id);
    Submitted form = new Submitted(sent);
    List<FieldProblem> problems = new ArrayList<>();
    if (grounds.find(form.text("ground")).isEmpty()) {
      problems.add(new FieldProblem("ground", "register.choose"));
    }
    Optional<RevealReason> reason =
        Arrays.stream(RevealReason.values())
            .filter(one -> one.name().equals(form.text("revealReason")))
            .findFirst();
    if (reason.isEmpty()) {
      problems.add(new FieldProblem("revealReason", "register.choose"));
    }
    if (!problems.isEmpty()) {
      return show(victim, form.shown(), problems, locale, model);
    }
    Identity identity =
        victims.reveal(
            victim,
            new ReportId(VictimNotFound.parseId(report)),
            form.text("ground"),
            reason.orElseThrow());
    model.addAttribute("identity", Shown.of(identity, locale));
    model.addAttribute("victim", victim.toString());
    model.addAttribute("number", VictimModels.number(victim));
    return new ModelAndView("register/identity", model.asMap());
  }

  @Requires(RegisterRights.ERASE)
  @PostMapping("/register/victims/{id}/erasure")
  ModelAndView erase(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    VictimId victim = VictimNotFound.parse(id);
    Submitted form = new Submitted(sent);
    Optional<ErasureGround> ground = ErasureGround.of(form.text("erasureGround"));
    List<FieldProblem> problems = new ArrayList<>();
    if (ground.isEmpty()) {
      problems.add(new FieldProblem("erasureGround", "register.choose"));
    }
    if (!form.text("confirmed").equals("yes")) {
      problems.add(new FieldProblem("confirmed", "register.confirm"));
    }
    if (!problems.isEmpty()) {
      return show(victim, form.shown(), problems, locale, model);
    }
    victims.erase(victim, ground.orElseThrow());
    return new ModelAndView("redirect:/register/victims/" + victim);
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
    List<FieldProblem> problems = reasonProblems(form);
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

  private static List<FieldProblem> reasonProblems(Submitted form) {
    List<FieldProblem> problems = new ArrayList<>();
    int length = form.text("reason").length();
    if (length < SHORTEST_REASON || length > LONGEST_REASON) {
      problems.add(new FieldProblem("reason", "register.reason"));
    }
    return problems;
  }
}
