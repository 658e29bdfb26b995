// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.sharing.Decision;
import nl.schakel.platform.sharing.LawGrounds;
import nl.schakel.platform.sharing.RuleVersions;
import nl.schakel.platform.sharing.SharingAnswer;
import nl.schakel.platform.sharing.SharingCode;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingQuestion;
import nl.schakel.platform.sharing.SharingRules;
import nl.schakel.platform.sharing.SharingTables;
import nl.schakel.platform.web.Csv;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The rules as a lawyer reads them: every row with its ground, and what is unsure or missing. */
@Controller
class RulePages {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  /** Within how many months a row must be looked at again. */
  private static final List<String> REVIEWS = List.of("3", "6", "12");

  /** The columns of the rules as CSV. */
  static final List<String> COLUMNS =
      Stream.of(
              List.of("table", "row"),
              SharingQuestion.INPUTS,
              List.of(
                  "decision",
                  "modality",
                  "conditions",
                  "grounds",
                  "dpv",
                  "certainty",
                  "review",
                  "source",
                  "reason_nl",
                  "reason_en"))
          .flatMap(List::stream)
          .toList();

  private final SharingTables tables;
  private final SharingRules rules;
  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final RuleVersions versions;
  private final MessageSource texts;
  private final Clock clock;

  RulePages(
      SharingTables tables,
      SharingRules rules,
      SharingCodes codes,
      LawGrounds grounds,
      RuleVersions versions,
      MessageSource texts,
      Clock clock) {
    this.tables = tables;
    this.rules = rules;
    this.codes = codes;
    this.grounds = grounds;
    this.versions = versions;
    this.texts = texts;
    this.clock = clock;
  }

  record Option(String code, String label) {}

  record Select(String name, String label, String value, List<Option> options) {}

  record GroundView(String label, String href) {}

  record RowView(
      String id,
      String sender,
      String receiver,
      String purpose,
      String data,
      String when,
      String tone,
      String word,
      String modality,
      String reason,
      List<String> conditions,
      List<GroundView> grounds,
      String dpv,
      String certainty,
      String source,
      String review) {}

  record AreaView(String id, String title, String file, List<RowView> rows) {}

  /** How much of what one sender may ask about has a row. */
  record SenderView(String label, String href, long known, long ask) {}

  /** A receiver with the purposes for which there is a row. */
  record ReachedView(String receiver, String purposes) {}

  /** What falls into "ask": per sender, and for the chosen sender in full. */
  record AsksView(
      List<SenderView> senders,
      String chosen,
      List<ReachedView> reached,
      List<String> unreached,
      List<RowView> rows,
      String csv) {}

  record RulesPage(
      AsksView asks,
      List<Select> filters,
      List<AreaView> areas,
      int rows,
      List<RowView> attention,
      long pairs,
      long known,
      List<String> silent,
      String version,
      List<VersionView> versions) {}

  record VersionView(String title, String tone, String word) {}

  @Open
  @GetMapping("/sharing-rules")
  ModelAndView rules(
      @RequestParam Optional<String> table,
      @RequestParam Optional<String> sender,
      @RequestParam Optional<String> receiver,
      @RequestParam Optional<String> ground,
      @RequestParam Optional<String> decision,
      @RequestParam Optional<String> certainty,
      @RequestParam Optional<String> review,
      Locale locale) {
    LocalDate today = LocalDate.now(clock.withZone(ZONE));
    Optional<String> due = review.filter(REVIEWS::contains);
    SharingTables.Filter filter =
        new SharingTables.Filter(
            table.filter(tables.tables()::contains).orElse(""),
            known(SharingCodes.PARTY, sender),
            known(SharingCodes.PARTY, receiver),
            ground
                .filter(id -> grounds.all().stream().anyMatch(one -> one.id().equals(id)))
                .orElse(""),
            known("decision", decision),
            known("certainty", certainty));
    Predicate<SharingTables.Line> inTime =
        due.map(months -> today.plusMonths(Integer.parseInt(months)))
            .<Predicate<SharingTables.Line>>map(
                last -> line -> !line.rule().reviewBy().isAfter(last))
            .orElse(line -> true);
    List<AreaView> areas =
        tables.areas(filter).stream()
            .map(area -> view(area, inTime, locale))
            .filter(area -> !area.rows().isEmpty())
            .toList();
    SharingTables.Coverage coverage = tables.coverage();
    return new ModelAndView(
        "sharing/rules",
        "page",
        new RulesPage(
            asks(filter.sender(), locale),
            filters(filter, due, locale),
            areas,
            areas.stream().mapToInt(area -> area.rows().size()).sum(),
            tables.attention(today).stream().map(line -> view(line, locale)).toList(),
            coverage.pairs(),
            coverage.known(),
            coverage.silent().stream()
                .map(code -> label(SharingCodes.PARTY, code, locale))
                .toList(),
            rules.version(),
            versions.approved().stream().map(one -> view(one, locale)).toList()));
  }

