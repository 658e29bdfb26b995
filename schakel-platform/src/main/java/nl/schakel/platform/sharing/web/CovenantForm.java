// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.sharing.Certainty;
import nl.schakel.platform.sharing.CovenantDraft;
import nl.schakel.platform.sharing.CovenantKind;
import nl.schakel.platform.sharing.LawGrounds;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.stereotype.Component;

/** The form in which an agreement is written down: what it shows and how it is read. */
@Component
class CovenantForm {
  private final LawGrounds grounds;
  private final SharingWords words;
  private final PartnerNames partners;

  CovenantForm(LawGrounds grounds, SharingWords words, PartnerNames partners) {
    this.grounds = grounds;
    this.words = words;
    this.partners = partners;
  }

  /** The fields as they are shown, with what is wrong with them. */
  record Filled(List<FormError> errors, Map<String, FormField> fields) {}

  /**
   * Fills the form in.
   *
   * @param chosen of fields with several answers
   */
  Filled filled(
      Map<String, String> values,
      Map<String, List<String>> chosen,
      List<FieldProblem> problems,
      Locale locale) {
    FormTexts form = words.form("covenant.form", values, problems, locale);
    Map<String, FormField> fields = new LinkedHashMap<>();
    List.of("name", "source").forEach(name -> fields.put(name, form.field(name)));
    fields.put(
        "kind",
        form.choice(
            "kind",
            words.choicesOf(
                "covenant.kind",
                Arrays.stream(CovenantKind.values()).map(CovenantKind::code).toList(),
                locale)));
    fields.put("certainty", form.choice("certainty", words.choices("certainty", locale)));
    severalOf("nationwideTypes", SharingCodes.PARTY, form, chosen, fields, locale);
    severalOf("partyTypes", SharingCodes.PARTY, form, chosen, fields, locale);
    severalOf("purposes", "purpose", form, chosen, fields, locale);
    severalOf("data", "data", form, chosen, fields, locale);
    List.of(
            "partyOrganisations",
            "partyNames",
            "interest",
            "partnership",
            "aim",
            "dataDescribed",
            "conditions",
            "recipients",
            "startsOn",
            "endsOn",
            "reviewOn")
        .forEach(name -> fields.put(name, form.field(name).optional()));
    fields.put("ground", form.choice("ground", groundChoices(locale)).optional());
    return new Filled(form.errors(), fields);
  }

  private void severalOf(
      String name,
      String list,
      FormTexts form,
      Map<String, List<String>> chosen,
      Map<String, FormField> fields,
      Locale locale) {
    fields.put(
        name,
        form.choice(name, words.choices(list, locale))
            .values(chosen.getOrDefault(name, List.of()))
            .optional());
  }

  private Map<String, String> groundChoices(Locale locale) {
    Map<String, String> choices = new LinkedHashMap<>();
    grounds.all().forEach(ground -> choices.put(ground.id(), ground.label(locale)));
    return choices;
  }

  CovenantDraft draft(Submitted form) {
    return new CovenantDraft(
        form.text("name"),
        CovenantKind.of(form.text("kind")).orElse(CovenantKind.COVENANT),
        form.all("nationwideTypes"),
        form.all("partyTypes"),
        organisations(form.text("partyOrganisations")),
        lines(form.text("partyNames")),
        form.all("purposes"),
        form.all("data"),
        new CovenantDraft.PartnershipDecision(
            form.text("interest"),
            form.text("partnership"),
            form.text("aim"),
            form.text("dataDescribed"),
            form.text("conditions"),
            form.text("recipients")),
        form.text("ground"),
        form.text("source"),
        certainty(form.text("certainty")).orElse(Certainty.UNSURE),
        form.date("startsOn"),
        form.date("endsOn"),
        form.date("reviewOn"));
  }

  private static Optional<Certainty> certainty(String code) {
    return Arrays.stream(Certainty.values()).filter(one -> one.code().equals(code)).findFirst();
  }

  /** What cannot be read at all; everything else the register judges. */
  List<FieldProblem> unreadable(Submitted form) {
    List<FieldProblem> problems = new ArrayList<>(form.problems());
    if (form.text("name").isEmpty()) {
      problems.add(new FieldProblem("name", "covenant.name", "200"));
    }
    if (form.text("source").isEmpty()) {
      problems.add(new FieldProblem("source", "covenant.source", "1000"));
    }
    if (CovenantKind.of(form.text("kind")).isEmpty()) {
      problems.add(new FieldProblem("kind", "covenant.kind"));
    }
    if (certainty(form.text("certainty")).isEmpty()) {
      problems.add(new FieldProblem("certainty", "covenant.certainty"));
    }
    if (lines(form.text("partyOrganisations")).stream()
        .anyMatch(name -> partners.named(name).isEmpty())) {
      problems.add(new FieldProblem("partyOrganisations", "covenant.organisation"));
    }
    return problems;
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private List<OrganisationId> organisations(String text) {
    return lines(text).stream().flatMap(name -> partners.named(name).stream()).distinct().toList();
  }

  Map<String, String> values(CovenantDraft contents) {
    Map<String, String> values = new HashMap<>(texts(contents));
    values.put("name", contents.name());
    values.put("kind", contents.kind().code());
    values.put(
        "partyOrganisations",
        String.join(
            "\n", contents.partyOrganisations().stream().map(partners::organisation).toList()));
    values.put("partyNames", String.join("\n", contents.partyNames()));
    values.put("ground", contents.ground());
    values.put("source", contents.source());
    values.put("certainty", contents.certainty().code());
    values.put("startsOn", SharingWords.typed(contents.startsOn()));
    values.put("endsOn", SharingWords.typed(contents.endsOn()));
    values.put("reviewOn", SharingWords.typed(contents.reviewOn()));
    return values;
  }

  /** The six things that Wpg article 20(2) asks a decision to say. */
  static Map<String, String> texts(CovenantDraft contents) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("interest", contents.decision().interest());
    texts.put("partnership", contents.decision().partnership());
    texts.put("aim", contents.decision().aim());
    texts.put("dataDescribed", contents.decision().data());
    texts.put("conditions", contents.decision().conditions());
    texts.put("recipients", contents.decision().recipients());
    return texts;
  }
}
