// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.identity.Identity;
import nl.schakel.platform.identity.IdentityDesk;
import nl.schakel.platform.identity.IdentityRights;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.identity.PersonNotFound;
import nl.schakel.platform.identity.RevealReason;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.Channel;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.report.Draft;
import nl.schakel.platform.report.Drafts;
import nl.schakel.platform.report.FieldLists;
import nl.schakel.platform.report.FieldRule;
import nl.schakel.platform.report.FieldValue;
import nl.schakel.platform.report.Ground;
import nl.schakel.platform.report.Grounds;
import nl.schakel.platform.report.ProposedGround;
import nl.schakel.platform.report.ReportCalendar;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportField;
import nl.schakel.platform.report.ReportFields;
import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.report.ReportSearch;
import nl.schakel.platform.report.Reports;
import nl.schakel.platform.report.RuleBook;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Where reporting begins, the receipt, and reports that were sent. */
@Controller
class ReportPages {
  private static final int PAGE_SIZE = 25;

  private final Reports reports;
  private final Drafts drafts;
  private final FieldLists fieldLists;
  private final Grounds grounds;
  private final ReportFields fields;
  private final CodeLists codeLists;
  private final Organisations organisations;
  private final IdentityDesk desk;
  private final Gate gate;
  private final ReportCalendar calendar;
  private final MessageSource texts;
  private final Clock clock;

  ReportPages(
      Reports reports,
      Drafts drafts,
      FieldLists fieldLists,
      Grounds grounds,
      ReportFields fields,
      CodeLists codeLists,
      Organisations organisations,
      IdentityDesk desk,
      Gate gate,
      ReportCalendar calendar,
      MessageSource texts,
      Clock clock) {
    this.reports = reports;
    this.drafts = drafts;
    this.fieldLists = fieldLists;
    this.grounds = grounds;
    this.fields = fields;
    this.codeLists = codeLists;
    this.organisations = organisations;
    this.desk = desk;
    this.gate = gate;
    this.calendar = calendar;
    this.texts = texts;
    this.clock = clock;
  }

  /** The ground that fits best, in words. */
  record GroundNote(String label, String reason, String note, String article) {}

  /**
   * Where reporting begins.
   *
   * @param reports the organisation is one that reports
   */
  record StartPage(
      boolean reports,
      String reporterType,
      List<GroundNote> grounds,
      List<String> required,
      int notAllowed,
      String rulesHref,
      List<DraftPages.DraftRow> drafts,
      @Nullable String message) {}

  @GetMapping("/reports")
  @Requires(ReportRights.DRAFT)
  ModelAndView start(
      @RequestParam Optional<String> kept,
      @RequestParam Optional<String> discarded,
      Locale locale) {
    Optional<RuleBook> book = drafts.ownRules();
    String message =
        kept.map(any -> text("report.start.kept", locale))
            .or(() -> discarded.map(any -> text("report.start.discarded", locale)))
            .orElse(null);
    StartPage page =
        new StartPage(
            book.isPresent(),
            book.map(one -> codeLists.label("reporter-type", one.reporterType(), locale))
                .orElse(""),
            book.map(one -> groundNotes(one, locale)).orElse(List.of()),
            book.map(one -> labels(one, FieldRule.Presence.REQUIRED, locale)).orElse(List.of()),
            book.map(one -> labels(one, FieldRule.Presence.NOT_ALLOWED, locale).size()).orElse(0),
            book.map(one -> "/what-may-be-reported?type=" + one.reporterType())
                .orElse("/what-may-be-reported"),
            drafts.mine().stream().map(draft -> row(draft, locale)).toList(),
            message);
    return new ModelAndView("report/start", "page", page);
  }

  private List<GroundNote> groundNotes(RuleBook book, Locale locale) {
    return grounds.proposed(book.reporterType(), Optional.empty()).stream()
        .map((ProposedGround one) -> note(one, locale))
        .distinct()
        .toList();
  }

  private GroundNote note(ProposedGround one, Locale locale) {
    var ground = grounds.get(one.ground());
    return new GroundNote(
        ground.label(locale), ground.reason(locale), one.note(locale), ground.article(locale));
  }

  private List<String> labels(RuleBook book, FieldRule.Presence presence, Locale locale) {
    return book.all().stream()
        .filter(rule -> rule.presence() == presence)
        .map(rule -> fields.get(rule.field()).label(locale))
        .toList();
  }

