// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationFinder;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.OrganisationNames;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.audit.AuditEvent;
import nl.schakel.platform.audit.AuditFilter;
import nl.schakel.platform.audit.AuditLine;
import nl.schakel.platform.audit.AuditRights;
import nl.schakel.platform.audit.AuditTrail;
import nl.schakel.platform.web.Csv;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.NavigationGroup;
import nl.schakel.platform.web.NavigationItem;
import nl.schakel.platform.web.Submitted;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The log for people: who did and saw what, and who may. */
@Controller
class AuditPages {
  private static final int ROWS = 50;
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm:ss").withZone(ZONE);
  private static final List<String> FILTERS =
      List.of("from", "to", "account", "organisation", "activity", "subject", "result");

  private final AuditTrail trail;
  private final Gate gate;
  private final Accounts accounts;
  private final ObjectProvider<OrganisationNames> names;
  private final ObjectProvider<OrganisationFinder> finder;
  private final MessageSource texts;

  AuditPages(
      AuditTrail trail,
      Gate gate,
      Accounts accounts,
      ObjectProvider<OrganisationNames> names,
      ObjectProvider<OrganisationFinder> finder,
      MessageSource texts) {
    this.trail = trail;
    this.gate = gate;
    this.accounts = accounts;
    this.names = names;
    this.finder = finder;
    this.texts = texts;
  }

  /** One line of the log in words. */
  record Row(
      String id,
      String at,
      String who,
      String accountId,
      String organisation,
      String what,
      String object,
      String subject,
      String ground,
      String result,
      String resultLabel,
      String details) {}

  /** Where the list goes on; there is no counting in a log that grows. */
  record Further(@Nullable String firstHref, @Nullable String nextHref, String exportHref) {}

  /** One right and who holds it. */
  record Grant(String right, String label, String roles) {}

