// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.sharing.ShareId;
import nl.schakel.platform.sharing.ShareState;
import nl.schakel.platform.sharing.SharedCase;
import nl.schakel.platform.sharing.Shares;
import nl.schakel.platform.sharing.Shares.Kept;
import nl.schakel.platform.sharing.SharingNotFound;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Making a share in three steps: which case, to whom and what for, and what exactly goes. */
@Controller
@Requires(SharingRights.SEND_SHARES)
class SendingPages {
  private static final String ONE = ShareViews.PATH + "/{share}";

  private final Shares shares;
  private final ShareViews views;
  private final SharingWords words;
  private final PartnerNames partners;

  SendingPages(Shares shares, ShareViews views, SharingWords words, PartnerNames partners) {
    this.shares = shares;
    this.views = views;
    this.words = words;
    this.partners = partners;
  }

  /** A step of the three, as the line of steps shows it. */
  record Step(String label, @Nullable String href) {}

  record CaseRow(String kind, String label, String day, String href) {}

  record CasesPage(List<Step> steps, List<CaseRow> cases) {}

  record FormPage(
      List<Step> steps,
      String kind,
      String about,
      String label,
      List<FormError> errors,
      Map<String, FormField> fields) {}

  private List<Step> steps(Locale locale) {
    return List.of(
        new Step(words.text("share.step-1", locale), ShareViews.PATH + "/new"),
        new Step(words.text("share.step-2", locale), null),
        new Step(words.text("share.step-3", locale), null));
  }

  @GetMapping(ShareViews.PATH + "/new")
  ModelAndView blank(
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(name = "case", defaultValue = "") String about,
      Locale locale) {
    if (about.isEmpty()) {
      List<CaseRow> rows = new ArrayList<>();
      shares
          .newestCases()
          .forEach(
              (of, cases) ->
                  cases.forEach(
                      one ->
                          rows.add(
                              new CaseRow(
                                  words.text("share.kind." + of, locale),
                                  one.label(),
                                  SharingWords.day(one.day(), locale),
                                  ShareViews.PATH + "/new?kind=" + of + "&case=" + one.id()))));
      return new ModelAndView("sharing/share-cases", "page", new CasesPage(steps(locale), rows));
    }
    SharedCase found = shares.about(kind, SharingNotFound.parse(about));
    Map<String, String> values = new HashMap<>();
    values.put("urgency", "normal");
    values.put("regime", shares.usualRegime());
    values.put("onward", "no");
    return form(found, values, List.of(), locale);
  }

  @PostMapping(ShareViews.PATH)
  ModelAndView begin(@RequestParam MultiValueMap<String, String> sent, Locale locale) {
    Submitted form = new Submitted(sent);
    UUID about = SharingNotFound.parse(form.text("case"));
    Shares.NewShare asked =
        new Shares.NewShare(
            form.text("kind"),
            about,
            organisation(form.text("to")),
            form.text("purpose"),
            form.text("urgency"),
            form.optional("regime"),
            form.text("onward").equals("yes"),
            form.date("expiresOn"));
    List<FieldProblem> problems = new ArrayList<>(form.problems());
    if (problems.isEmpty()) {
      switch (shares.begin(asked)) {
        case Kept.Done done -> {
          return toPreview(done.id());
        }
        case Kept.Refused refused -> problems.addAll(refused.problems());
        case Kept.NotNow ignored -> problems.add(new FieldProblem("", "share.not-now"));
        case Kept.Changed() -> problems.add(new FieldProblem("", "share.changed"));
      }
    }
    return form(shares.about(form.text("kind"), about), form.shown(), problems, locale);
  }

