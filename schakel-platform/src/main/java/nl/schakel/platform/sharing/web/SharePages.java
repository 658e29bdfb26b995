// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.sharing.CaseField;
import nl.schakel.platform.sharing.ReceivedShares;
import nl.schakel.platform.sharing.ReceivedShares.Answered;
import nl.schakel.platform.sharing.Share;
import nl.schakel.platform.sharing.ShareId;
import nl.schakel.platform.sharing.ShareState;
import nl.schakel.platform.sharing.SharingNotFound;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shares that came in and went out: what asks me to act first, then each with its history. */
@Controller
@Requires(SharingRights.RECEIVE_SHARES)
class SharePages {
  private static final String ONE = ShareViews.PATH + "/{share}";

  private final ReceivedShares shares;
  private final ShareViews views;
  private final SharingWords words;
  private final PartnerNames partners;
  private final Gate gate;

  SharePages(
      ReceivedShares shares,
      ShareViews views,
      SharingWords words,
      PartnerNames partners,
      Gate gate) {
    this.shares = shares;
    this.views = views;
    this.words = words;
    this.partners = partners;
    this.gate = gate;
  }

  record ListPage(
      List<ShareViews.Row> asking,
      List<ShareViews.Row> received,
      List<ShareViews.Row> sent,
      String newerHref,
      String olderHref,
      boolean maySend) {}

  @GetMapping(ShareViews.PATH)
  ModelAndView list(@RequestParam(defaultValue = "1") String page, Locale locale) {
    ReceivedShares.Boxes boxes = shares.boxes(SharingWords.number(page));
    List<ShareViews.Row> asking = new ArrayList<>();
    List<ShareViews.Row> received = new ArrayList<>();
    List<ShareViews.Row> sent = new ArrayList<>();
    boxes.received().forEach(one -> sort(views.row(one, locale), asking, received));
    boxes.sent().forEach(one -> sort(views.row(one, locale), asking, sent));
    return new ModelAndView(
        "sharing/shares",
        "page",
        new ListPage(
            asking,
            received,
            sent,
            boxes.page() > 1 ? ShareViews.PATH + "?page=" + (boxes.page() - 1) : "",
            boxes.more() ? ShareViews.PATH + "?page=" + (boxes.page() + 1) : "",
            gate.may(SharingRights.SEND_SHARES)));
  }

  private static void sort(
      ShareViews.Row row, List<ShareViews.Row> asking, List<ShareViews.Row> others) {
    (row.ask().isEmpty() ? others : asking).add(row);
  }

  record Fact(String label, String value) {}

  /** What the reader can do with it now. */
  record May(
      boolean answer,
      boolean note,
      boolean done,
      boolean reveal,
      boolean passOn,
      boolean amend,
      boolean revoke,
      boolean check) {}

  record OnePage(
      ShareViews.Row row,
      String action,
      boolean own,
      List<Fact> facts,
      String ended,
      String asks,
      String note,
      List<String> kinds,
      List<ShareViews.ClassView> classes,
      List<String> duties,
      List<String> lacks,
      List<String> withheld,
      List<ShareViews.Branch> tree,
      List<ShareViews.StepView> steps,
      int version,
      String passOnHref,
      May may,
      boolean revealed,
      List<FormError> errors,
      FormField reasonCode,
      FormField reason) {}

  @GetMapping(ONE)
  ModelAndView one(@PathVariable String share, Locale locale) {
    return page(id(share), Map.of(), Map.of(), List.of(), locale);
  }

  /** Shows the name in the answer itself: no address leads back to it. */
  @PostMapping(ONE + "/identity")
  ModelAndView reveal(@PathVariable String share, Locale locale) {
    ShareId id = id(share);
    Map<String, List<String>> revealed = shares.identity(id);
    return page(
        id,
        Map.of(),
        revealed,
        revealed.isEmpty() ? List.of(new FieldProblem("", "share.no-identity")) : List.of(),
        locale);
  }

  @PostMapping(ONE + "/acceptance")
  ModelAndView accept(
      @PathVariable String share, @RequestParam(defaultValue = "") String version, Locale locale) {
    ShareId id = id(share);
    return answered(id, shares.accept(id, SharingWords.number(version)), Map.of(), locale);
  }

  @PostMapping(ONE + "/decline")
  ModelAndView decline(
      @PathVariable String share,
      @RequestParam(defaultValue = "") String reasonCode,
      @RequestParam(defaultValue = "") String reason,
      Locale locale) {
    ShareId id = id(share);
    return answered(
        id,
        shares.decline(id, reasonCode, reason),
        Map.of("reasonCode", reasonCode, "reason", reason),
        locale);
  }

  @PostMapping(ONE + "/note")
  ModelAndView takeNote(
      @PathVariable String share, @RequestParam(defaultValue = "") String version, Locale locale) {
    ShareId id = id(share);
    return answered(id, shares.takeNote(id, SharingWords.number(version)), Map.of(), locale);
  }

  @PostMapping(ONE + "/done")
  ModelAndView done(@PathVariable String share, Locale locale) {
    ShareId id = id(share);
    return answered(id, shares.done(id), Map.of(), locale);
  }

