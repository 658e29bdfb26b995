// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.sharing.Consent;
import nl.schakel.platform.sharing.ConsentGivers;
import nl.schakel.platform.sharing.Consents;
import nl.schakel.platform.sharing.ShareableCases;
import nl.schakel.platform.sharing.SharedCase;
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

/** What people of the own cases answered; no names, and only of the own organisation. */
@Controller
@Requires(SharingRights.KEEP_CONSENTS)
class ConsentPages {
  private static final String PATH = "/consents";
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int CASES = 20;

  private final Consents consents;
  private final ConsentGivers givers;
  private final SharingWords words;
  private final PartnerNames partners;
  private final Clock clock;

  ConsentPages(
      Consents consents,
      ConsentGivers givers,
      SharingWords words,
      PartnerNames partners,
      Clock clock) {
    this.consents = consents;
    this.givers = givers;
    this.words = words;
    this.partners = partners;
    this.clock = clock;
  }

  record Row(
      String href,
      String about,
      String recipient,
      String purpose,
      String data,
      String tone,
      String word,
      String day) {}

  @GetMapping(PATH)
  ModelAndView list(Locale locale) {
    List<Consent> newest = consents.newest();
    Map<UUID, String> about = consents.labels(newest);
    return new ModelAndView(
        "sharing/consents", "rows", newest.stream().map(one -> row(one, about, locale)).toList());
  }

  private Row row(Consent one, Map<UUID, String> about, Locale locale) {
    Consent.Asked asked = one.asked();
    String state = one.withdrawal().isPresent() ? "withdrawn" : asked.answer().code();
    return new Row(
        PATH + "/" + one.id(),
        about.getOrDefault(one.report(), words.text("consent.case-elsewhere", locale)),
        recipient(asked, locale),
        words.label("purpose", asked.purpose(), locale),
        words.list("data", asked.data(), locale),
        tone(state),
        words.text("consent.state." + state, locale),
        SharingWords.day(asked.answeredOn(), locale));
  }

  private String recipient(Consent.Asked asked, Locale locale) {
    return asked
        .recipient()
        .map(partners::organisation)
        .orElseGet(
            () ->
                words.text(
                    "consent.every",
                    locale,
                    words.label(SharingCodes.PARTY, asked.recipientType(), locale)));
  }

  private static String tone(String state) {
    return switch (state) {
      case "given" -> "done";
      case "cannot-ask-safely" -> "attention";
      case "withdrawn", "refused" -> "danger";
      default -> "neutral";
    };
  }

  record CaseRow(String label, String day, String href) {}

  record CasesPage(List<CaseRow> cases) {}

  record FormPage(
      String kind,
      String about,
      String label,
      boolean parentExploits,
      List<FormError> errors,
      Map<String, FormField> fields) {}

  @GetMapping(PATH + "/new")
  ModelAndView blank(
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(name = "case", defaultValue = "") String about,
      Locale locale) {
    if (about.isEmpty()) {
      return choose(locale);
    }
    SharedCase found = consents.about(kind, SharingNotFound.parse(about));
    Map<String, String> values = new HashMap<>();
    values.put("answeredOn", SharingWords.typed(Optional.of(today())));
    return form(found, values, List.of(), List.of(), locale);
  }

  private ModelAndView choose(Locale locale) {
    List<CaseRow> rows = new ArrayList<>();
    consents
        .newestCases(CASES)
        .forEach((kind, cases) -> cases.forEach(one -> rows.add(row(kind, one, locale))));
    return new ModelAndView("sharing/consent-cases", "page", new CasesPage(rows));
  }

  private static CaseRow row(String kind, ShareableCases.Choice one, Locale locale) {
    return new CaseRow(
        one.label(),
        SharingWords.day(one.day(), locale),
        PATH + "/new?kind=" + kind + "&case=" + one.id());
  }

  @PostMapping(PATH)
  ModelAndView record(@RequestParam MultiValueMap<String, String> sent, Locale locale) {
    Submitted form = new Submitted(sent);
    UUID about = SharingNotFound.parse(form.text("case"));
    Optional<LocalDate> on = form.date("answeredOn");
    List<FieldProblem> problems = new ArrayList<>(form.problems());
    if (form.text("answeredOn").isEmpty()) {
      problems.add(new FieldProblem("answeredOn", "form.date"));
    }
    Optional<Consent.Answer> answer = answer(form.text("answer"));
    if (answer.isEmpty()) {
      problems.add(new FieldProblem("answer", "consent.answer"));
    }
    if (!problems.isEmpty()) {
      problems.addAll(others(form, answer));
    } else if (consents.record(form.text("kind"), about, asked(form, on, answer))
        instanceof Consents.Kept.Refused(List<FieldProblem> refused)) {
      problems.addAll(refused);
    }
    return problems.isEmpty()
        ? new ModelAndView("redirect:" + PATH)
        : form(
            consents.about(form.text("kind"), about),
            form.shown(),
            form.all("data"),
            problems,
            locale);
  }

