// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.sharing.Barrier;
import nl.schakel.platform.sharing.Bottleneck;
import nl.schakel.platform.sharing.BottleneckNotFound;
import nl.schakel.platform.sharing.BottleneckState;
import nl.schakel.platform.sharing.Bottlenecks;
import nl.schakel.platform.sharing.Remedy;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.web.Csv;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What stands in the way of sharing: where people got stuck, whose it is, what is done about it.
 */
@Controller
@Requires(SharingRights.BOTTLENECKS)
class BottleneckPages {
  private static final String PATH = "/sharing-bottlenecks";
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final Bottlenecks bottlenecks;
  private final Organisations organisations;
  private final Accounts accounts;
  private final SharingWords words;

  BottleneckPages(
      Bottlenecks bottlenecks, Organisations organisations, Accounts accounts, SharingWords words) {
    this.bottlenecks = bottlenecks;
    this.organisations = organisations;
    this.accounts = accounts;
    this.words = words;
  }

  record RowView(
      String href,
      String title,
      String name,
      String stateTone,
      String state,
      String barrier,
      String owner,
      String remedy,
      String due,
      long clear,
      long unclear,
      long wrong) {}

  /** A bar as {@code fragments/figure} draws it. */
  record Bar(
      String label,
      String value,
      long share,
      @Nullable String low,
      @Nullable String high,
      @Nullable String note,
      boolean quiet) {}

  /** A figure as {@code fragments/figure} shows it. */
  record Figure(
      String id,
      String title,
      @Nullable String subtitle,
      @Nullable String note,
      List<String> columns,
      List<List<String>> rows,
      String definition,
      @Nullable String source,
      @Nullable String csvHref) {}

  @GetMapping(PATH)
  ModelAndView list(@RequestParam MultiValueMap<String, String> sent, Locale locale) {
    return list(sent, List.of(), HttpStatus.OK, locale);
  }

  private ModelAndView list(
      MultiValueMap<String, String> sent,
      List<FieldProblem> problems,
      HttpStatus status,
      Locale locale) {
    Submitted asked = new Submitted(sent);
    Bottlenecks.Filter filter = filter(asked);
    FormTexts form =
        new FormTexts(words.texts(), locale, "sharing-guide.filter", values(filter), List.of());
    FormTexts writing =
        new FormTexts(words.texts(), locale, "sharing-guide.own", asked.shown(), problems);
    List<Bottleneck> found = bottlenecks.list(filter);
    List<Bottlenecks.Judged> judged = bottlenecks.judged();
    ModelAndView view = new ModelAndView("sharing/bottlenecks");
    view.setStatus(status);
    return view.addObject("rows", found.stream().map(one -> row(one, locale)).toList())
        .addObject("cut", found.size() == Bottlenecks.MOST_ROWS)
        .addObject("errors", words.errors(writing, locale))
        .addObject("own", writing.field("title"))
        .addObject(
            "filters",
            List.of(
                form.choice("state", states(locale)),
                form.choice("barrier", barriers(locale)),
                form.choice("remedy", remedies(locale)),
                form.choice("owner", owners())))
        .addObject("csv", csvHref(filter))
        .addObject("figure", figure(judged, locale))
        .addObject("bars", bars(judged, locale))
        .addObject("judged", !judged.isEmpty());
  }

  private Bottlenecks.Filter filter(Submitted asked) {
    return new Bottlenecks.Filter(
        known(asked.text("state"), BottleneckState.values(), BottleneckState::code),
        known(asked.text("barrier"), Barrier.values(), Barrier::code),
        known(asked.text("remedy"), Remedy.values(), Remedy::code),
        owners().containsKey(asked.text("owner")) ? asked.text("owner") : "");
  }

  private static <T> String known(String code, T[] values, Function<T, String> codes) {
    return Arrays.stream(values).map(codes).anyMatch(code::equals) ? code : "";
  }

  private static Map<String, String> values(Bottlenecks.Filter filter) {
    return Map.of(
        "state", filter.state(),
        "barrier", filter.barrier(),
        "remedy", filter.remedy(),
        "owner", filter.owner());
  }

  private static String csvHref(Bottlenecks.Filter filter) {
    return PATH
        + ".csv?state=%s&barrier=%s&remedy=%s&owner=%s"
            .formatted(filter.state(), filter.barrier(), filter.remedy(), filter.owner());
  }

  private Map<String, String> owners() {
    Map<String, String> owners = new LinkedHashMap<>();
    for (OrganisationId owner : bottlenecks.owners()) {
      owners.put(owner.toString(), organisations.nameOf(owner));
    }
    return owners;
  }

  private <T> Map<String, String> options(
      T[] values, Function<T, String> codes, String key, Locale locale) {
    Map<String, String> options = new LinkedHashMap<>();
    for (T value : values) {
      String code = codes.apply(value);
      options.put(code, words.text(key + code, locale));
    }
    return options;
  }

  private Map<String, String> states(Locale locale) {
    return options(BottleneckState.values(), BottleneckState::code, "sharing-guide.state.", locale);
  }