  @Requires(AuditRights.READ)
  @GetMapping("/audit")
  ModelAndView list(@RequestParam MultiValueMap<String, String> query, Locale locale, Model model) {
    Submitted asked = new Submitted(query);
    Read read = read(asked);
    fillFilter(model, asked, read.problems(), locale);
    if (!read.problems().isEmpty()) {
      model.addAttribute("rows", List.of());
      model.addAttribute("further", new Further(null, null, ""));
      return new ModelAndView("audit/list", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    Optional<UUID> after = id(asked.text("after"));
    List<AuditLine> found = trail.lines(read.filter(), after, ROWS + 1);
    List<AuditLine> shown = found.size() > ROWS ? found.subList(0, ROWS) : found;
    model.addAttribute("rows", rows(shown, locale));
    model.addAttribute(
        "further",
        new Further(
            after.isPresent() ? href("/audit", asked, "") : null,
            found.size() > ROWS ? href("/audit", asked, shown.getLast().id().toString()) : null,
            href("/audit/lines.csv", asked, "")));
    return new ModelAndView("audit/list", model.asMap());
  }

  @Requires(AuditRights.READ)
  @GetMapping("/audit/lines.csv")
  void export(@RequestParam MultiValueMap<String, String> query, HttpServletResponse response)
      throws IOException {
    Read read = read(new Submitted(query));
    if (!read.problems().isEmpty()) {
      response.sendRedirect("/audit");
      return;
    }
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
    Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    try (Csv csv = new Csv(out)) {
      csv.row(
          "id",
          "at",
          "actor_kind",
          "account_id",
          "organisation_id",
          "roles",
          "activity",
          "purpose",
          "object",
          "subject_id",
          "ground",
          "result",
          "details");
      trail.each(
          read.filter(),
          line ->
              csv.row(
                  line.id(),
                  line.at(),
                  line.actorKind(),
                  line.account(),
                  line.organisation(),
                  String.join(" ", line.roles()),
                  line.activity(),
                  line.purpose(),
                  line.object(),
                  line.subject().map(UUID::toString).orElse(""),
                  line.ground(),
                  line.result(),
                  line.details()));
    }
  }

  @Requires(AuditRights.SEE_RIGHTS)
  @GetMapping("/access/rights")
  String rights(Locale locale, Model model) {
    Map<String, List<Grant>> rooms = new LinkedHashMap<>();
    new TreeMap<>(gate.grants())
        .forEach(
            (right, roles) ->
                rooms
                    .computeIfAbsent(
                        right.substring(0, right.indexOf(':')), room -> new ArrayList<>())
                    .add(
                        new Grant(
                            right,
                            text("right." + right.replace(':', '.'), right, locale),
                            labels(roles, locale))));
    model.addAttribute("rooms", rooms);
    return "audit/rights";
  }

  private record Read(AuditFilter filter, List<FieldProblem> problems) {}

  private Read read(Submitted asked) {
    Optional<Instant> from = asked.date("from").map(AuditPages::start);
    Optional<Instant> before = asked.date("to").map(day -> day.plusDays(1)).map(AuditPages::start);
    List<FieldProblem> problems = new ArrayList<>(asked.problems());
    Optional<UUID> organisation =
        asked
            .optional("organisation")
            .flatMap(
                text ->
                    id(text)
                        .or(
                            () ->
                                finder.stream()
                                    .flatMap(one -> one.find(text).stream())
                                    .map(OrganisationId::value)
                                    .findFirst()));
    if (asked.optional("organisation").isPresent() && organisation.isEmpty()) {
      problems.add(new FieldProblem("organisation", "audit.organisation"));
    }
    Optional<UUID> account = wanted(asked, "account", problems);
    Optional<UUID> subject = wanted(asked, "subject", problems);
    Optional<AuditEvent.Result> result =
        asked
            .optional("result")
            .flatMap(
                text ->
                    Arrays.stream(AuditEvent.Result.values())
                        .filter(one -> one.name().equals(text))
                        .findFirst());
    return new Read(
        new AuditFilter(
            from, before, account, organisation, asked.optional("activity"), subject, result),
        problems);
  }

  private static Optional<UUID> wanted(Submitted asked, String field, List<FieldProblem> problems) {
    Optional<UUID> id = id(asked.text(field));
    if (asked.optional(field).isPresent() && id.isEmpty()) {
      problems.add(new FieldProblem(field, "audit.id"));
    }
    return id;
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }

  private void fillFilter(
      Model model, Submitted asked, List<FieldProblem> problems, Locale locale) {
    FormTexts form = new FormTexts(texts, locale, "audit.filter", asked.shown(), problems);
    model.addAttribute("errors", form.errors());
    model.addAttribute("from", form.field("from").optional());
    model.addAttribute("to", form.field("to").optional());
    model.addAttribute("activity", form.field("activity").optional());
    model.addAttribute("account", form.field("account").optional());
    model.addAttribute("organisation", form.field("organisation").optional());
    model.addAttribute("subject", form.field("subject").optional());
    Map<String, String> results = new LinkedHashMap<>();
    for (AuditEvent.Result result : AuditEvent.Result.values()) {
      results.put(result.name(), text("audit.result." + result.name(), result.name(), locale));
    }
    model.addAttribute("result", form.choice("result", results));
    model.addAttribute(
        "filtered", FILTERS.stream().anyMatch(name -> asked.optional(name).isPresent()));
  }

  private List<Row> rows(List<AuditLine> lines, Locale locale) {
    Map<AccountId, String> people =
        accounts.names(
            lines.stream().map(line -> new AccountId(line.account())).collect(Collectors.toSet()));
    Map<UUID, String> organisations =
        lines.stream()
            .map(AuditLine::organisation)
            .distinct()
            .collect(Collectors.toMap(id -> id, this::organisation));
    return lines.stream().map(line -> row(line, people, organisations, locale)).toList();
  }

  private String organisation(UUID id) {
    OrganisationNames directory = names.getIfAvailable();
    return id.equals(new UUID(0, 0)) || directory == null
        ? ""
        : directory.nameOf(new OrganisationId(id));
  }

  private Row row(
      AuditLine line,
      Map<AccountId, String> people,
      Map<UUID, String> organisations,
      Locale locale) {
    String who =
        line.actorKind().equals("SYSTEM")
            ? text("audit.system", "SYSTEM", locale)
            : people.getOrDefault(
                new AccountId(line.account()), text("audit.unknown", "?", locale));
    return new Row(
        line.id().toString(),
        MOMENT.format(line.at()),
        who,
        line.account().toString(),
        organisations.getOrDefault(line.organisation(), ""),
        text("audit.activity." + line.activity(), line.activity(), locale),
        line.object(),
        line.subject().map(UUID::toString).orElse(""),
        line.ground(),
        line.result(),
        text("audit.result." + line.result(), line.result(), locale),
        line.details().equals("{}") ? "" : line.details());
  }

  private String labels(Set<Role> roles, Locale locale) {
    return roles.stream()
        .sorted()
        .map(
            role ->
                text(
                    "role." + role.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    role.name(),
                    locale))
        .collect(Collectors.joining(", "));
  }

  private String text(String key, String otherwise, Locale locale) {
    return String.valueOf(texts.getMessage(key, null, otherwise, locale));
  }

  private static String href(String path, Submitted asked, String after) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : FILTERS) {
      asked.optional(name).ifPresent(value -> values.put(name, value));
    }
    if (!after.isEmpty()) {
      values.put("after", after);
    }
    values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address.encode().buildAndExpand(values).toUriString();
  }

  /** The places of this room in the main menu. */
  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavigationItem auditItem() {
      return new NavigationItem(
          NavigationGroup.RULES, 90, "/audit", "audit.navigation", AuditRights.READ);
    }

    @Bean
    NavigationItem rightsItem() {
      return new NavigationItem(
          NavigationGroup.RULES,
          91,
          "/access/rights",
          "audit.rights.navigation",
          AuditRights.SEE_RIGHTS);
    }
  }
}