  private VersionView view(RuleVersions.Listed one, Locale locale) {
    String title =
        String.valueOf(
            texts.getMessage(
                "rules.public.line",
                new Object[] {
                  one.version().title(), VersionPages.day(one.version().validFrom(), locale)
                },
                locale));
    return new VersionView(
        title, VersionPages.tone(one.state()), text("rules.state." + one.state(), locale));
  }

  private String known(String list, Optional<String> code) {
    return code.filter(one -> codes.code(list, one).isPresent()).orElse("");
  }

  private AsksView asks(String sender, Locale locale) {
    long all = (long) codes.codes(SharingCodes.PARTY).size() * codes.codes("purpose").size();
    List<SenderView> senders = new ArrayList<>();
    for (SharingCode code : codes.list(SharingCodes.PARTY)) {
      long known = tables.reached(code.code()).stream().mapToLong(to -> to.known().size()).sum();
      senders.add(
          new SenderView(
              code.label(locale),
              "/sharing-rules?sender=" + code.code() + "#asks",
              known,
              all - known));
    }
    List<SharingTables.Reached> reached = sender.isEmpty() ? List.of() : tables.reached(sender);
    return new AsksView(
        senders,
        sender.isEmpty() ? "" : label(SharingCodes.PARTY, sender, locale),
        reached.stream()
            .filter(to -> !to.known().isEmpty())
            .map(
                to ->
                    new ReachedView(
                        label(SharingCodes.PARTY, to.receiver(), locale),
                        String.join(
                            "; ",
                            to.known().stream()
                                .map(one -> label("purpose", one, locale))
                                .toList())))
            .toList(),
        reached.stream()
            .filter(to -> to.known().isEmpty())
            .map(to -> label(SharingCodes.PARTY, to.receiver(), locale))
            .toList(),
        tables.areas(new SharingTables.Filter("", sender, "", "", Decision.ASK.code(), "")).stream()
            .flatMap(area -> area.lines().stream())
            .map(line -> view(line, locale))
            .toList(),
        "/sharing-rules-ask.csv" + (sender.isEmpty() ? "" : "?sender=" + sender));
  }