  private DraftPages.DraftRow row(Draft draft, Locale locale) {
    List<String> words = new ArrayList<>();
    draft.report().texts("reference").stream().findFirst().ifPresent(words::add);
    ReportField forms = fields.get("exploitationForms");
    words.addAll(
        FieldView.words(codeLists, forms, draft.report().texts("exploitationForms"), locale));
    String title =
        words.isEmpty()
            ? text("report.draft.untitled", locale)
            : String.join(", ", words.subList(0, Math.min(3, words.size())));
    return new DraftPages.DraftRow(
        "/report-drafts/%s/summary".formatted(draft.id()),
        title,
        DraftTasks.day(draft.changedAt()),
        DraftTasks.day(draft.deleteFrom()),
        !draft.warnFrom().isAfter(clock.instant()),
        "/report-drafts/%s/discard".formatted(draft.id()));
  }

  /** A receipt: proof for the reporter. */
  record ReceiptPage(
      String receipt,
      String receivedOn,
      @Nullable String reference,
      boolean shelterAsked,
      boolean minor,
      String reportHref) {}

  @GetMapping("/reports/{report}/receipt")
  @Requires(ReportRights.READ)
  ModelAndView receipt(@PathVariable String report, Locale locale) {
    ReportFacts facts = reports.read(Links.report(report));
    return new ModelAndView(
        "report/receipt",
        "page",
        new ReceiptPage(
            facts.receipt(),
            moment(facts, locale),
            facts.reference().orElse(null),
            facts.shelterAsked().filter("yes"::equals).isPresent(),
            facts.minorsInvolved().filter("yes"::equals).isPresent(),
            "/reports/" + facts.id()));
  }

