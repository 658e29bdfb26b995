// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.release.AuditReport;
import nl.schakel.platform.monitor.release.DecideOutcome;
import nl.schakel.platform.monitor.release.DraftRequest;
import nl.schakel.platform.monitor.release.FrozenSets;
import nl.schakel.platform.monitor.release.Refusal;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseDrafts;
import nl.schakel.platform.monitor.release.ReleaseState;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.Releases;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The publication desk for systems: the same verbs, rights and rules as the pages. Whoever drafted,
 * a person or a system, does not decide.
 */
@RestController
@RequestMapping("/api/v1")
@Requires(MonitorRights.RELEASE)
@Tag(name = "releases", description = "The desk: draft, audit, a second account decides, publish")
class ReleaseApi {
  private final Releases releases;
  private final ReleaseDrafts drafts;
  private final FrozenSets sets;
  private final Clock clock;

  ReleaseApi(Releases releases, ReleaseDrafts drafts, FrozenSets sets, Clock clock) {
    this.releases = releases;
    this.drafts = drafts;
    this.sets = sets;
    this.clock = clock;
  }

  /** A frozen set of the own organisation; how many records it has is not told here. */
  record FrozenSetAnswer(
      UUID id,
      @Schema(example = "register-2025") String name,
      int version,
      int firstYear,
      int lastYear,
      Instant frozenAt,
      @Schema(description = "SHA-256 of definitions and records") String sha256,
      String changeNote) {}

  /** Tables that can be drafted together. */
  record MonitorAnswer(
      @Schema(example = "slachtoffermonitor") String code, BothLanguages title, int window) {}

  /**
   * A release at the desk.
   *
   * @param state making, draft, failed, approved, published, returned or withdrawn
   * @param made tables that are made so far
   */
  record ReleaseAnswer(
      UUID id,
      UUID frozenSet,
      @Schema(example = "slachtoffermonitor") String monitor,
      @Schema(example = "slachtoffermonitor-2025") String publication,
      int version,
      @Schema(
              allowableValues = {
                "making",
                "draft",
                "failed",
                "approved",
                "published",
                "returned",
                "withdrawn"
              })
          String state,
      int made,
      int toMake,
      Instant publishAt,
      String changeNote,
      UUID draftedBy,
      Optional<UUID> decidedBy,
      String decidedNote,
      String withdrawnNote) {}

  record FindingAnswer(BothLanguages what, String value) {}

  record ReasonAnswer(String rule, BothLanguages why, BothLanguages help) {}

  /** A table of a draft with its audit. */
  record AuditedTable(
      @Schema(example = "total") String code,
      BothLanguages title,
      boolean shown,
      boolean passed,
      List<FindingAnswer> audit,
      List<ReasonAnswer> reasons,
      @Schema(description = "SHA-256 of what would be published; empty when it is refused")
          String fingerprint) {}

  record ReleaseWithTables(ReleaseAnswer release, List<AuditedTable> tables) {}

  /**
   * What to draft.
   *
   * @param publishAt embargo: from when everybody may read it, once approved
   * @param changeNote what this version changes; left out for a first version
   */
  record DraftOrder(
      @Schema(example = "01912d4e-7c1b-7000-8000-000000000001") Optional<String> frozenSet,
      @Schema(example = "slachtoffermonitor") Optional<String> monitor,
      @Schema(example = "2026-12-01T08:00:00Z", format = "date-time") Optional<String> publishAt,
      @Schema(example = "") Optional<String> changeNote) {}

  /** A note with a decision. */
  record Note(@Schema(example = "Checked against last year") Optional<String> note) {}

  @GetMapping("/frozen-sets")
  @Operation(summary = "Frozen sets of the own organisation", operationId = "listFrozenSets")
  List<FrozenSetAnswer> frozenSets() {
    return sets.all().stream()
        .map(
            set ->
                new FrozenSetAnswer(
                    set.id().value(),
                    set.name(),
                    set.version(),
                    set.firstYear(),
                    set.lastYear(),
                    set.frozenAt(),
                    set.sha256(),
                    set.changeNote()))
        .toList();
  }

  @GetMapping("/monitors")
  @Operation(summary = "Tables that can be drafted together", operationId = "listMonitors")
  List<MonitorAnswer> monitors() {
    return releases.monitors().stream()
        .map(one -> new MonitorAnswer(one.code(), BothLanguages.of(one.title()), one.window()))
        .toList();
  }

  @GetMapping("/releases")
  @Operation(
      summary = "Releases of the own organisation, the newest first",
      operationId = "listReleases")
  List<ReleaseAnswer> list() {
    return releases.all().stream().map(this::answer).toList();
  }

