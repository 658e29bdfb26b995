// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.sharing.Decision;
import nl.schakel.platform.sharing.RuleComparison;
import nl.schakel.platform.sharing.RuleProposals;
import nl.schakel.platform.sharing.RuleVersion;
import nl.schakel.platform.sharing.RuleVersionId;
import nl.schakel.platform.sharing.RuleVersionNotFound;
import nl.schakel.platform.sharing.RuleVersions;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingQuestion;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.sharing.TableProblem;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import nl.schakel.platform.web.UploadForm;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Versions of the rules: propose a signed change, see what it changes, approve it. */
@Controller
@RequestMapping(VersionPages.PATH)
@Requires(SharingRights.VERSIONS)
class VersionPages {
  private static final int MOST_PARTS = 10;
  static final String PATH = "/sharing-rules/versions";
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final RuleVersions versions;
  private final RuleProposals proposals;
  private final SharingWords words;
  private final Accounts accounts;
  private final Gate gate;
  private final MessageSource texts;

  VersionPages(
      RuleVersions versions,
      RuleProposals proposals,
      SharingWords words,
      Accounts accounts,
      Gate gate,
      MessageSource texts) {
    this.versions = versions;
    this.proposals = proposals;
    this.words = words;
    this.accounts = accounts;
    this.gate = gate;
    this.texts = texts;
  }

  record Line(String href, String title, String from, String tone, String word, String content) {}

  record ListPage(
      List<Line> versions,
      boolean mayPropose,
      boolean mayKeys,
      List<FormError> errors,
      List<FormField> fields,
      FormField file,
      List<String> tables) {}

  @GetMapping
  ModelAndView list(Locale locale) {
    return list(new Submitted(new LinkedMultiValueMap<>()), List.of(), List.of(), locale);
  }

