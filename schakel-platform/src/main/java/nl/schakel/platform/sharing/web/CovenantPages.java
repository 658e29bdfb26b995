// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.sharing.Covenant;
import nl.schakel.platform.sharing.CovenantDraft;
import nl.schakel.platform.sharing.CovenantId;
import nl.schakel.platform.sharing.CovenantState;
import nl.schakel.platform.sharing.Covenants;
import nl.schakel.platform.sharing.LawGround;
import nl.schakel.platform.sharing.LawGrounds;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingNotFound;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Agreements and partnerships: what there is, what is due, and how one comes in force. */
@Controller
class CovenantPages {
  private static final String PATH = "/covenants";

  private final Covenants covenants;
  private final LawGrounds grounds;
  private final CovenantForm form;
  private final SharingWords words;
  private final PartnerNames partners;
  private final Gate gate;

  CovenantPages(
      Covenants covenants,
      LawGrounds grounds,
      CovenantForm form,
      SharingWords words,
      PartnerNames partners,
      Gate gate) {
    this.covenants = covenants;
    this.grounds = grounds;
    this.form = form;
    this.words = words;
    this.partners = partners;
    this.gate = gate;
  }

  record Row(
      String href,
      String name,
      String kind,
      String parties,
      String tone,
      String word,
      String attention,
      String days) {}

  record ListPage(List<Row> attention, List<Row> others, boolean mayKeep) {}

  @Requires(SharingRights.READ_COVENANTS)
  @GetMapping(PATH)
  ModelAndView list(Locale locale) {
    LocalDate today = covenants.today();
    List<Row> attention = new ArrayList<>();
    List<Row> others = new ArrayList<>();
    covenants.all().stream()
        .sorted(Comparator.comparing(CovenantPages::rank))
        .forEach(
            one -> {
              Row row = row(one, today, locale);
              (row.attention().isEmpty() ? others : attention).add(row);
            });
    return new ModelAndView(
        "sharing/covenants",
        "page",
        new ListPage(attention, others, gate.may(SharingRights.KEEP_COVENANTS)));
  }

  private static int rank(Covenant covenant) {
    return switch (covenant.state()) {
      case IN_FORCE -> 0;
      case PROPOSED -> 1;
      case ENDED -> 2;
    };
  }

  private Row row(Covenant one, LocalDate today, Locale locale) {
    CovenantDraft contents = one.contents();
    return new Row(
        PATH + "/" + one.id(),
        contents.name(),
        words.text("covenant.kind." + contents.kind().code(), locale),
        parties(contents, locale),
        tone(one, today),
        words.text("covenant.state." + state(one, today), locale),
        attention(one, today, locale),
        days(contents, locale));
  }

  private String parties(CovenantDraft contents, Locale locale) {
    List<String> parties = new ArrayList<>();
    Map<String, List<String>> ways = new LinkedHashMap<>();
    ways.put("nationwide", words.codes(SharingCodes.PARTY, contents.nationwideTypes(), locale));
    ways.put("named", contents.partyOrganisations().stream().map(partners::organisation).toList());
    ways.put("only-named", words.codes(SharingCodes.PARTY, contents.partyTypes(), locale));
    ways.put("not-listed", contents.partyNames());
    ways.forEach(
        (way, names) -> {
          if (!names.isEmpty()) {
            parties.add(words.text("covenant.party." + way, locale, String.join("; ", names)));
          }
        });
    return String.join(" ", parties);
  }

  /** In force on paper only counts between its days. */
  private static String state(Covenant one, LocalDate today) {
    if (one.state() == CovenantState.IN_FORCE && !one.inForceOn(today)) {
      return one.pastEndOn(today) ? "past" : "later";
    }
    return one.state().code();
  }

  private static String tone(Covenant one, LocalDate today) {
    return switch (state(one, today)) {
      case "in-force" -> one.contents().bindsTwo() ? "done" : "attention";
      case "proposed", "later" -> "info";
      case "past" -> "danger";
      default -> "neutral";
    };
  }

  private String attention(Covenant one, LocalDate today, Locale locale) {
    if (one.state() == CovenantState.IN_FORCE && one.pastEndOn(today)) {
      return words.text("covenant.attention.past", locale);
    }
    if (one.inForceOn(today) && !one.contents().bindsTwo()) {
      return words.text("covenant.attention.no-parties", locale);
    }
    if (one.reviewDue(today, 0)) {
      return words.text("covenant.attention.review-past", locale);
    }
    return one.reviewDue(today, Covenants.REVIEW_WITHIN_DAYS)
        ? words.text("covenant.attention.review", locale)
        : "";
  }

