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
import java.util.function.Supplier;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.identity.ErasureGround;
import nl.schakel.platform.identity.Identity;
import nl.schakel.platform.identity.RevealReason;
import nl.schakel.platform.register.Aspect;
import nl.schakel.platform.register.Judging;
import nl.schakel.platform.register.Moved;
import nl.schakel.platform.register.Register;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.Verdict;
import nl.schakel.platform.register.VictimId;
import nl.schakel.platform.register.VictimNotFound;
import nl.schakel.platform.register.Victims;
import nl.schakel.platform.report.Ground;
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
  private final Judging judging;
  private final VictimModels models;
  private final Labels labels;
  private final Grounds grounds;
  private final Gate gate;
  private final MessageSource texts;
  private final Clock clock;

  VictimPages(
      Victims victims,
      Register register,
      Judging judging,
      VictimModels models,
      Labels labels,
      Grounds grounds,
      Gate gate,
      MessageSource texts,
      Clock clock) {
    this.victims = victims;
    this.register = register;
    this.judging = judging;
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
    model.addAttribute("part", values.getOrDefault("part", ""));
    model.addAttribute("reason", form.field("reason"));
    model.addAttribute("other", form.field("other"));
    model.addAttribute(
        "decider", form.choice("decider", labels.choices("victim-status-decider", locale)));
    model.addAttribute("status", form.choice("status", labels.choices("victim-status", locale)));
    model.addAttribute("decidedOn", form.field("decidedOn"));
    model.addAttribute("ground", form.choice("ground", selectableGrounds(locale)).optional());
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
        .filter(Ground::selectable)
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

  /** What a registrar sent about one victim, with everything that is wrong with it so far. */
  private record Step(
      VictimId victim, Submitted form, List<FieldProblem> problems, Locale locale, Model model) {
    static Step of(String id, MultiValueMap<String, String> sent, Locale locale, Model model) {
      Submitted form = new Submitted(sent);
      return new Step(VictimNotFound.parse(id), form, reasonProblems(form), locale, model);
    }

    String reason() {
      return form.text("reason");
    }
  }

  /** Does it and shows the victim, or shows the form again with every error. */
  private ModelAndView done(Step step, Runnable work) {
    if (!step.problems().isEmpty()) {
      return again(step, step.problems());
    }
    work.run();
    return new ModelAndView("redirect:/register/victims/" + step.victim());
  }

  private ModelAndView moved(Step step, Supplier<Moved> work) {
    if (!step.problems().isEmpty()) {
      return again(step, step.problems());
    }
    return switch (work.get()) {
      case Moved.Done(UUID movement, VictimId at) ->
          new ModelAndView("redirect:/register/victims/" + at);
      case Moved.AtTheDesk(UUID question) ->
          new ModelAndView("redirect:/register/questions/" + question);
      case Moved.SaidNotSame() -> again(step, refused("register.said-not-same"));
      case Moved.NothingLeft() -> again(step, refused("register.nothing-left"));
      case Moved.LaterStepFirst() -> again(step, refused("register.later-step"));
    };
  }

  private ModelAndView again(Step step, List<FieldProblem> problems) {
    return show(step.victim(), step.form().shown(), problems, step.locale(), step.model());
  }

  private static List<FieldProblem> refused(String rule) {
    return List.of(new FieldProblem("", rule));
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/merge")
  ModelAndView merge(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    Step step = Step.of(id, sent, locale, model);
    Optional<VictimId> other = victims.only(step.form().text("other"));
    if (other.isEmpty()) {
      step.problems().add(new FieldProblem("other", "register.other"));
    }
    return moved(step, () -> judging.merge(step.victim(), other.orElseThrow(), step.reason()));
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/split")
  ModelAndView split(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    Step step = Step.of(id, sent, locale, model);
    Set<ReportId> going = new HashSet<>();
    step.form()
        .all("report")
        .forEach(text -> going.add(new ReportId(VictimNotFound.parseId(text))));
    return moved(step, () -> register.split(step.victim(), going, step.reason()));
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/movements/{movement}/undo")
  ModelAndView undo(
      @PathVariable String id,
      @PathVariable String movement,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    Step step = Step.of(id, sent, locale, model);
    UUID undone = VictimNotFound.parseId(movement);
    return moved(step, () -> register.undo(step.victim(), undone, step.reason()));
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/decisions")
  ModelAndView decide(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    Step step = Step.of(id, sent, locale, model);
    Submitted form = step.form();
    List<FieldProblem> problems = step.problems();
    Aspect aspect =
        Aspect.of(form.text("aspect")).orElseThrow(() -> new VictimNotFound(step.victim()));
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
    return done(
        step,
        () ->
            register.decide(
                step.victim(), new Verdict(aspect, value, decider, ground, on, step.reason())));
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
    Step step = Step.of(id, sent, locale, model);
    UUID withdrawn = VictimNotFound.parseId(decision);
    return done(step, () -> register.withdraw(step.victim(), withdrawn, step.reason()));
  }

  @Requires(RegisterRights.JUDGE)
  @PostMapping("/register/victims/{id}/separations/{separation}/withdrawal")
  ModelAndView rejoin(
      @PathVariable String id,
      @PathVariable String separation,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    Step step = Step.of(id, sent, locale, model);
    UUID withdrawn = VictimNotFound.parseId(separation);
    return done(step, () -> register.rejoin(step.victim(), withdrawn, step.reason()));
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

  static List<FieldProblem> reasonProblems(Submitted form) {
    return reasonProblems(form.text("reason"));
  }

  static List<FieldProblem> reasonProblems(String reason) {
    List<FieldProblem> problems = new ArrayList<>();
    int length = reason.length();
    if (length < SHORTEST_REASON || length > LONGEST_REASON) {
      problems.add(new FieldProblem("reason", "register.reason"));
    }
    return problems;
  }
}