  private ModelAndView answered(
      ShareId id, Answered answer, Map<String, String> values, Locale locale) {
    return switch (answer) {
      case Answered.Done done ->
          new ModelAndView("redirect:" + ShareViews.PATH + "/" + done.share().id());
      case Answered.Refused refused -> page(id, values, Map.of(), refused.problems(), locale);
      case Answered.NotNow ignored ->
          page(id, values, Map.of(), List.of(new FieldProblem("", "share.not-now")), locale);
      case Answered.Outdated ignored ->
          page(id, values, Map.of(), List.of(new FieldProblem("", "share.outdated")), locale);
    };
  }

  private ModelAndView page(
      ShareId id,
      Map<String, String> values,
      Map<String, List<String>> revealed,
      List<FieldProblem> problems,
      Locale locale) {
    ReceivedShares.View view = shares.read(id);
    Share share = view.share();
    FormTexts form = words.form("share.form", values, problems, locale);
    OnePage page =
        new OnePage(
            views.row(share, locale),
            ShareViews.PATH + "/" + share.id(),
            view.own(),
            facts(share, locale),
            ended(share, view, locale),
            asks(view, locale),
            words.text(view.gone().isEmpty() ? "share.note" : "share.note.cleared", locale),
            words.codes("data", view.kinds(), locale),
            views.classes(view.contents(), List.of(), view.classes(), List.of(), revealed, locale),
            view.received()
                ? views.conditions(
                    view.classes().stream()
                        .flatMap(one -> one.conditions().stream())
                        .distinct()
                        .toList(),
                    locale)
                : List.of(),
            views.fieldLabels(view.lacks(), locale),
            views.fieldLabels(view.withheld(), locale),
            views.tree(view.tree(), share, locale),
            view.steps().stream().map(step -> views.step(step, locale)).toList(),
            share.version(),
            ShareViews.PATH + "/new?kind=share&case=" + share.id(),
            may(share, view),
            !revealed.isEmpty(),
            form.errors(),
            form.choice(
                "reasonCode",
                words.choicesOf("share.reason", ReceivedShares.DECLINE_REASONS, locale)),
            form.field("reason").optional());
    ModelAndView model = new ModelAndView("sharing/share", "page", page);
    model.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return model;
  }

  /** What was taken out and given again since then asks for nothing but to be read. */
  private String asks(ReceivedShares.View view, Locale locale) {
    if (!view.gone().isEmpty()) {
      String gone = String.join("; ", words.codes("data", view.gone(), locale));
      return words.text("share.asks.narrowed", locale, gone);
    }
    return ShareViews.ask(view.share(), gate.actor().orElseThrow().organisation())
        .map(ask -> ask.equals("narrowed") ? "amended" : ask)
        .map(ask -> words.text("share.asks." + ask, locale))
        .orElse("");
  }

  private May may(Share share, ReceivedShares.View view) {
    boolean received = view.received();
    boolean sends = gate.may(SharingRights.SEND_SHARES);
    boolean reads = received && share.state() == ShareState.ACCEPTED;
    return new May(
        received && share.state() == ShareState.SENT,
        received && share.amended(),
        received && share.endsAsk(),
        reads
            && share.person().isPresent()
            && view.contents().stream().anyMatch(field -> field.state() == CaseField.State.SEALED),
        reads && sends && share.onward(),
        view.own() && sends && share.state().live(),
        view.own() && sends && share.state().next().contains(ShareState.REVOKED),
        view.own() && sends && share.toCheck().isPresent());
  }

  private List<Fact> facts(Share share, Locale locale) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("from", partners.organisation(share.from()), locale));
    facts.add(fact("to", partners.organisation(share.to()), locale));
    facts.add(fact("purpose", words.label("purpose", share.purpose(), locale), locale));
    facts.add(fact("subject", words.label("subject", share.subject(), locale), locale));
    facts.add(fact("urgency", words.label("urgency", share.urgency(), locale), locale));
    share
        .regime()
        .ifPresent(code -> facts.add(fact("regime", words.label("regime", code, locale), locale)));
    facts.add(
        fact(
            "onward",
            words.text("share.onward." + (share.onward() ? "yes" : "no"), locale),
            locale));
    facts.add(fact("expiresOn", SharingWords.day(share.expiresOn(), locale), locale));
    facts.add(fact("version", Integer.toString(share.version()), locale));
    return facts;
  }

  private Fact fact(String key, String value, Locale locale) {
    return new Fact(words.text("share.fact." + key, locale), value);
  }

  /** Why it ended, and what its recipient did about it, the same for both sides. */
  private String ended(Share share, ReceivedShares.View view, Locale locale) {
    if (!share.state().next().isEmpty()) {
      return "";
    }
    String why =
        words.text(
            "share.ended."
                + (share.reasonCode().isEmpty() || share.state() == ShareState.DECLINED
                    ? share.state().code()
                    : share.reasonCode()),
            locale);
    if (share.readVersion() == 0 || !(view.own() || view.received())) {
      return why;
    }
    return why
        + " "
        + share
            .doneAt()
            .map(at -> words.text("share.done-at", locale, SharingWords.moment(at, locale)))
            .orElseGet(() -> words.text("share.not-done", locale));
  }

  private static ShareId id(String text) {
    return new ShareId(SharingNotFound.parse(text));
  }
}
