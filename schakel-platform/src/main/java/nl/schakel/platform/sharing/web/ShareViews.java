// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.sharing.CaseField;
import nl.schakel.platform.sharing.CaseFields;
import nl.schakel.platform.sharing.Decision;
import nl.schakel.platform.sharing.ReceivedShares;
import nl.schakel.platform.sharing.Share;
import nl.schakel.platform.sharing.ShareClass;
import nl.schakel.platform.sharing.ShareState;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingRules;
import org.springframework.stereotype.Component;

/** Turns shares into what a page shows. */
@Component
class ShareViews {
  static final String PATH = "/shares";

  private final SharingWords words;
  private final PartnerNames partners;
  private final SharingCodes codes;
  private final SharingRules rules;
  private final CaseFields fields;
  private final Gate gate;

  ShareViews(
      SharingWords words,
      PartnerNames partners,
      SharingCodes codes,
      SharingRules rules,
      CaseFields fields,
      Gate gate) {
    this.words = words;
    this.partners = partners;
    this.codes = codes;
    this.rules = rules;
    this.fields = fields;
    this.gate = gate;
  }

  /**
   * One share as a line.
   *
   * @param ask what it asks of the reader; empty when nothing
   */
  record Row(
      String href,
      String number,
      String title,
      String purpose,
      String tone,
      String word,
      String ask,
      String changed,
      String expires) {}

  Row row(Share share, Locale locale) {
    boolean own = gate.actor().map(Actor::organisation).filter(share::sentBy).isPresent();
    boolean draft = share.state() == ShareState.DRAFT;
    return new Row(
        PATH + "/" + share.id() + (draft ? "/preview" : ""),
        share.id().number(),
        words.text(
            own ? "share.title.to" : "share.title.from",
            locale,
            partners.organisation(own ? share.to() : share.from())),
        words.label("purpose", share.purpose(), locale),
        tone(share),
        words.text("share.state." + share.state().code(), locale),
        ask(share, gate.actor().orElseThrow().organisation())
            .map(key -> words.text("share.ask." + key, locale))
            .orElse(""),
        SharingWords.moment(share.changedAt(), locale),
        SharingWords.day(share.expiresOn(), locale));
  }

  /** What a share asks of this organisation; nothing of one that only may know of it. */
  static Optional<String> ask(Share share, OrganisationId organisation) {
    if (share.sentBy(organisation)) {
      if (share.state() == ShareState.DRAFT) {
        return Optional.of("finish");
      }
      return share.toCheck().map(Share.Check::reason);
    }
    if (!share.receivedBy(organisation)) {
      return Optional.empty();
    }
    if (share.state() == ShareState.SENT) {
      return Optional.of("answer");
    }
    if (share.amended()) {
      return Optional.of(share.narrowed() ? "narrowed" : "amended");
    }
    return share.endsAsk() ? Optional.of("ended") : Optional.empty();
  }

  private static String tone(Share share) {
    return switch (share.state()) {
      case DRAFT -> "neutral";
      case SENT -> "info";
      case ACCEPTED -> "done";
      case DECLINED, EXPIRED -> "attention";
      case REVOKED, ENDED -> "danger";
    };
  }

  /**
   * One field as a reader sees it.
   *
   * @param state given, sealed, not-allowed, hidden, unknown, empty or erased
   */
  record FieldView(
      String name,
      String label,
      String value,
      String state,
      boolean given,
      boolean chosen,
      boolean canChoose) {
    private boolean empty() {
      return state.equals(CaseField.State.EMPTY.code());
    }

    private boolean blocked() {
      return state.equals(CaseField.State.NOT_ALLOWED.code());
    }

    /** Left out, and nothing that the reader can put back. */
    private boolean leftOut() {
      return state.equals(CaseField.State.HIDDEN.code()) && !canChoose;
    }

    private boolean inOneLine() {
      return empty() || blocked() || leftOut();
    }
  }

  /**
   * One class of data with the answer of the rules.
   *
   * @param empty labels of fields that nobody answered, told in one line
   * @param blocked labels of fields that may not go, told in one line
   * @param leftOut labels of fields that the sender leaves out, told in one line
   * @param kept names of fields in these lines that the sender chose, so that the choice stays
   */
  record ClassView(
      String id,
      String label,
      String tone,
      String word,
      List<String> reasons,
      List<String> unmet,
      List<FieldView> fields,
      List<String> empty,
      List<String> blocked,
      List<String> leftOut,
      List<String> kept) {}