  /** What else is open, told at the same time as what could not be read. */
  private static List<FieldProblem> others(Submitted form, Optional<Consent.Answer> answer) {
    List<FieldProblem> problems = new ArrayList<>();
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("parentsExploit", "consent.parents");
    rules.put("purpose", "consent.purpose");
    rules.put("data", "consent.data");
    if (answer.filter(Consent.Answer.CANNOT_ASK_SAFELY::equals).isEmpty()) {
      rules.put("giver", "consent.giver");
    }
    rules.forEach(
        (field, rule) -> {
          if (form.text(field).isEmpty()) {
            problems.add(new FieldProblem(field, rule));
          }
        });
    if (form.text("recipient").isEmpty() && form.text("recipientType").isEmpty()) {
      problems.add(new FieldProblem("recipient", "consent.recipient"));
    }
    return problems;
  }

  private static Consent.Asked asked(
      Submitted form, Optional<LocalDate> on, Optional<Consent.Answer> answer) {
    return new Consent.Asked(
        form.text("purpose"),
        form.text("recipientType"),
        organisation(form.text("recipient")),
        form.all("data").stream().distinct().toList(),
        answer.orElseThrow(),
        form.text("giver"),
        form.text("way"),
        form.text("explicit").equals("yes"),
        form.text("toldWithdrawable").equals("yes"),
        form.text("parentsExploit"),
        on.orElseThrow());
  }

  /** What is no organisation becomes one that nobody knows, and that is refused below. */
  private static Optional<OrganisationId> organisation(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(OrganisationId.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.of(new OrganisationId(new UUID(0, 0)));
    }
  }

  private static Optional<Consent.Answer> answer(String code) {
    return Arrays.stream(Consent.Answer.values())
        .filter(answer -> answer.code().equals(code))
        .findFirst();
  }