  private String days(CovenantDraft contents, Locale locale) {
    String unknown = words.text("covenant.day-unknown", locale);
    String from = contents.startsOn().map(day -> SharingWords.day(day, locale)).orElse(unknown);
    return contents
        .endsOn()
        .map(
            day -> words.text("covenant.days.from-to", locale, from, SharingWords.day(day, locale)))
        .orElseGet(() -> words.text("covenant.days.from", locale, from));
  }

  record Fact(String label, String value) {}

  record StepView(String when, String what, String why, String who) {}

  record OnePage(
      Row row,
      String action,
      List<Fact> facts,
      List<Fact> decision,
      String groundHref,
      String groundLabel,
      String source,
      String certainty,
      List<StepView> steps,
      int version,
      boolean mayEdit,
      boolean mayConfirm,
      boolean maySetAside,
      boolean mayEnd,
      List<FormError> errors,
      FormField reason) {}

  @Requires(SharingRights.READ_COVENANTS)
  @GetMapping(PATH + "/{covenant}")
  ModelAndView one(@PathVariable String covenant, Locale locale) {
    return one(id(covenant), List.of(), locale);
  }

  private ModelAndView one(CovenantId id, List<FieldProblem> problems, Locale locale) {
    Covenant one = covenants.get(id);
    CovenantDraft contents = one.contents();
    Optional<LawGround> ground =
        contents.ground().isEmpty()
            ? Optional.empty()
            : Optional.of(grounds.get(contents.ground()));
    boolean keeps = gate.may(SharingRights.KEEP_COVENANTS);
    FormTexts reasons = words.form("covenant.form", Map.of(), problems, locale);
    OnePage page =
        new OnePage(
            row(one, covenants.today(), locale),
            PATH + "/" + id,
            facts(contents, locale),
            decision(contents, locale),
            ground.flatMap(LawGround::href).orElse(""),
            ground.map(found -> found.label(locale)).orElse(""),
            contents.source(),
            words.label("certainty", contents.certainty().code(), locale),
            covenants.steps(id).stream().map(step -> step(step, locale)).toList(),
            one.version(),
            keeps && one.state() == CovenantState.PROPOSED,
            gate.may(SharingRights.CONFIRM_COVENANTS) && one.state() == CovenantState.PROPOSED,
            keeps && one.state() == CovenantState.IN_FORCE,
            keeps && one.state().next().contains(CovenantState.ENDED),
            reasons.errors(),
            reasons.field("reason"));
    ModelAndView view = new ModelAndView("sharing/covenant", "page", page);
    view.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private List<Fact> facts(CovenantDraft contents, Locale locale) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("kind", words.text("covenant.kind." + contents.kind().code(), locale), locale));
    facts.add(fact("parties", parties(contents, locale), locale));
    facts.add(fact("purposes", words.list("purpose", contents.purposes(), locale), locale));
    facts.add(fact("data", words.list("data", contents.data(), locale), locale));
    facts.add(fact("startsOn", words.day(contents.startsOn(), locale), locale));
    facts.add(fact("endsOn", words.day(contents.endsOn(), locale), locale));
    facts.add(fact("reviewOn", words.day(contents.reviewOn(), locale), locale));
    return facts;
  }

  private List<Fact> decision(CovenantDraft contents, Locale locale) {
    return CovenantForm.texts(contents).entrySet().stream()
        .map(text -> fact(text.getKey(), text.getValue(), locale))
        .toList();
  }

  private Fact fact(String key, String value, Locale locale) {
    return new Fact(words.text("covenant.form." + key, locale), value);
  }

  private StepView step(Covenants.Step step, Locale locale) {
    return new StepView(
        SharingWords.moment(step.at(), locale),
        words.text("covenant.step." + step.what(), locale),
        step.reason(),
        partners.account(step.by(), locale));
  }

  record FormPage(
      String action,
      String back,
      boolean isNew,
      String version,
      List<FormError> errors,
      Map<String, FormField> fields) {}

  @Requires(SharingRights.KEEP_COVENANTS)
  @GetMapping(PATH + "/new")
  ModelAndView blank(Locale locale) {
    return form(PATH, PATH, "", new HashMap<>(), Map.of(), List.of(), locale);
  }

  @Requires(SharingRights.KEEP_COVENANTS)
  @PostMapping(PATH)
  ModelAndView add(@RequestParam MultiValueMap<String, String> sent, Locale locale) {
    Submitted submitted = new Submitted(sent);
    CovenantDraft draft = form.draft(submitted);
    List<FieldProblem> unreadable = form.unreadable(submitted);
    return unreadable.isEmpty()
        ? after(covenants.add(draft), PATH, PATH, submitted, locale)
        : again(PATH, PATH, submitted, unreadable, locale);
  }

  @Requires(SharingRights.KEEP_COVENANTS)
  @GetMapping(PATH + "/{covenant}/edit")
  ModelAndView edit(@PathVariable String covenant, Locale locale) {
    Covenant one = covenants.get(id(covenant));
    CovenantDraft contents = one.contents();
    String path = PATH + "/" + one.id();
    return form(
        path,
        path,
        Integer.toString(one.version()),
        form.values(contents),
        Map.of(
            "nationwideTypes", contents.nationwideTypes(),
            "partyTypes", contents.partyTypes(),
            "purposes", contents.purposes(),
            "data", contents.data()),
        List.of(),
        locale);
  }

  @Requires(SharingRights.KEEP_COVENANTS)
  @PostMapping(PATH + "/{covenant}")
  ModelAndView change(
      @PathVariable String covenant,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale) {
    CovenantId id = covenants.get(id(covenant)).id();
    Submitted submitted = new Submitted(sent);
    CovenantDraft draft = form.draft(submitted);
    String path = PATH + "/" + id;
    List<FieldProblem> unreadable = form.unreadable(submitted);
    return unreadable.isEmpty()
        ? after(
            covenants.change(id, submitted.number("version", 0), draft),
            path,
            path,
            submitted,
            locale)
        : again(path, path, submitted, unreadable, locale);
  }

  @Requires(SharingRights.CONFIRM_COVENANTS)
  @PostMapping(PATH + "/{covenant}/confirmation")
  ModelAndView confirm(
      @PathVariable String covenant,
      @RequestParam(defaultValue = "") String version,
      Locale locale) {
    CovenantId id = id(covenant);
    return moved(id, covenants.putInForce(id, SharingWords.number(version)), locale);
  }

  @Requires(SharingRights.KEEP_COVENANTS)
  @PostMapping(PATH + "/{covenant}/setting-aside")
  ModelAndView setAside(
      @PathVariable String covenant,
      @RequestParam(defaultValue = "") String version,
      @RequestParam(defaultValue = "") String reason,
      Locale locale) {
    CovenantId id = id(covenant);
    return moved(id, covenants.setAside(id, SharingWords.number(version), reason), locale);
  }

  @Requires(SharingRights.KEEP_COVENANTS)
  @PostMapping(PATH + "/{covenant}/ending")
  ModelAndView end(
      @PathVariable String covenant,
      @RequestParam(defaultValue = "") String version,
      @RequestParam(defaultValue = "") String reason,
      Locale locale) {
    CovenantId id = id(covenant);
    return moved(id, covenants.end(id, SharingWords.number(version), reason), locale);
  }

  private ModelAndView moved(CovenantId id, Covenants.Kept kept, Locale locale) {
    return switch (kept) {
      case Covenants.Kept.Done done -> new ModelAndView("redirect:" + PATH + "/" + done.id());
      case Covenants.Kept.Refused refused -> one(id, refused.problems(), locale);
      case Covenants.Kept.Outdated() ->
          one(id, List.of(new FieldProblem("", "covenant.outdated")), locale);
    };
  }

  private ModelAndView after(
      Covenants.Kept kept, String action, String back, Submitted submitted, Locale locale) {
    return switch (kept) {
      case Covenants.Kept.Done done -> new ModelAndView("redirect:" + PATH + "/" + done.id());
      case Covenants.Kept.Refused refused ->
          again(action, back, submitted, refused.problems(), locale);
      case Covenants.Kept.Outdated() ->
          again(
              action, back, submitted, List.of(new FieldProblem("", "covenant.outdated")), locale);
    };
  }

  private ModelAndView again(
      String action, String back, Submitted submitted, List<FieldProblem> problems, Locale locale) {
    return form(
        action,
        back,
        submitted.text("version"),
        submitted.shown(),
        Map.of(
            "nationwideTypes", submitted.all("nationwideTypes"),
            "partyTypes", submitted.all("partyTypes"),
            "purposes", submitted.all("purposes"),
            "data", submitted.all("data")),
        problems,
        locale);
  }

  private ModelAndView form(
      String action,
      String back,
      String version,
      Map<String, String> values,
      Map<String, List<String>> chosen,
      List<FieldProblem> problems,
      Locale locale) {
    CovenantForm.Filled filled = form.filled(values, chosen, problems, locale);
    ModelAndView view =
        new ModelAndView(
            "sharing/covenant-form",
            "page",
            new FormPage(
                action, back, action.equals(PATH), version, filled.errors(), filled.fields()));
    view.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private static CovenantId id(String text) {
    return new CovenantId(SharingNotFound.parse(text));
  }
}
