// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.schakel.platform.access.AccessRights;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.AccountNotFound;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Accounts of people: who may sign in, as what, and whose session must end. */
@Controller
@RequestMapping("/accounts")
@Requires(AccessRights.KEEP_ACCOUNTS)
class AccountPages {
  private final Accounts accounts;
  private final Organisations organisations;
  private final Gate gate;
  private final MessageSource texts;
  private final DutchTime time;

  AccountPages(
      Accounts accounts,
      Organisations organisations,
      Gate gate,
      MessageSource texts,
      DutchTime time) {
    this.accounts = accounts;
    this.organisations = organisations;
    this.gate = gate;
    this.texts = texts;
    this.time = time;
  }

  /** One account as a row and as the head of its page. */
  record Row(
      String id,
      String name,
      String displayName,
      String organisation,
      String roles,
      String state,
      String lastSignIn,
      boolean active,
      boolean signsInHere,
      boolean locked,
      boolean oneself) {}

  @GetMapping
  String list(Locale locale, Model model) {
    Map<OrganisationId, String> names = names();
    model.addAttribute(
        "rows", accounts.all().stream().map(account -> row(account, names, locale)).toList());
    return "organisation/accounts";
  }

  @GetMapping("/new")
  String blank(Locale locale, Model model) {
    fillNew(model, new Submitted(new LinkedMultiValueMap<>()), List.of(), locale);
    return "organisation/account-new";
  }

  @PostMapping
  ModelAndView open(@RequestParam MultiValueMap<String, String> sent, Locale locale, Model model) {
    Submitted form = new Submitted(sent);
    var organisation = Choices.organisation(organisations, form.text("organisation"));
    if (organisation.isEmpty()) {
      return again(
          model, form, List.of(new FieldProblem("organisation", "organisation.choose")), locale);
    }
    Accounts.Kept kept =
        accounts.open(
            new Accounts.NewAccount(
                organisation.get(),
                form.text("name").toLowerCase(Locale.ROOT),
                form.text("displayName"),
                Choices.roles(form.all("roles"))));
    return switch (kept) {
      case Accounts.Kept.Opened(AccountId id, String password) -> told(model, id, password, locale);
      case Accounts.Kept.Refused(List<FieldProblem> problems) ->
          again(model, form, problems, locale);
      case Accounts.Kept.Done(AccountId id) -> to(id);
    };
  }

  @GetMapping("/{id}")
  String one(@PathVariable String id, Locale locale, Model model) {
    show(account(id), List.of(), locale, model);
    return "organisation/account";
  }

  @PostMapping("/{id}/roles")
  ModelAndView roles(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Locale locale,
      Model model) {
    Account account = account(id);
    Set<Role> wanted = Choices.roles(new Submitted(sent).all("roles"));
    return answer(accounts.changeRoles(account.id(), wanted), account, locale, model);
  }

  @PostMapping("/{id}/activity")
  ModelAndView activity(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String active,
      Locale locale,
      Model model) {
    Account account = account(id);
    return answer(accounts.activate(account.id(), active.equals("yes")), account, locale, model);
  }

  @PostMapping("/{id}/lock-removal")
  ModelAndView unlock(@PathVariable String id, Locale locale, Model model) {
    Account account = account(id);
    return answer(accounts.unlock(account.id()), account, locale, model);
  }

  @PostMapping("/{id}/one-time-password")
  ModelAndView resetPassword(@PathVariable String id, Locale locale, Model model) {
    Account account = account(id);
    return answer(accounts.resetPassword(account.id()), account, locale, model);
  }

  private ModelAndView answer(Accounts.Kept kept, Account account, Locale locale, Model model) {
    return switch (kept) {
      case Accounts.Kept.Done(AccountId id) -> to(id);
      case Accounts.Kept.Opened(AccountId id, String password) -> told(model, id, password, locale);
      case Accounts.Kept.Refused(List<FieldProblem> problems) -> {
        show(account, problems, locale, model);
        yield new ModelAndView(
            "organisation/account", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
      }
    };
  }

  /** The one page that shows a one-time password; it is nowhere to be read again. */
  private ModelAndView told(Model model, AccountId id, String password, Locale locale) {
    model.addAttribute("account", row(account(id.toString()), names(), locale));
    model.addAttribute("password", password);
    return new ModelAndView("organisation/account-password", model.asMap());
  }

  private ModelAndView again(
      Model model, Submitted form, List<FieldProblem> problems, Locale locale) {
    fillNew(model, form, problems, locale);
    return new ModelAndView(
        "organisation/account-new", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private void fillNew(Model model, Submitted sent, List<FieldProblem> problems, Locale locale) {
    FormTexts form = new FormTexts(texts, locale, "account.form", sent.shown(), problems);
    model.addAttribute("errors", form.errors());
    model.addAttribute("nameField", form.field("name").autocomplete("off"));
    model.addAttribute("displayName", form.field("displayName").autocomplete("off"));
    model.addAttribute(
        "organisation", form.choice("organisation", Choices.organisations(organisations)));
    model.addAttribute("roles", roleField(form, sent.all("roles"), locale));
  }

  private void show(Account account, List<FieldProblem> problems, Locale locale, Model model) {
    FormTexts form = new FormTexts(texts, locale, "account.form", Map.of(), problems);
    model.addAttribute("errors", form.errors());
    model.addAttribute("account", row(account, names(), locale));
    model.addAttribute(
        "roles", roleField(form, account.roles().stream().map(Role::name).toList(), locale));
  }

  private FormField roleField(FormTexts form, List<String> chosen, Locale locale) {
    Map<String, String> labels = new LinkedHashMap<>();
    EnumSet.complementOf(EnumSet.of(Role.MACHINE))
        .forEach(role -> labels.put(role.name(), Choices.label(texts, role, locale)));
    return form.choice("roles", labels).values(chosen);
  }

  private Account account(String id) {
    AccountId account = new AccountId(AccountNotFound.parse(id));
    return accounts.account(account).orElseThrow(() -> new AccountNotFound(account));
  }

  private static ModelAndView to(AccountId id) {
    return new ModelAndView("redirect:/accounts/" + id);
  }

  private Map<OrganisationId, String> names() {
    return organisations
        .search(new OrganisationSearch("", "", "", true, 1, OrganisationSearch.LARGEST_PAGE))
        .stream()
        .collect(Collectors.toMap(Organisation::id, Organisation::name));
  }

  private Row row(Account account, Map<OrganisationId, String> names, Locale locale) {
    boolean locked = time.isAhead(account.lockedUntil());
    String state = !account.active() ? "closed" : locked ? "locked" : "open";
    String organisation = names.get(account.organisation());
    return new Row(
        account.id().toString(),
        account.signsInHere() ? account.name() : "",
        account.displayName(),
        organisation == null ? organisations.nameOf(account.organisation()) : organisation,
        account.roles().stream()
            .sorted()
            .map(role -> Choices.label(texts, role, locale))
            .collect(Collectors.joining(", ")),
        state,
        account.lastSignInAt().map(time::inWords).orElse(""),
        account.active(),
        account.signsInHere(),
        locked,
        gate.actor().filter(actor -> actor.account().equals(account.id())).isPresent());
  }
}