  private static String moment(ReportFacts facts, Locale locale) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
        .withLocale(locale)
        .format(facts.receivedAt().atZone(ReportCalendar.ZONE));
  }

  /** One row of the list of sent reports. */
  record SentRow(
      String href,
      String receipt,
      String day,
      String person,
      String forms,
      @Nullable String reference,
      String organisation) {}

  /** Where the reader is in the list. */
  record Range(
      String from,
      String to,
      @Nullable String total,
      @Nullable String previousHref,
      @Nullable String nextHref) {}

  record SentPage(
      FieldView search,
      List<FieldView> filters,
      boolean filtered,
      boolean everyone,
      List<SentRow> rows,
      Range range) {}

  @GetMapping("/sent-reports")
  @Requires(ReportRights.READ)
  ModelAndView sent(
      @RequestParam Optional<String> q,
      @RequestParam Optional<String> year,
      @RequestParam Optional<String> form,
      @RequestParam Optional<String> channel,
      @RequestParam Optional<String> before,
      @RequestParam Optional<String> shown,
      Locale locale) {
    Optional<Integer> inYear =
        year.flatMap(ReportPages::number)
            .map(Long::intValue)
            .filter(one -> one > 1900 && one < 2200);
    Optional<String> ofForm =
        form.filter(code -> codeLists.code("exploitation-form", code).isPresent());
    Optional<Channel> by = channel.flatMap(ReportPages::channelOf);
    Optional<Long> from = before.flatMap(ReportPages::number);
    Reports.Page found =
        reports.search(
            ReportSearch.typed(q.orElse("").replace("\0", ""), inYear, ofForm, by, from),
            PAGE_SIZE);
    boolean everyone = gate.may(ReportRights.READ_ALL);
    long skipped =
        from.isEmpty()
            ? 0
            : Math.clamp(shown.flatMap(ReportPages::number).orElse(0L), 0, 100_000_000);
    UriComponentsBuilder next = UriComponentsBuilder.fromPath("/sent-reports");
    q.filter(text -> !text.isBlank()).ifPresent(text -> next.queryParam("q", "{q}"));
    inYear.ifPresent(one -> next.queryParam("year", one));
    ofForm.ifPresent(one -> next.queryParam("form", one));
    by.ifPresent(one -> next.queryParam("channel", one.name()));
    String nextHref =
        found
            .next()
            .map(
                number ->
                    next.queryParam("before", number)
                        .queryParam("shown", skipped + found.reports().size())
                        .encode()
                        .buildAndExpand(Map.of("q", q.orElse("")))
                        .toUriString())
            .orElse(null);
    int first = found.reports().isEmpty() ? 0 : 1;
    return new ModelAndView(
        "report/sent",
        "page",
        new SentPage(
            FieldView.simple(
                "search",
                "q",
                text("report.sent.search", locale),
                q.orElse(""),
                false,
                List.of(),
                null),
            filters(inYear, ofForm, by, locale),
            q.filter(text -> !text.isBlank()).isPresent()
                || inYear.isPresent()
                || ofForm.isPresent()
                || by.isPresent(),
            everyone,
            found.reports().stream().map(facts -> row(facts, everyone, locale)).toList(),
            new Range(
                Long.toString(skipped + first),
                Long.toString(skipped + found.reports().size()),
                null,
                from.isPresent() ? "/sent-reports" : null,
                nextHref)));
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,15}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Optional<Channel> channelOf(String text) {
    return Arrays.stream(Channel.values()).filter(one -> one.name().equals(text)).findFirst();
  }

  private List<FieldView> filters(
      Optional<Integer> year, Optional<String> form, Optional<Channel> channel, Locale locale) {
    List<FieldView.Option> years = new ArrayList<>();
    for (int one = calendar.today().getYear(); one > calendar.today().getYear() - 20; one--) {
      years.add(new FieldView.Option(Integer.toString(one), Integer.toString(one), null));
    }
    List<FieldView.Option> forms =
        codeLists.codes("exploitation-form").stream()
            .map(code -> new FieldView.Option(code.code(), code.label(locale), null))
            .toList();
    List<FieldView.Option> channels =
        Arrays.stream(Channel.values())
            .map(
                one ->
                    new FieldView.Option(
                        one.name(), text("report.channel." + one.name(), locale), null))
            .toList();
    return List.of(
        FieldView.simple(
            "filter",
            "year",
            text("report.sent.year", locale),
            year.map(Object::toString).orElse(null),
            false,
            years,
            null),
        FieldView.simple(
            "filter",
            "form",
            text("report.sent.form", locale),
            form.orElse(null),
            false,
            forms,
            null),
        FieldView.simple(
            "filter",
            "channel",
            text("report.sent.channel", locale),
            channel.map(Enum::name).orElse(null),
            false,
            channels,
            null));
  }

  private SentRow row(ReportFacts facts, boolean everyone, Locale locale) {
    String age =
        facts
            .birthYear()
            .map(year -> text("report.sent.born", locale, year.toString()))
            .or(() -> facts.ageBand().map(band -> codeLists.label("age-band", band, locale)))
            .orElse(text("report.state.empty", locale));
    String sex = facts.sex().map(one -> codeLists.label("sex", one, locale)).orElse("");
    return new SentRow(
        "/reports/" + facts.id(),
        facts.receipt(),
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
            .withLocale(locale)
            .format(facts.day()),
        sex.isEmpty() ? age : sex + ", " + age,
        String.join(
            ", ",
            FieldView.words(
                codeLists, fields.get("exploitationForms"), facts.exploitationForms(), locale)),
        facts.reference().orElse(null),
        everyone ? organisations.nameOf(facts.organisation()) : "");
  }

  /** One answer of a report; an answer that is not there says why. */
  record Fact(String label, List<String> words, @Nullable String state, @Nullable String why) {}

  /**
   * @param empty names of the questions that were left open
   */
  record FactGroup(String id, String title, List<Fact> facts, List<String> empty) {}

  /** Who the person is: shown once, to who asked with a reason. */
  record Revealed(List<Fact> facts) {}

  /**
   * One sent report.
   *
   * @param grounds what the reader chooses from before seeing who it is; empty when the report
   *     itself has a ground
   */
  record ReportPage(
      String receipt,
      String receivedOn,
      String organisation,
      String channel,
      String ground,
      boolean groundProposed,
      List<FactGroup> groups,
      boolean hasIdentity,
      boolean mayReveal,
      String revealAction,
      List<FieldView.Option> reasons,
      List<FieldView.Option> grounds,
      @Nullable Revealed revealed,
      @Nullable String revealProblem) {}

  @GetMapping("/reports/{report}")
  @Requires(ReportRights.READ)
  ModelAndView read(@PathVariable String report, Locale locale) {
    return page(reports.read(Links.report(report)), null, null, locale);
  }

  @PostMapping("/reports/{report}/identity")
  @Requires(IdentityRights.REVEAL)
  ModelAndView reveal(
      @PathVariable String report,
      @RequestParam Optional<String> reason,
      @RequestParam Optional<String> ground,
      Locale locale) {
    ReportFacts facts = reports.read(Links.report(report));
    Optional<RevealReason> why =
        reason.flatMap(
            code ->
                Arrays.stream(RevealReason.values())
                    .filter(one -> one.name().equals(code))
                    .findFirst());
    if (why.isEmpty() || facts.person().isEmpty()) {
      return unusable(facts, "report.read.reason-missing", locale);
    }
    Optional<String> basis =
        facts
            .ground()
            .or(() -> ground.flatMap(grounds::find).filter(Ground::selectable).map(Ground::code));
    if (basis.isEmpty()) {
      return unusable(facts, "report.read.ground-missing", locale);
    }
    PersonId person = facts.person().get();
    try {
      Identity identity = desk.reveal(person, desk.ask(person, basis.get(), why.get()));
      return page(facts, new Revealed(facts(identity, locale)), null, locale);
    } catch (PersonNotFound erased) {
      return page(facts, null, text("report.read.erased", locale), locale);
    }
  }

  private ModelAndView unusable(ReportFacts facts, String problem, Locale locale) {
    ModelAndView page = page(facts, null, text(problem, locale), locale);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /** The report's own ground goes on; without one the reader must know theirs. */
  private List<FieldView.Option> revealGrounds(ReportFacts facts, Locale locale) {
    return facts.ground().isPresent()
        ? List.of()
        : grounds.all().stream()
            .filter(Ground::selectable)
            .map(one -> new FieldView.Option(one.code(), one.label(locale), null))
            .toList();
  }

  private List<Fact> facts(Identity identity, Locale locale) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "givenNames", identity.givenNames(), locale);
    add(facts, "familyName", identity.familyName(), locale);
    if (!identity.aliases().isEmpty()) {
      facts.add(new Fact(fields.get("aliases").label(locale), identity.aliases(), null, null));
    }
    add(facts, "birthDate", identity.birthDate().map(Object::toString), locale);
    add(facts, "birthPlace", identity.birthPlace(), locale);
    add(facts, "vNumber", identity.vNumber(), locale);
    add(facts, "bsn", identity.bsn(), locale);
    add(facts, "contactAddress", identity.contactAddress(), locale);
    return facts;
  }

  private void add(List<Fact> facts, String field, Optional<String> value, Locale locale) {
    value.ifPresent(
        text ->
            facts.add(
                new Fact(
                    fields.get(field).label(locale),
                    List.of(FieldView.shown(fields.get(field), text)),
                    null,
                    null)));
  }

  private ModelAndView page(
      ReportFacts facts, @Nullable Revealed revealed, @Nullable String problem, Locale locale) {
    RuleBook book =
        fieldLists.on(
            facts.reporterType(), facts.receivedAt().atZone(ReportCalendar.ZONE).toLocalDate());
    Map<String, FieldValue> answers = facts.answers();
    List<FactGroup> groups = new ArrayList<>();
    for (ReportField.Group group : ReportField.Group.values()) {
      groups.add(group(group, answers, facts, book, locale));
    }
    return new ModelAndView(
        "report/read",
        "page",
        new ReportPage(
            facts.receipt(),
            moment(facts, locale),
            organisations.nameOf(facts.organisation()),
            text("report.channel." + facts.channel().name(), locale),
            facts.ground().map(code -> grounds.get(code).label(locale)).orElse(""),
            facts.groundProposed().orElse(true),
            groups,
            facts.person().isPresent(),
            gate.may(IdentityRights.REVEAL),
            "/reports/%s/identity".formatted(facts.id()),
            Arrays.stream(RevealReason.values())
                .map(
                    one ->
                        new FieldView.Option(
                            one.name(), text("report.reveal." + one.name(), locale), null))
                .toList(),
            revealGrounds(facts, locale),
            revealed,
            problem));
  }

  private FactGroup group(
      ReportField.Group group,
      Map<String, FieldValue> answers,
      ReportFacts facts,
      RuleBook book,
      Locale locale) {
    List<Fact> shown = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    String open = text("report.state.empty", locale);
    for (ReportField field : fields.of(group)) {
      Fact fact = fact(field, answers, facts, book, locale);
      if (open.equals(fact.state())) {
        empty.add(fact.label());
      } else if (!field.name().equals("sourceList")) {
        shown.add(fact);
      }
    }
    return new FactGroup(group.code(), text("report.group." + group.code(), locale), shown, empty);
  }

  /** Not allowed, hidden, unknown and empty are four different things. */
  private Fact fact(
      ReportField field,
      Map<String, FieldValue> answers,
      ReportFacts facts,
      RuleBook book,
      Locale locale) {
    String label = field.label(locale);
    FieldValue value = answers.get(field.name());
    if (value != null) {
      return new Fact(
          label, FieldView.words(codeLists, field, value.asTexts(), locale), null, null);
    }
    if (facts.withheld().contains(field.name())) {
      return new Fact(
          label,
          List.of(),
          text("report.state.withheld", locale),
          text("report.state.withheld.why", locale));
    }
    if (facts.identityFields().contains(field.name())) {
      return new Fact(
          label,
          List.of(),
          text("report.state.hidden", locale),
          text("report.state.hidden.why", locale));
    }
    Optional<FieldRule> rule = book.rule(field.name());
    if (rule.isEmpty() || rule.get().refused()) {
      return new Fact(
          label,
          List.of(),
          text("report.state.not-allowed", locale),
          rule.map(one -> grounds.get(one.ground()).article(locale))
              .orElse(text("report.state.no-rule", locale)));
    }
    return new Fact(label, List.of(), text("report.state.empty", locale), null);
  }

  private String text(String key, Locale locale, Object... arguments) {
    return String.valueOf(texts.getMessage(key, arguments, key, locale));
  }
}