  private Map<String, String> barriers(Locale locale) {
    return options(Barrier.values(), Barrier::code, "sharing-guide.barrier.", locale);
  }

  private Map<String, String> remedies(Locale locale) {
    return options(Remedy.values(), Remedy::code, "sharing-guide.remedy.", locale);
  }

  private RowView row(Bottleneck one, Locale locale) {
    return new RowView(
        PATH + "/" + one.id(),
        words.title(one, locale),
        words.name(one.subject(), locale),
        tone(one.state()),
        words.text("sharing-guide.state." + one.state().code(), locale),
        words.text("sharing-guide.barrier." + one.barrier().code(), locale),
        one.owner().map(organisations::nameOf).orElse(""),
        words.text("sharing-guide.remedy." + one.remedy().code(), locale),
        one.dueOn().map(day -> SharingWords.day(day, locale)).orElse(""),
        one.counts().clear(),
        one.counts().unclear(),
        one.counts().wrong());
  }

  private static String tone(BottleneckState state) {
    return switch (state) {
      case OPEN -> "attention";
      case IN_PROGRESS -> "progress";
      case SOLVED -> "done";
      case DROPPED -> "neutral";
    };
  }

  private List<Bar> bars(List<Bottlenecks.Judged> judged, Locale locale) {
    long most = judged.stream().mapToLong(one -> one.counts().stuck()).max().orElse(1);
    return judged.stream()
        .filter(one -> one.counts().stuck() > 0)
        .map(
            one ->
                new Bar(
                    label(one.subject(), locale),
                    Long.toString(one.counts().stuck()),
                    100 * one.counts().stuck() / Math.max(1, most),
                    null,
                    null,
                    words.text(
                        "sharing-guide.figure.parts",
                        locale,
                        one.counts().unclear(),
                        one.counts().wrong(),
                        one.counts().clear()),
                    false))
        .toList();
  }

  private String label(String subject, Locale locale) {
    String[] parts = subject.split("/", -1);
    return parts[0].equals("pair")
        ? words.text(
            "sharing-guide.pair.short",
            locale,
            words.label(SharingCodes.PARTY, parts[1], locale),
            words.label(SharingCodes.PARTY, parts[2], locale))
        : words.name(subject, locale);
  }

  private Figure figure(List<Bottlenecks.Judged> judged, Locale locale) {
    return new Figure(
        "stuck",
        words.text("sharing-guide.figure.title", locale),
        words.text("sharing-guide.figure.subtitle", locale),
        null,
        List.of(
            words.text("sharing.rules.row", locale),
            words.text("sharing-guide.verdict.clear", locale),
            words.text("sharing-guide.verdict.unclear", locale),
            words.text("sharing-guide.verdict.wrong", locale)),
        judged.stream()
            .map(
                one ->
                    List.of(
                        label(one.subject(), locale),
                        Long.toString(one.counts().clear()),
                        Long.toString(one.counts().unclear()),
                        Long.toString(one.counts().wrong())))
            .toList(),
        words.text("sharing-guide.figure.definition", locale),
        null,
        null);
  }