  List<ClassView> classes(
      List<CaseField> shown,
      List<CaseField> source,
      List<ShareClass> decisions,
      Collection<String> chosen,
      Map<String, List<String>> revealed,
      Locale locale) {
    Map<String, ShareClass> byClass =
        decisions.stream().collect(Collectors.toMap(ShareClass::data, one -> one));
    Map<String, CaseField> known = new HashMap<>();
    source.forEach(field -> known.put(field.name(), field));
    Map<String, List<FieldView>> grouped = new LinkedHashMap<>();
    for (CaseField field : shown) {
      boolean mayGo =
          Optional.ofNullable(byClass.get(field.data())).filter(ShareClass::mayGo).isPresent();
      boolean there =
          Optional.ofNullable(known.get(field.name()))
              .filter(one -> one.state().there())
              .isPresent();
      grouped
          .computeIfAbsent(field.data(), data -> new ArrayList<>())
          .add(view(field, revealed, chosen.contains(field.name()), mayGo && there, locale));
    }
    return grouped.entrySet().stream()
        .map(
            group ->
                view(
                    group.getKey(),
                    Optional.ofNullable(byClass.get(group.getKey())),
                    group.getValue(),
                    locale))
        .toList();
  }

  private ClassView view(
      String data, Optional<ShareClass> decision, List<FieldView> inIt, Locale locale) {
    Decision said = decision.map(ShareClass::decision).orElse(Decision.ASK);
    boolean mayGo = decision.map(ShareClass::mayGo).orElse(false);
    return new ClassView(
        data,
        words.label("data", data, locale),
        mayGo ? "done" : said == Decision.FORBIDDEN ? "danger" : "attention",
        words.text(mayGo ? "share.class.goes" : "share.class." + said.code(), locale),
        decision.map(one -> reasons(one, locale)).orElse(List.of()),
        decision.map(one -> conditions(one.unmet(), locale)).orElse(List.of()),
        inIt.stream().filter(field -> !field.inOneLine()).toList(),
        inIt.stream().filter(FieldView::empty).map(FieldView::label).toList(),
        inIt.stream().filter(FieldView::blocked).map(FieldView::label).toList(),
        inIt.stream().filter(FieldView::leftOut).map(FieldView::label).toList(),
        inIt.stream()
            .filter(field -> field.inOneLine() && field.chosen())
            .map(FieldView::name)
            .toList());
  }

  private List<String> reasons(ShareClass one, Locale locale) {
    if (one.rules().isEmpty()) {
      return List.of(words.text("sharing.answer.no-rule", locale));
    }
    return one.rules().stream().map(id -> rules.reason(id, locale).orElse(id)).toList();
  }

  List<String> conditions(Collection<String> some, Locale locale) {
    return some.stream().map(code -> codes.condition(code).label(locale)).toList();
  }

  private FieldView view(
      CaseField field,
      Map<String, List<String>> revealed,
      boolean chosen,
      boolean canChoose,
      Locale locale) {
    boolean open = revealed.containsKey(field.name());
    boolean given = field.state() == CaseField.State.GIVEN || open;
    List<String> texts = open ? revealed.getOrDefault(field.name(), List.of()) : field.values();
    return new FieldView(
        field.name(),
        fields.label(field.name(), locale),
        given
            ? texts.stream()
                .map(text -> fields.value(field.name(), text, locale))
                .collect(Collectors.joining(", "))
            : words.text("share.field." + field.state().code(), locale),
        field.state().code(),
        given,
        chosen,
        canChoose);
  }

  List<String> fieldLabels(List<String> names, Locale locale) {
    return names.stream().map(name -> fields.label(name, locale)).toList();
  }

  /** One step of the history. */
  record StepView(String when, String what, String why, String words, String who) {}

  StepView step(ReceivedShares.Step step, Locale locale) {
    return new StepView(
        SharingWords.moment(step.at(), locale),
        words.text("share.step." + step.what(), locale, step.version()),
        step.reasonCode().isEmpty() ? "" : words.text("share.reason." + step.reasonCode(), locale),
        step.reason(),
        words.text(
            "share.step.who",
            locale,
            partners.account(step.account(), locale),
            partners.organisation(step.organisation())));
  }

  /** One share of a tree, as deep as it lies. */
  record Branch(
      String title, String href, String tone, String word, boolean here, List<Branch> onward) {}

  List<Branch> tree(List<Share> all, Share here, Locale locale) {
    Map<String, List<Share>> byParent = new LinkedHashMap<>();
    List<Share> tops = new ArrayList<>();
    for (Share one : all) {
      boolean parentKnown =
          one.parent()
              .filter(parent -> all.stream().anyMatch(other -> other.id().equals(parent)))
              .isPresent();
      if (parentKnown) {
        byParent.computeIfAbsent(one.parent().get().toString(), id -> new ArrayList<>()).add(one);
      } else {
        tops.add(one);
      }
    }
    return tops.stream().map(top -> branch(top, byParent, here, locale)).toList();
  }

  private Branch branch(Share one, Map<String, List<Share>> byParent, Share here, Locale locale) {
    return new Branch(
        words.text(
            "share.branch",
            locale,
            partners.organisation(one.from()),
            partners.organisation(one.to())),
        PATH + "/" + one.id(),
        tone(one),
        words.text("share.state." + one.state().code(), locale),
        one.id().equals(here.id()),
        byParent.getOrDefault(one.id().toString(), List.of()).stream()
            .map(child -> branch(child, byParent, here, locale))
            .toList());
  }
}
