// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.schakel.platform.access.AccessRights;
import nl.schakel.platform.access.AccountNotFound;
import nl.schakel.platform.access.MachineClient;
import nl.schakel.platform.access.MachineClients;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.FieldProblem;
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

/** Systems of partners: let in, give a new secret, shut out. */
@Controller
@RequestMapping("/machine-clients")
@Requires(AccessRights.KEEP_ACCOUNTS)
class ClientPages {
  private final MachineClients clients;
  private final Organisations organisations;
  private final MessageSource texts;
  private final DutchTime time;

  ClientPages(
      MachineClients clients, Organisations organisations, MessageSource texts, DutchTime time) {
    this.clients = clients;
    this.organisations = organisations;
    this.texts = texts;
    this.time = time;
  }

  /** One system as a row and as the head of its page. */
  record Row(
      String id,
      String name,
      String organisation,
      String roles,
      boolean active,
      boolean foreign,
      String createdAt,
      String rotatedAt) {}

  @GetMapping
  String list(Locale locale, Model model) {
    model.addAttribute("rows", clients.all().stream().map(client -> row(client, locale)).toList());
    return "organisation/clients";
  }

  @GetMapping("/new")
  String blank(Locale locale, Model model) {
    fill(model, new Submitted(new LinkedMultiValueMap<>()), List.of(), locale);
    return "organisation/client-new";
  }

  @PostMapping
  ModelAndView make(@RequestParam MultiValueMap<String, String> sent, Locale locale, Model model) {
    Submitted form = new Submitted(sent);
    var organisation = Choices.organisation(organisations, form.text("organisation"));
    MachineClients.Kept kept =
        organisation.isEmpty()
            ? new MachineClients.Kept.Refused(
                List.of(new FieldProblem("organisation", "organisation.choose")))
            : clients.make(
                organisation.get(),
                form.text("name"),
                form.optional("externalId"),
                Choices.roles(form.all("roles")));
    return switch (kept) {
      case MachineClients.Kept.Made(UUID id, Optional<String> secret) ->
          told(model, id, secret, locale);
      case MachineClients.Kept.Refused(List<FieldProblem> problems) -> {
        fill(model, form, problems, locale);
        yield new ModelAndView(
            "organisation/client-new", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
      }
      case MachineClients.Kept.Revoked() ->
          throw new IllegalStateException("A new client is not revoked");
    };
  }

  @GetMapping("/{id}")
  String one(@PathVariable String id, Locale locale, Model model) {
    model.addAttribute("client", row(clients.get(AccountNotFound.parse(id)), locale));
    return "organisation/client";
  }

  @PostMapping("/{id}/secret")
  ModelAndView rotate(@PathVariable String id, Locale locale, Model model) {
    UUID client = AccountNotFound.parse(id);
    return clients.rotate(client)
            instanceof MachineClients.Kept.Made(UUID made, Optional<String> secret)
        ? told(model, made, secret, locale)
        : new ModelAndView("redirect:/machine-clients/" + client);
  }

  @PostMapping("/{id}/revocation")
  String revoke(@PathVariable String id) {
    UUID client = AccountNotFound.parse(id);
    clients.revoke(client);
    return "redirect:/machine-clients/" + client;
  }

  /** The one page that shows a secret; it is nowhere to be read again. */
  private ModelAndView told(Model model, UUID id, Optional<String> secret, Locale locale) {
    if (secret.isEmpty()) {
      return new ModelAndView("redirect:/machine-clients/" + id);
    }
    model.addAttribute("client", row(clients.get(id), locale));
    model.addAttribute("secret", secret.get());
    return new ModelAndView("organisation/client-secret", model.asMap());
  }

  private void fill(Model model, Submitted sent, List<FieldProblem> problems, Locale locale) {
    FormTexts form = new FormTexts(texts, locale, "client.form", sent.shown(), problems);
    Map<String, String> roles = new LinkedHashMap<>();
    MachineClients.POSSIBLE_ROLES.stream()
        .sorted()
        .forEach(role -> roles.put(role.name(), Choices.label(texts, role, locale)));
    model.addAttribute("errors", form.errors());
    model.addAttribute("nameField", form.field("name"));
    model.addAttribute(
        "organisation", form.choice("organisation", Choices.organisations(organisations)));
    model.addAttribute("roles", form.choice("roles", roles).values(sent.all("roles")).optional());
    model.addAttribute("externalId", form.field("externalId").optional());
  }

  private Row row(MachineClient client, Locale locale) {
    return new Row(
        client.id().toString(),
        client.name(),
        organisations.nameOf(client.organisation()),
        client.roles().stream()
            .filter(role -> role != Role.MACHINE)
            .sorted()
            .map(role -> Choices.label(texts, role, locale))
            .collect(Collectors.joining(", ")),
        client.active(),
        client.externalId().isPresent(),
        time.inWords(client.createdAt()),
        client.rotatedAt().map(time::inWords).orElse(""));
  }
}