  /** Each combination of sender, receiver and purpose for which no row was written. */
  @Open
  @GetMapping("/sharing-rules-ask.csv")
  ResponseEntity<byte[]> askCsv(@RequestParam Optional<String> sender) {
    String chosen = known(SharingCodes.PARTY, sender);
    StringWriter out = new StringWriter();
    try (Csv csv = new Csv(out)) {
      csv.row("sender", "receiver", "purpose", "decision");
      for (String from : chosen.isEmpty() ? codes.codes(SharingCodes.PARTY) : List.of(chosen)) {
        for (SharingTables.Reached to : tables.reached(from)) {
          for (String purpose : codes.codes("purpose")) {
            if (!to.known().contains(purpose)) {
              csv.row(from, to.receiver(), purpose, Decision.ASK.code());
            }
          }
        }
      }
    }
    return Attachment.of(
        "sharing-rules-ask.csv", Attachment.CSV, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private List<Select> filters(SharingTables.Filter filter, Optional<String> due, Locale locale) {
    return List.of(
        new Select(
            "table",
            text("sharing.rules.table", locale),
            filter.table(),
            tables.tables().stream()
                .map(id -> new Option(id, text("sharing.table." + id, locale)))
                .toList()),
        select("sender", SharingCodes.PARTY, filter.sender(), locale),
        select("receiver", SharingCodes.PARTY, filter.receiver(), locale),
        new Select(
            "ground",
            text("sharing.rules.ground", locale),
            filter.ground(),
            grounds.all().stream().map(one -> new Option(one.id(), one.label(locale))).toList()),
        select("decision", "decision", filter.decision(), locale),
        select("certainty", "certainty", filter.certainty(), locale),
        new Select(
            "review",
            text("sharing-guide.rules.review", locale),
            due.orElse(""),
            REVIEWS.stream()
                .map(one -> new Option(one, text("sharing-guide.rules.review." + one, locale)))
                .toList()));
  }

  private Select select(String name, String list, String value, Locale locale) {
    return new Select(
        name,
        text("sharing.rules." + name, locale),
        value,
        codes.list(list).stream()
            .map(code -> new Option(code.code(), code.label(locale)))
            .toList());
  }

  private AreaView view(
      SharingTables.Area area, Predicate<SharingTables.Line> chosen, Locale locale) {
    return new AreaView(
        area.id(),
        text("sharing.table." + area.id(), locale),
        "/sharing-rules.dmn?table=" + area.id(),
        area.lines().stream().filter(chosen).map(line -> view(line, locale)).toList());
  }

  private RowView view(SharingTables.Line line, Locale locale) {
    SharingAnswer.Rule rule = line.rule();
    List<String> when = new ArrayList<>();
    for (String input : List.of("subject", "consent", "regime", "urgency")) {
      if (!line.cell(input).anything()) {
        when.add(words(line.cell(input), locale));
      }
    }
    return new RowView(
        rule.id(),
        words(line.cell("sender"), locale),
        words(line.cell("receiver"), locale),
        words(line.cell("purpose"), locale),
        words(line.cell("data"), locale),
        String.join(". ", when),
        AnswerViews.tone(rule.decision()),
        label("decision", rule.decision().code(), locale),
        rule.decision().positive() ? label("modality", rule.modality(), locale) : "",
        rule.reason(locale),
        rule.conditions().stream().map(code -> codes.condition(code).label(locale)).toList(),
        rule.grounds().stream()
            .map(grounds::get)
            .map(one -> new GroundView(one.label(locale), one.href().orElse("")))
            .toList(),
        rule.dpv(),
        label("certainty", rule.certainty().code(), locale),
        rule.source(),
        SharingWords.day(rule.reviewBy(), locale));
  }

  private String words(SharingTables.Cell cell, Locale locale) {
    if (cell.anything()) {
      return text("sharing.rules.anything", locale);
    }
    String list =
        cell.input().equals("sender") || cell.input().equals("receiver")
            ? SharingCodes.PARTY
            : cell.input();
    String named =
        String.join("; ", cell.codes().stream().map(code -> label(list, code, locale)).toList());
    return cell.except()
        ? String.valueOf(
            texts.getMessage("sharing.rules.except", new Object[] {named}, named, locale))
        : named;
  }

  @Open
  @GetMapping("/sharing-rules.csv")
  ResponseEntity<byte[]> csv() {
    StringWriter out = new StringWriter();
    try (Csv csv = new Csv(out)) {
      csv.row(COLUMNS);
      for (SharingTables.Area area :
          tables.areas(new SharingTables.Filter("", "", "", "", "", ""))) {
        area.lines().forEach(line -> csv.row(cells(area, line)));
      }
    }
    return Attachment.of(
        "sharing-rules.csv", Attachment.CSV, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> cells(SharingTables.Area area, SharingTables.Line line) {
    SharingAnswer.Rule rule = line.rule();
    List<String> cells = new ArrayList<>(List.of(area.id(), rule.id()));
    SharingQuestion.INPUTS.forEach(input -> cells.add(SharingTables.text(line.cell(input))));
    cells.addAll(
        List.of(
            rule.decision().code(),
            rule.modality(),
            String.join("; ", rule.conditions()),
            String.join("; ", rule.grounds()),
            rule.dpv(),
            rule.certainty().code(),
            rule.reviewBy().toString(),
            rule.source(),
            rule.reasonNl(),
            rule.reasonEn()));
    return cells;
  }

  @Open
  @GetMapping("/sharing-rules.dmn")
  ResponseEntity<byte[]> dmn(@RequestParam(defaultValue = "registration") String table) {
    return tables
        .file(table)
        .map(content -> Attachment.of(table + ".dmn", MediaType.APPLICATION_XML, content))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private String label(String list, String code, Locale locale) {
    return codes.code(list, code).map(one -> one.label(locale)).orElse(code);
  }

  private String text(String key, Locale locale) {
    return String.valueOf(texts.getMessage(key, null, key, locale));
  }
}
