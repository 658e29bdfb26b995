// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.organisation.Alias;
import nl.schakel.platform.organisation.DirectoryCodes;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationDraft;
import nl.schakel.platform.organisation.OrganisationNotFound;
import nl.schakel.platform.organisation.OrganisationRights;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The directory of the chain: look up, and for administrators add, change and name. */
@Controller
class DirectoryPages {
  private static final int ROWS = 25;

  private final Organisations organisations;
  private final DirectoryCodes codes;
  private final Gate gate;
  private final MessageSource texts;

  DirectoryPages(
      Organisations organisations, DirectoryCodes codes, Gate gate, MessageSource texts) {
    this.organisations = organisations;
    this.codes = codes;
    this.gate = gate;
    this.texts = texts;
  }

  /** One organisation as a row of the list and as the head of its page. */
  record Row(
      String id,
      String name,
      String type,
      String region,
      Optional<String> dutyContact,
      Optional<String> sourceList,
      Optional<String> oin,
      String validFrom,
      String validTo,
      String note,
      boolean active) {}

  /** Another name with its days. */
  record Name(String name, String validFrom, String validTo, String source) {}

  @Requires(OrganisationRights.READ)
  @GetMapping("/organisations")
  String list(@RequestParam MultiValueMap<String, String> query, Locale locale, Model model) {
    Submitted asked = new Submitted(query);
    OrganisationSearch search =
        new OrganisationSearch(
            asked.text("words"),
            asked.text("type"),
            asked.text("region"),
            asked.text("closed").equals("yes"),
            asked.number("page", 1),
            ROWS);
    FormTexts form = form("organisation.search", asked.shown(), List.of(), locale);
    model.addAttribute("words", form.field("words").optional());
    model.addAttribute("type", form.choice("type", codes.labels(DirectoryCodes.TYPES, locale)));
    model.addAttribute(
        "region", form.choice("region", codes.labels(DirectoryCodes.REGIONS, locale)));
    model.addAttribute(
        "rows", organisations.search(search).stream().map(one -> row(one, locale)).toList());
    model.addAttribute(
        "page",
        Paging.of(
            "/organisations", asked.shown(), search.page(), ROWS, organisations.count(search)));
    model.addAttribute("mayKeep", gate.may(OrganisationRights.KEEP));
    return "organisation/list";
  }

  @Requires(OrganisationRights.READ)
  @GetMapping("/organisations/{id}")
  String one(@PathVariable String id, Locale locale, Model model) {
    show(OrganisationNotFound.parse(id), locale, model, Map.of(), List.of());
    return "organisation/one";
  }

  private void show(
      OrganisationId id,
      Locale locale,
      Model model,
      Map<String, String> values,
      List<FieldProblem> problems) {
    model.addAttribute("organisation", row(organisations.get(id), locale));
    model.addAttribute(
        "names", organisations.aliases(id).stream().map(DirectoryPages::name).toList());
    model.addAttribute("mayKeep", gate.may(OrganisationRights.KEEP));
    FormTexts form = form("organisation.name-form", values, problems, locale);
    model.addAttribute("errors", form.errors());
    model.addAttribute("nameField", form.field("name"));
    model.addAttribute("validFrom", form.field("validFrom").optional());
    model.addAttribute("validTo", form.field("validTo").optional());
    model.addAttribute("source", form.field("source").optional());
  }

  @Requires(OrganisationRights.KEEP)
  @GetMapping("/organisations/new")
  String blank(Locale locale, Model model) {
    fill(model, "/organisations", "new", Map.of(), List.of(), locale);
    return "organisation/form";
  }

  @Requires(OrganisationRights.KEEP)
  @PostMapping("/organisations")
  ModelAndView add(@RequestParam MultiValueMap<String, String> sent, Locale locale, Model model) {
    Submitted form = new Submitted(sent);
    OrganisationDraft draft = draft(form);
    if (!form.problems().isEmpty()) {
      return again(model, "/organisations", "new", form, form.problems(), locale);
    }
    return switch (organisations.add(draft)) {
      case Organisations.Kept.Done(OrganisationId id) -> to(id);
      case Organisations.Kept.Refused(List<FieldProblem> problems) ->
          again(model, "/organisations", "new", form, problems, locale);
      case Organisations.Kept.Outdated() ->
          throw new IllegalStateException("A new organisation has no older version");
    };
  }

  @Requires(OrganisationRights.KEEP)
  @GetMapping("/organisations/{id}/edit")
  String edit(@PathVariable String id, Locale locale, Model model) {
    Organisation organisation = organisations.get(OrganisationNotFound.parse(id));
    fill(model, "/organisations/" + id, "edit", values(organisation), List.of(), locale);
    return "organisation/form";
  }