  @GetMapping("/releases/{release}")
  @Operation(
      summary = "One release: its state, and the audit of each of its tables",
      operationId = "readRelease")
  ReleaseWithTables one(@PathVariable String release) {
    Release read = releases.get(ReleasePages.releaseId(release));
    return new ReleaseWithTables(
        answer(read), releases.tables(read.id()).stream().map(ReleaseApi::audited).toList());
  }

  @PostMapping("/releases")
  @Operation(
      summary = "Draft a release; its tables are made and audited afterwards",
      description = "Read the release until its state is draft or failed.",
      operationId = "draftRelease",
      responses = @ApiResponse(responseCode = "202", description = "Planned; see Location"))
  ResponseEntity<ReleaseAnswer> draft(@RequestBody DraftOrder order) {
    Release planned = drafts.plan(checked(order));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/releases/" + planned.id()))
        .body(answer(planned));
  }

  /** Every problem at once. */
  private static DraftRequest checked(DraftOrder order) {
    List<FieldProblem> problems = new ArrayList<>();
    Optional<Instant> publishAt = order.publishAt().flatMap(ReleaseApi::instant);
    if (publishAt.isEmpty()) {
      problems.add(new FieldProblem("publishAt", "monitor.draft-moment"));
    }
    if (order.frozenSet().filter(text -> !text.isBlank()).isEmpty()) {
      problems.add(new FieldProblem("frozenSet", "monitor.draft-set"));
    }
    if (order.monitor().filter(text -> !text.isBlank()).isEmpty()) {
      problems.add(new FieldProblem("monitor", "monitor.draft-monitor"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new DraftRequest(
        ReleasePages.setId(order.frozenSet().orElseThrow().strip()),
        order.monitor().orElseThrow().strip(),
        publishAt.orElseThrow(),
        order.changeNote().orElse(""));
  }

  private static Optional<Instant> instant(String typed) {
    try {
      return Optional.of(Instant.parse(typed.strip()));
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }

  @PostMapping("/releases/{release}/withdrawal")
  @Operation(
      summary = "Withdraw a release: its address stays and says why, the figures go",
      operationId = "withdrawRelease")
  ReleaseAnswer withdraw(
      @PathVariable String release, @RequestBody(required = false) @Nullable Note note) {
    return decided(releases.withdraw(ReleasePages.releaseId(release), text(note)));
  }

  private static String text(@Nullable Note note) {
    return note == null ? "" : note.note().orElse("");
  }

  private ReleaseAnswer decided(DecideOutcome outcome) {
    return switch (outcome) {
      case DecideOutcome.Done(Release release) -> answer(release);
      case DecideOutcome.NotOpen(ReleaseState state) -> throw refused("release", "not-open");
      case DecideOutcome.OwnDraft() -> throw refused("release", "own-draft");
      case DecideOutcome.NotAPerson() -> throw refused("release", "not-a-person");
      case DecideOutcome.NothingToShow() -> throw refused("release", "nothing");
      case DecideOutcome.ErasedSince() -> throw refused("release", "erased-since");
      case DecideOutcome.NotWhole() -> throw refused("release", "not-whole");
      case DecideOutcome.NoReason() -> throw refused("note", "no-reason");
      case DecideOutcome.NoteTooLong(int longest) -> throw refused("note", "note-too-long");
    };
  }

  private static InvalidInput refused(String field, String why) {
    return new InvalidInput(List.of(new FieldProblem(field, "monitor.release-" + why)));
  }

  private ReleaseAnswer answer(Release release) {
    return new ReleaseAnswer(
        release.id().value(),
        release.set().value(),
        release.monitor().code(),
        release.publication(),
        release.version(),
        state(release),
        release.state() == ReleaseState.MAKING
            ? drafts.progress(release.id())
            : release.monitor().counted().size(),
        release.monitor().counted().size(),
        release.publishAt(),
        release.changeNote(),
        release.draftedBy().value(),
        release.decidedBy().map(by -> by.value()),
        release.decidedNote(),
        release.withdrawnNote());
  }

  private String state(Release release) {
    return release.state() == ReleaseState.APPROVED && release.isPublic(clock.instant())
        ? "published"
        : release.state().name().toLowerCase(Locale.ROOT);
  }

  private static AuditedTable audited(ReleaseTable table) {
    return new AuditedTable(
        table.code(),
        BothLanguages.of(table.specification().title()),
        table.published().isPresent(),
        table.audit().passed(),
        table.audit().findings().stream().map(ReleaseApi::finding).toList(),
        table.refusal().map(Refusal::reasons).orElse(List.of()).stream()
            .map(
                one ->
                    new ReasonAnswer(
                        one.code(), BothLanguages.of(one.why()), BothLanguages.of(one.help())))
            .toList(),
        table.fingerprint());
  }

  private static FindingAnswer finding(AuditReport.Finding one) {
    return new FindingAnswer(BothLanguages.of(one.what()), one.value());
  }
}