  private ModelAndView form(
      SharedCase about,
      Map<String, String> values,
      List<String> data,
      List<FieldProblem> problems,
      Locale locale) {
    FormTexts form = words.form("consent.form", values, problems, locale);
    Map<String, FormField> fields = new LinkedHashMap<>();
    fields.put(
        "parentsExploit",
        form.choice(
            "parentsExploit",
            words.choicesOf("consent.yes-no", List.of("yes", "no", "unknown"), locale)));
    fields.put(
        "answer",
        form.choice(
            "answer",
            words.choicesOf(
                "consent.answer",
                Arrays.stream(Consent.Answer.values()).map(Consent.Answer::code).toList(),
                locale)));
    Map<String, String> who = new LinkedHashMap<>();
    givers.all().forEach(giver -> who.put(giver.code(), giver.label(locale)));
    fields.put("giver", form.choice("giver", who).optional());
    fields.put(
        "way",
        form.choice("way", words.choicesOf("consent.way", Consents.WAYS, locale)).optional());
    fields.put("answeredOn", form.field("answeredOn"));
    fields.put("purpose", form.choice("purpose", words.choices("purpose", locale)));
    fields.put("recipient", form.choice("recipient", partners.otherOrganisations()).optional());
    fields.put(
        "recipientType",
        form.choice("recipientType", words.choices(SharingCodes.PARTY, locale)).optional());
    fields.put("data", form.choice("data", words.choices("data", locale)).values(data));
    Map<String, String> yesNo = words.choicesOf("consent.yes-no", List.of("yes", "no"), locale);
    fields.put("explicit", form.choice("explicit", yesNo).optional());
    fields.put("toldWithdrawable", form.choice("toldWithdrawable", yesNo).optional());
    ModelAndView view =
        new ModelAndView(
            "sharing/consent-form",
            "page",
            new FormPage(
                about.kind(),
                about.id().toString(),
                about.label(),
                about.parentExploits(),
                form.errors(),
                fields));
    view.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  record Fact(String label, String value) {}

  record OnePage(
      Row row,
      String action,
      List<Fact> facts,
      boolean mayWithdraw,
      List<FormError> errors,
      FormField withdrawnOn,
      FormField way,
      FormField data) {}

  @GetMapping(PATH + "/{consent}")
  ModelAndView one(@PathVariable String consent, Locale locale) {
    Consent one = consents.read(SharingNotFound.parse(consent));
    return one(
        one,
        Map.of("withdrawnOn", SharingWords.typed(Optional.of(today()))),
        consents.counting(one),
        List.of(),
        locale);
  }

  @PostMapping(PATH + "/{consent}/withdrawal")
  ModelAndView withdraw(
      @PathVariable String consent,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale) {
    UUID id = SharingNotFound.parse(consent);
    Submitted form = new Submitted(sent);
    Optional<LocalDate> on = form.date("withdrawnOn");
    List<FieldProblem> problems = new ArrayList<>(form.problems());
    if (on.isEmpty()) {
      if (problems.isEmpty()) {
        problems.add(new FieldProblem("withdrawnOn", "form.date"));
      }
      if (form.text("way").isEmpty()) {
        problems.add(new FieldProblem("way", "consent.way"));
      }
      if (form.all("data").isEmpty()) {
        problems.add(new FieldProblem("data", "consent.withdrawn-data"));
      }
    } else if (consents.withdraw(id, on.get(), form.text("way"), form.all("data"))
        instanceof Consents.Kept.Refused(List<FieldProblem> refused)) {
      problems.addAll(refused);
    }
    return problems.isEmpty()
        ? new ModelAndView("redirect:" + PATH + "/" + id)
        : one(consents.read(id), form.shown(), form.all("data"), problems, locale);
  }

  private ModelAndView one(
      Consent one,
      Map<String, String> values,
      List<String> data,
      List<FieldProblem> problems,
      Locale locale) {
    FormTexts form = words.form("consent.withdraw", values, problems, locale);
    Map<String, String> asked = new LinkedHashMap<>(words.choices("data", locale));
    List<String> counting = consents.counting(one);
    asked.keySet().retainAll(counting);
    OnePage page =
        new OnePage(
            row(one, consents.labels(List.of(one)), locale),
            PATH + "/" + one.id() + "/withdrawal",
            facts(one, counting, locale),
            one.asked().answer() == Consent.Answer.GIVEN
                && one.withdrawal().isEmpty()
                && !counting.isEmpty(),
            form.errors(),
            form.field("withdrawnOn"),
            form.choice("way", words.choicesOf("consent.way", Consents.WAYS, locale)),
            form.choice("data", asked).values(data));
    ModelAndView view = new ModelAndView("sharing/consent", "page", page);
    view.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private List<Fact> facts(Consent one, List<String> counting, Locale locale) {
    Consent.Asked asked = one.asked();
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("purpose", words.label("purpose", asked.purpose(), locale), locale));
    facts.add(fact("recipient", recipient(asked, locale), locale));
    facts.add(fact("data", words.list("data", asked.data(), locale), locale));
    List<String> overtaken =
        asked.data().stream().filter(data -> !counting.contains(data)).toList();
    if (!overtaken.isEmpty()) {
      facts.add(fact("overtaken", words.list("data", overtaken, locale), locale));
    }
    facts.add(
        fact(
            "giver",
            givers
                .find(asked.giver())
                .map(giver -> giver.label(locale))
                .orElseGet(() -> words.text("consent.nobody", locale)),
            locale));
    if (asked.answer() == Consent.Answer.GIVEN) {
      facts.add(fact("way", words.text("consent.way." + asked.way(), locale), locale));
      facts.add(fact("explicit", yesNo(asked.explicit(), locale), locale));
      facts.add(fact("toldWithdrawable", yesNo(asked.toldWithdrawable(), locale), locale));
    }
    facts.add(
        fact(
            "parentsExploit",
            words.text("consent.yes-no." + asked.parentsExploit(), locale),
            locale));
    facts.add(fact("recordedBy", partners.account(one.recordedBy(), locale), locale));
    one.withdrawal()
        .ifPresent(
            taken ->
                facts.add(
                    fact(
                        "withdrawn",
                        words.text(
                            "consent.withdrawn-line",
                            locale,
                            SharingWords.day(taken.on(), locale),
                            words.text("consent.way." + taken.way(), locale)),
                        locale)));
    return facts;
  }

  private Fact fact(String key, String value, Locale locale) {
    return new Fact(words.text("consent.form." + key, locale), value);
  }

  private String yesNo(boolean yes, Locale locale) {
    return words.text("consent.yes-no." + (yes ? "yes" : "no"), locale);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }
}