  @Requires(OrganisationRights.KEEP)
  @PostMapping("/organisations/{id}")
  ModelAndView change(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    Submitted form = new Submitted(sent);
    OrganisationDraft draft = draft(form);
    String action = "/organisations/" + id;
    if (!form.problems().isEmpty()) {
      return again(model, action, "edit", form, form.problems(), locale);
    }
    Organisations.Kept kept =
        organisations.change(
            OrganisationNotFound.parse(id),
            form.number("version", 0),
            draft,
            !form.text("active").equals("no"));
    return switch (kept) {
      case Organisations.Kept.Done(OrganisationId changed) -> to(changed);
      case Organisations.Kept.Refused(List<FieldProblem> problems) ->
          again(model, action, "edit", form, problems, locale);
      case Organisations.Kept.Outdated() ->
          again(
              model,
              action,
              "edit",
              form,
              List.of(new FieldProblem("", "organisation.outdated")),
              locale);
    };
  }

  @Requires(OrganisationRights.KEEP)
  @PostMapping("/organisations/{id}/names")
  ModelAndView addName(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    OrganisationId organisation = OrganisationNotFound.parse(id);
    Submitted form = new Submitted(sent);
    Alias alias =
        new Alias(
            form.text("name"), form.date("validFrom"), form.date("validTo"), form.text("source"));
    List<FieldProblem> problems = form.problems();
    if (problems.isEmpty()
        && organisations.addAlias(organisation, alias)
            instanceof Organisations.Kept.Refused(List<FieldProblem> refused)) {
      problems = refused;
    }
    if (problems.isEmpty()) {
      return to(organisation);
    }
    show(organisation, locale, model, form.shown(), problems);
    return new ModelAndView("organisation/one", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static OrganisationDraft draft(Submitted form) {
    return new OrganisationDraft(
        form.text("name"),
        form.text("type"),
        form.text("region"),
        form.optional("dutyContact"),
        form.optional("sourceList"),
        form.optional("oin"),
        form.date("validFrom"),
        form.date("validTo"),
        form.text("note"));
  }

  private ModelAndView again(
      Model model,
      String action,
      String kind,
      Submitted sent,
      List<FieldProblem> problems,
      Locale locale) {
    fill(model, action, kind, sent.shown(), problems, locale);
    return new ModelAndView("organisation/form", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private void fill(
      Model model,
      String action,
      String kind,
      Map<String, String> values,
      List<FieldProblem> problems,
      Locale locale) {
    FormTexts form = form("organisation.form", values, problems, locale);
    model.addAttribute("action", action);
    model.addAttribute("kind", kind);
    model.addAttribute("version", values.getOrDefault("version", ""));
    model.addAttribute("errors", form.errors());
    model.addAttribute("nameField", form.field("name"));
    model.addAttribute("type", form.choice("type", codes.labels(DirectoryCodes.TYPES, locale)));
    model.addAttribute(
        "region", form.choice("region", codes.labels(DirectoryCodes.REGIONS, locale)));
    model.addAttribute("dutyContact", form.field("dutyContact").optional());
    model.addAttribute(
        "sourceList",
        form.choice("sourceList", codes.labels(DirectoryCodes.SOURCE_LISTS, locale)).optional());
    model.addAttribute("oin", form.field("oin").optional().inputmode("numeric"));
    model.addAttribute("validFrom", form.field("validFrom").optional());
    model.addAttribute("validTo", form.field("validTo").optional());
    model.addAttribute("note", form.field("note").optional());
    model.addAttribute(
        "active",
        form.choice(
            "active",
            Map.of(
                "yes", texts.getMessage("organisation.form.active.yes", null, locale),
                "no", texts.getMessage("organisation.form.active.no", null, locale))));
  }

  private static ModelAndView to(OrganisationId id) {
    return new ModelAndView("redirect:/organisations/" + id);
  }

  private FormTexts form(
      String prefix, Map<String, String> values, List<FieldProblem> problems, Locale locale) {
    return new FormTexts(texts, locale, prefix, values, problems);
  }

  private static Map<String, String> values(Organisation organisation) {
    Map<String, String> values = new HashMap<>();
    values.put("name", organisation.name());
    values.put("type", organisation.type());
    values.put("region", organisation.region());
    values.put("dutyContact", organisation.dutyContact().orElse(""));
    values.put("sourceList", organisation.sourceList().orElse(""));
    values.put("oin", organisation.oin().orElse(""));
    values.put("validFrom", day(organisation.validFrom()));
    values.put("validTo", day(organisation.validTo()));
    values.put("note", organisation.note());
    values.put("active", organisation.active() ? "yes" : "no");
    values.put("version", Integer.toString(organisation.version()));
    return values;
  }

  private Row row(Organisation one, Locale locale) {
    return new Row(
        one.id().toString(),
        one.name(),
        codes.label(DirectoryCodes.TYPES, one.type(), locale),
        codes.label(DirectoryCodes.REGIONS, one.region(), locale),
        one.dutyContact(),
        one.sourceList().map(list -> codes.label(DirectoryCodes.SOURCE_LISTS, list, locale)),
        one.oin(),
        day(one.validFrom()),
        day(one.validTo()),
        one.note(),
        one.active());
  }

  private static Name name(Alias alias) {
    return new Name(alias.name(), day(alias.validFrom()), day(alias.validTo()), alias.source());
  }

  private static String day(Optional<LocalDate> date) {
    return date.map(Submitted::typed).orElse("");
  }
}