  private ModelAndView list(
      Submitted given, List<FieldProblem> problems, List<TableProblem> tables, Locale locale) {
    FormTexts form = new FormTexts(texts, locale, "rules.field", given.shown(), problems);
    List<FormError> errors = new ArrayList<>(form.errors());
    if (!tables.isEmpty()) {
      errors.add(new FormError("file", text("rules.tables-wrong", locale)));
    }
    ModelAndView page =
        new ModelAndView(
            "sharing/versions",
            "page",
            new ListPage(
                versions.all().stream().map(one -> line(one, locale)).toList(),
                gate.may(SharingRights.DECIDE_VERSIONS),
                gate.may(SharingRights.KEYS),
                errors,
                List.of(form.field("title"), form.field("reason"), form.field("validFrom")),
                form.field("file"),
                tables.stream().map(TableProblem::toString).toList()));
    page.addObject("signature", form.field("signature"));
    if (!errors.isEmpty()) {
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  private Line line(RuleVersions.Listed one, Locale locale) {
    return new Line(
        PATH + "/" + one.version().id(),
        one.version().title(),
        day(one.version().validFrom(), locale),
        tone(one.state()),
        text("rules.state." + one.state(), locale),
        one.version().content());
  }

  static String tone(RuleVersion.State state) {
    return switch (state) {
      case PROPOSED -> "attention";
      case WITHDRAWN, PAST -> "neutral";
      case COMING -> "info";
      case IN_FORCE -> "done";
    };
  }

  static String day(LocalDate day, Locale locale) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
  }

  @PostMapping
  @Requires(SharingRights.DECIDE_VERSIONS)
  ModelAndView propose(HttpServletRequest request, Locale locale) throws IOException {
    UploadForm form =
        UploadForm.of(request, MOST_PARTS, RuleVersions.LARGEST_UPLOAD_BYTES, "rules-file");
    Submitted given = form.fields();
    RuleProposals.Proposal proposal =
        new RuleProposals.Proposal(
            given.text("title"),
            given.text("reason"),
            given.date("validFrom"),
            form.file(),
            given.text("signature"));
    return switch (proposals.propose(proposal)) {
      case RuleProposals.Proposed.Done(RuleVersionId id) ->
          new ModelAndView("redirect:" + PATH + "/" + id);
      case RuleProposals.Proposed.Refused(List<FieldProblem> problems, List<TableProblem> tables) ->
          list(given, problems, tables, locale);
    };
  }

  /**
   * @param asked the question in words, as several bear the name of one source
   */
  record AnswerLine(
      String question,
      String asked,
      String beforeTone,
      String before,
      String afterTone,
      String after,
      List<String> classes,
      boolean conditions) {}

  record VersionPage(
      String id,
      String title,
      String reason,
      String tone,
      String word,
      String from,
      String content,
      String proposed,
      String approved,
      String signedWith,
      List<String> files,
      int asked,
      String before,
      List<String> rows,
      List<AnswerLine> answers,
      List<String> objections,
      boolean open,
      boolean mayApprove,
      boolean mayDecide,
      List<FormError> errors) {}

  @GetMapping("/{rules}")
  ModelAndView one(@PathVariable String rules, Locale locale) {
    return one(id(rules), List.of(), locale);
  }

  private ModelAndView one(RuleVersionId id, List<String> refused, Locale locale) {
    RuleVersions.Listed listed = versions.get(id);
    RuleVersion version = listed.version();
    RuleComparison comparison = proposals.compare(id);
    ModelAndView page =
        new ModelAndView(
            "sharing/version",
            "page",
            new VersionPage(
                id.toString(),
                version.title(),
                version.reason(),
                tone(listed.state()),
                text("rules.state." + listed.state(), locale),
                day(version.validFrom(), locale),
                version.content(),
                by(version.proposedBy(), Optional.of(version.proposedAt()), locale),
                by(version.approvedBy(), version.approvedAt(), locale),
                version.signedWith().orElse(""),
                versions.uploaded(id),
                comparison.asked(),
                comparison.before(),
                comparison.rows().stream()
                    .map(row -> text("rules.row." + row.fate(), locale, row.row()))
                    .toList(),
                comparison.answers().stream().map(one -> answer(one, locale)).toList(),
                proposals.objections(id),
                version.open(),
                mayApprove(version),
                gate.may(SharingRights.DECIDE_VERSIONS),
                refused.stream()
                    .map(reason -> new FormError(null, text("rules.refused." + reason, locale)))
                    .toList()));
    if (!refused.isEmpty()) {
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  /** Who proposed it sees no button that would refuse. */
  private boolean mayApprove(RuleVersion version) {
    return gate.may(SharingRights.DECIDE_VERSIONS)
        && gate.actor()
            .filter(actor -> version.proposedBy().filter(actor.account()::equals).isEmpty())
            .isPresent();
  }

  private String asked(SharingQuestion question, Locale locale) {
    return Stream.of(
            words.label(SharingCodes.PARTY, question.sender(), locale)
                + " → "
                + words.label(SharingCodes.PARTY, question.receiver(), locale),
            words.label("purpose", question.purpose(), locale),
            String.join(", ", words.codes("data", question.data(), locale)),
            words.label("subject", question.subject(), locale),
            words.label("consent", question.consent(), locale),
            words.label("regime", question.regime(), locale),
            words.label("urgency", question.urgency(), locale))
        .collect(Collectors.joining("; "));
  }

  private AnswerLine answer(RuleComparison.AnswerChange change, Locale locale) {
    return new AnswerLine(
        change.text(locale),
        asked(change.question(), locale),
        AnswerViews.tone(change.before()),
        label("decision", change.before(), locale),
        AnswerViews.tone(change.after()),
        label("decision", change.after(), locale),
        change.classes().stream()
            .map(
                one ->
                    text(
                        "rules.class",
                        locale,
                        words.label("data", one.data(), locale),
                        label("decision", one.before(), locale),
                        label("decision", one.after(), locale)))
            .toList(),
        change.conditions());
  }

  private String label(String list, Decision decision, Locale locale) {
    return words.label(list, decision.code(), locale);
  }

  private String by(Optional<AccountId> account, Optional<Instant> at, Locale locale) {
    if (at.isEmpty()) {
      return "";
    }
    String who =
        account
            .map(id -> accounts.account(id).map(Account::displayName).orElseGet(id::toString))
            .orElse(text("rules.by-application", locale));
    return text("rules.by", locale, who, day(LocalDate.ofInstant(at.get(), ZONE), locale));
  }

  @GetMapping("/{rules}/files/{file}")
  ResponseEntity<byte[]> file(@PathVariable String rules, @PathVariable String file) {
    byte[] content = versions.file(id(rules), file);
    return Attachment.of(
        file, file.endsWith(".csv") ? Attachment.CSV : MediaType.APPLICATION_XML, content);
  }

  @PostMapping("/{rules}/approval")
  @Requires(SharingRights.DECIDE_VERSIONS)
  ModelAndView approve(@PathVariable String rules, Locale locale) {
    RuleVersionId id = id(rules);
    return switch (proposals.approve(id)) {
      case RuleProposals.Approved.Done done -> new ModelAndView("redirect:" + PATH + "/" + id);
      case RuleProposals.Approved.Refused(List<String> reasons) -> one(id, reasons, locale);
    };
  }

  @PostMapping("/{rules}/withdrawal")
  @Requires(SharingRights.DECIDE_VERSIONS)
  ModelAndView withdraw(@PathVariable String rules, Locale locale) {
    RuleVersionId id = id(rules);
    return proposals.withdraw(id)
        ? new ModelAndView("redirect:" + PATH + "/" + id)
        : one(id, List.of("closed"), locale);
  }

  private static RuleVersionId id(String text) {
    try {
      return new RuleVersionId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw new RuleVersionNotFound("?");
    }
  }

  private String text(String key, Locale locale, Object... arguments) {
    return String.valueOf(texts.getMessage(key, arguments, key, locale));
  }
}