  private static Optional<OrganisationId> organisation(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(OrganisationId.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private ModelAndView form(
      SharedCase about, Map<String, String> values, List<FieldProblem> problems, Locale locale) {
    FormTexts form = words.form("share.form", values, problems, locale);
    Map<String, FormField> fields = new LinkedHashMap<>();
    fields.put("to", form.choice("to", partners.otherOrganisations()));
    fields.put("purpose", form.choice("purpose", words.choices("purpose", locale)));
    fields.put("urgency", form.choice("urgency", words.choices("urgency", locale)));
    fields.put("regime", form.choice("regime", words.choices("regime", locale)));
    fields.put(
        "onward",
        form.choice("onward", words.choicesOf("share.onward", List.of("no", "yes"), locale)));
    fields.put("expiresOn", form.field("expiresOn").optional());
    ModelAndView view =
        new ModelAndView(
            "sharing/share-new",
            "page",
            new FormPage(
                steps(locale),
                about.kind(),
                about.id().toString(),
                about.label(),
                form.errors(),
                fields));
    view.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  /** A condition that the sender can say is met. */
  record GateView(String code, String label, boolean said) {}

  record PreviewPage(
      List<Step> steps,
      ShareViews.Row row,
      String action,
      String label,
      boolean amends,
      List<ShareViews.ClassView> classes,
      List<GateView> gates,
      boolean nothingGoes,
      String fingerprint,
      List<FormError> errors,
      FormField reason,
      FormField revokeReason) {}

  @GetMapping(ONE + "/preview")
  ModelAndView preview(@PathVariable String share, Locale locale) {
    return preview(id(share), List.of(), locale);
  }

  private ModelAndView preview(ShareId id, List<FieldProblem> problems, Locale locale) {
    Shares.Preview preview = shares.preview(id);
    FormTexts form = words.form("share.form", Map.of(), problems, locale);
    PreviewPage page =
        new PreviewPage(
            steps(locale),
            views.row(preview.share(), locale),
            ShareViews.PATH + "/" + id,
            preview.label(),
            preview.share().version() > 0,
            views.classes(
                preview.fields(),
                preview.source(),
                preview.classes(),
                preview.share().chosen(),
                Map.of(),
                locale),
            preview.openGates().stream().map(code -> gate(code, preview, locale)).toList(),
            preview.fields().stream().noneMatch(field -> field.state().there()),
            preview.fingerprint(),
            form.errors(),
            form.field("reason"),
            form.field("revokeReason").optional());
    ModelAndView view = new ModelAndView("sharing/share-preview", "page", page);
    view.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private GateView gate(String code, Shares.Preview preview, Locale locale) {
    return new GateView(
        code,
        views.conditions(List.of(code), locale).getFirst(),
        preview.share().confirmed().contains(code));
  }

  @PostMapping(ONE + "/preview")
  ModelAndView choose(
      @PathVariable String share, @RequestParam MultiValueMap<String, String> sent, Locale locale) {
    ShareId id = id(share);
    Submitted form = new Submitted(sent);
    return after(id, shares.choose(id, form.all("field"), form.all("condition")), true, locale);
  }

  @PostMapping(ONE + "/sending")
  ModelAndView send(
      @PathVariable String share,
      @RequestParam(defaultValue = "") String fingerprint,
      @RequestParam(defaultValue = "") String reason,
      Locale locale) {
    ShareId id = id(share);
    return after(id, shares.send(id, fingerprint, reason), false, locale);
  }

  @PostMapping(ONE + "/revocation")
  ModelAndView revoke(
      @PathVariable String share,
      @RequestParam(defaultValue = "") String revokeReason,
      Locale locale) {
    ShareId id = id(share);
    Kept kept = shares.revoke(id, revokeReason);
    return kept instanceof Kept.Refused refused
        ? preview(
            id,
            refused.problems().stream()
                .map(one -> new FieldProblem("revokeReason", one.rule(), one.arguments()))
                .toList(),
            locale)
        : after(id, kept, false, locale);
  }

  @PostMapping(ONE + "/check")
  ModelAndView check(@PathVariable String share, Locale locale) {
    ShareId id = id(share);
    return after(id, shares.checked(id), false, locale);
  }

  private ModelAndView after(ShareId id, Kept kept, boolean stay, Locale locale) {
    return switch (kept) {
      case Kept.Done done -> stay ? toPreview(done.id()) : to(done.id());
      case Kept.Refused refused -> preview(id, refused.problems(), locale);
      case Kept.NotNow(ShareState state) -> notNow(id, state, locale);
      case Kept.Changed() -> preview(id, List.of(new FieldProblem("", "share.changed")), locale);
    };
  }

  private ModelAndView notNow(ShareId id, ShareState state, Locale locale) {
    if (state == ShareState.DRAFT || state.live()) {
      return preview(id, List.of(new FieldProblem("", "share.not-now")), locale);
    }
    ModelAndView view =
        new ModelAndView("sharing/share-closed", "row", new Closed(ShareViews.PATH + "/" + id));
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  record Closed(String href) {}

  private static ModelAndView to(ShareId id) {
    return new ModelAndView("redirect:" + ShareViews.PATH + "/" + id);
  }

  private static ModelAndView toPreview(ShareId id) {
    return new ModelAndView("redirect:" + ShareViews.PATH + "/" + id + "/preview");
  }

  private static ShareId id(String text) {
    return new ShareId(SharingNotFound.parse(text));
  }
}
