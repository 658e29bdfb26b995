// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.sharing.CaseField;
import nl.schakel.platform.sharing.ReceivedShares;
import nl.schakel.platform.sharing.ReceivedShares.Answered;
import nl.schakel.platform.sharing.Share;
import nl.schakel.platform.sharing.ShareId;
import nl.schakel.platform.sharing.SharingNotFound;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shares for systems: see what came in, read it, accept or decline it. */
@RestController
@RequestMapping("/api/v1/shares")
@Requires(SharingRights.RECEIVE_SHARES)
@Tag(name = "shares", description = "Data about persons that organisations give each other")
class ShareApi {
  private final ReceivedShares shares;

  ShareApi(ReceivedShares shares) {
    this.shares = shares;
  }

  /** A share without its contents; codes are those of the sharing rules. */
  record ShareAnswer(
      UUID id,
      Optional<UUID> parent,
      UUID from,
      UUID to,
      String purpose,
      String subject,
      String urgency,
      Optional<String> regime,
      boolean onward,
      String state,
      String reason,
      int version,
      int readVersion,
      LocalDate expiresOn,
      Instant changedAt,
      Optional<Instant> doneAt) {
    static ShareAnswer of(Share share) {
      return new ShareAnswer(
          share.id().value(),
          share.parent().map(ShareId::value),
          share.from().value(),
          share.to().value(),
          share.purpose(),
          share.subject(),
          share.urgency(),
          share.regime(),
          share.onward(),
          share.state().code(),
          share.reasonCode(),
          share.version(),
          share.readVersion(),
          share.expiresOn(),
          share.changedAt(),
          share.doneAt());
    }
  }

  record ShareList(List<ShareAnswer> received, List<ShareAnswer> sent) {}

  /**
   * One field.
   *
   * @param state given, sealed, not-allowed, hidden, unknown, empty or erased
   */
  record FieldAnswer(String name, String data, String state, List<String> values) {
    static FieldAnswer of(CaseField field) {
      return new FieldAnswer(field.name(), field.data(), field.state().code(), field.values());
    }
  }

  /**
   * A share with what may be seen of it now.
   *
   * @param holds classes of data in it, also before it is accepted
   * @param lacks fields that the own field list asks and the sender does not know
   * @param withheld fields that it asks and that were kept back: not missing
   */
  record ShareContents(
      ShareAnswer share,
      List<String> holds,
      List<FieldAnswer> fields,
      List<String> lacks,
      List<String> withheld) {}

  @GetMapping
  @Operation(
      summary =
          "Shares received and sent, 100 of each a page: what asks something of you first, then the"
              + " last changed",
      operationId = "listShares")
  ShareList list(@RequestParam(defaultValue = "1") String page) {
    ReceivedShares.Boxes boxes = shares.boxes(SharingWords.number(page));
    return new ShareList(
        boxes.received().stream().map(ShareAnswer::of).toList(),
        boxes.sent().stream().map(ShareAnswer::of).toList());
  }

  @GetMapping("/{share}")
  @Operation(summary = "One share; its fields once it is accepted", operationId = "readShare")
  ShareContents one(@PathVariable String share) {
    ReceivedShares.View view = shares.read(id(share));
    return new ShareContents(
        ShareAnswer.of(view.share()),
        view.kinds(),
        view.contents().stream().map(FieldAnswer::of).toList(),
        view.lacks(),
        view.withheld());
  }

  @PostMapping("/{share}/acceptance")
  @Operation(summary = "Accept a share in the version that was read", operationId = "acceptShare")
  ShareAnswer accept(@PathVariable String share, @RequestParam(defaultValue = "") String version) {
    return answer(shares.accept(id(share), SharingWords.number(version)));
  }

  @PostMapping("/{share}/decline")
  @Operation(summary = "Decline a share, unread", operationId = "declineShare")
  ShareAnswer decline(
      @PathVariable String share,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String explanation) {
    return answer(shares.decline(id(share), reason, explanation));
  }

  /** Texts by field. */
  record IdentityAnswer(Map<String, List<String>> fields) {}

  @PostMapping("/{share}/identity")
  @Operation(
      summary = "Who an accepted share is about, as far as it was shared; logged",
      operationId = "revealShare")
  IdentityAnswer identity(@PathVariable String share) {
    return new IdentityAnswer(shares.identity(id(share)));
  }

  private static ShareAnswer answer(Answered answered) {
    return switch (answered) {
      case Answered.Done done -> ShareAnswer.of(done.share());
      case Answered.Refused refused -> throw new InvalidInput(refused.problems());
      case Answered.NotNow ignored ->
          throw new InvalidInput(List.of(new FieldProblem("share", "share.not-now")));
      case Answered.Outdated ignored ->
          throw new InvalidInput(List.of(new FieldProblem("version", "share.outdated")));
    };
  }

  private static ShareId id(String text) {
    return new ShareId(SharingNotFound.parse(text));
  }
}