  @GetMapping(PATH + ".csv")
  ResponseEntity<byte[]> csv(@RequestParam MultiValueMap<String, String> sent, Locale locale) {
    StringWriter out = new StringWriter();
    try (Csv csv = new Csv(out)) {
      csv.row(
          "id", "subject", "title", "state", "barrier", "owner", "remedy", "plan", "due", "opened",
          "clear", "unclear", "wrong");
      for (Bottleneck one : bottlenecks.list(filter(new Submitted(sent)))) {
        csv.row(
            one.id(),
            one.subject(),
            words.title(one, locale),
            one.state().code(),
            one.barrier().code(),
            one.owner().map(organisations::nameOf).orElse(""),
            one.remedy().code(),
            one.plan(),
            one.dueOn().map(LocalDate::toString).orElse(""),
            day(one.openedAt()).toString(),
            one.counts().clear(),
            one.counts().unclear(),
            one.counts().wrong());
      }
    }
    return Attachment.of(
        "sharing-bottlenecks.csv", Attachment.CSV, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static LocalDate day(Instant moment) {
    return moment.atZone(ZONE).toLocalDate();
  }

  @PostMapping(PATH)
  ModelAndView write(@RequestParam MultiValueMap<String, String> sent, Locale locale) {
    return switch (bottlenecks.write(new Submitted(sent).text("title"))) {
      case Bottlenecks.Outcome.Kept(UUID id) -> new ModelAndView("redirect:" + PATH + "/" + id);
      case Bottlenecks.Outcome.Noted() -> new ModelAndView("redirect:" + PATH);
      case Bottlenecks.Outcome.Refused(List<FieldProblem> problems) ->
          list(sent, problems, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    };
  }

  record ChangeView(String when, String by, String tone, String state, String what, String note) {}

  record RemarkView(String day, String tone, String verdict, String who, String text) {}

  @GetMapping(PATH + "/{id}")
  ModelAndView one(@PathVariable String id, Locale locale) {
    Bottlenecks.Whole whole = bottlenecks.get(BottleneckNotFound.parse(id));
    return page(whole, values(whole.bottleneck()), List.of(), HttpStatus.OK, locale);
  }

  private Map<String, String> values(Bottleneck one) {
    return Map.of(
        "state", one.state().code(),
        "barrier", one.barrier().code(),
        "owner", one.owner().map(organisations::nameOf).orElse(""),
        "remedy", one.remedy().code(),
        "plan", one.plan(),
        "due", one.dueOn().map(Submitted::typed).orElse(""),
        "version", Integer.toString(one.version()));
  }

  @PostMapping(PATH + "/{id}")
  ModelAndView decide(
      @PathVariable String id, @RequestParam MultiValueMap<String, String> sent, Locale locale) {
    UUID bottleneck = BottleneckNotFound.parse(id);
    Submitted form = new Submitted(sent);
    // What is no day is told by the service, together with everything else.
    String due = form.date("due").map(LocalDate::toString).orElse(form.text("due"));
    return switch (bottlenecks.decide(
        bottleneck,
        new Bottlenecks.Sent(
            form.text("state"),
            form.text("barrier"),
            form.text("owner"),
            form.text("remedy"),
            form.text("plan"),
            due,
            form.text("note"),
            form.text("version")))) {
      case Bottlenecks.Outcome.Kept(UUID kept) -> new ModelAndView("redirect:" + PATH + "/" + kept);
      case Bottlenecks.Outcome.Noted() -> new ModelAndView("redirect:" + PATH);
      case Bottlenecks.Outcome.Refused(List<FieldProblem> problems) ->
          page(
              bottlenecks.get(bottleneck),
              form.shown(),
              problems,
              HttpStatus.UNPROCESSABLE_CONTENT,
              locale);
    };
  }

  private ModelAndView page(
      Bottlenecks.Whole whole,
      Map<String, String> values,
      List<FieldProblem> problems,
      HttpStatus status,
      Locale locale) {
    Bottleneck one = whole.bottleneck();
    FormTexts form = new FormTexts(words.texts(), locale, "sharing-guide.decide", values, problems);
    ModelAndView view = new ModelAndView("sharing/bottleneck");
    view.setStatus(status);
    return view.addObject("row", row(one, locale))
        .addObject("plan", one.plan())
        .addObject(
            "rule",
            one.rule().map(id -> "/sharing-rules#" + id).filter(to -> hasRule(one)).orElse(""))
        .addObject("version", values.getOrDefault("version", Integer.toString(one.version())))
        .addObject("errors", words.errors(form, locale))
        .addObject("state", form.choice("state", states(locale)))
        .addObject("barrier", form.choice("barrier", barriers(locale)))
        .addObject("remedy", form.choice("remedy", remedies(locale)))
        .addObject("owner", form.field("owner").optional().autocomplete("off"))
        .addObject("planField", form.field("plan").optional())
        .addObject("due", form.field("due").optional())
        .addObject("note", form.field("note").optional())
        .addObject("changes", whole.changes().stream().map(step -> view(step, locale)).toList())
        .addObject("remarks", whole.remarks().stream().map(said -> view(said, locale)).toList());
  }

  private boolean hasRule(Bottleneck one) {
    return one.rule().flatMap(words::rule).isPresent();
  }

  private ChangeView view(Bottlenecks.Change step, Locale locale) {
    return new ChangeView(
        SharingWords.day(day(step.at()), locale),
        step.by()
            .map(account -> by(account, locale))
            .orElseGet(() -> words.text("sharing-guide.by-feedback", locale)),
        tone(step.state()),
        words.text("sharing-guide.state." + step.state().code(), locale),
        words.text(
            "sharing-guide.step",
            locale,
            words.text("sharing-guide.barrier." + step.barrier().code(), locale),
            words.text("sharing-guide.remedy." + step.remedy().code(), locale),
            step.owner().map(organisations::nameOf).orElse("–")),
        step.note());
  }

  private String by(AccountId account, Locale locale) {
    return account.equals(Gate.SYSTEM_ACCOUNT)
        ? words.text("sharing-guide.by-system", locale)
        : accounts.account(account).map(Account::displayName).orElseGet(account::toString);
  }

  private RemarkView view(Bottlenecks.Remark said, Locale locale) {
    return new RemarkView(
        SharingWords.day(said.day(), locale),
        switch (said.verdict()) {
          case CLEAR -> "done";
          case UNCLEAR -> "attention";
          case WRONG -> "danger";
        },
        words.text("sharing-guide.verdict." + said.verdict().code(), locale),
        words.text(
            "sharing-guide.pair",
            locale,
            words.label(SharingCodes.PARTY, said.sender(), locale),
            words.label(SharingCodes.PARTY, said.receiver(), locale),
            words.label("purpose", said.purpose(), locale)),
        said.text());
  }
}
