// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.sharing.SharingCode;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormTexts;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Codes, organisations, people and days in the words of the reader. */
@Component
class SharingLabels {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int EVERY_ORGANISATION = 2000;

  private final SharingCodes codes;
  private final Organisations organisations;
  private final Accounts accounts;
  private final Gate gate;
  private final MessageSource texts;

  SharingLabels(
      SharingCodes codes,
      Organisations organisations,
      Accounts accounts,
      Gate gate,
      MessageSource texts) {
    this.codes = codes;
    this.organisations = organisations;
    this.accounts = accounts;
    this.gate = gate;
    this.texts = texts;
  }

  String text(String key, Locale locale, Object... arguments) {
    return String.valueOf(texts.getMessage(key, arguments, key, locale));
  }

  String code(String list, String code, Locale locale) {
    return codes.code(list, code).map(one -> one.label(locale)).orElse(code);
  }

  List<String> codes(String list, Collection<String> some, Locale locale) {
    return some.stream().map(code -> code(list, code, locale)).toList();
  }

  String list(String list, Collection<String> some, Locale locale) {
    return codes(list, some, locale).stream().collect(Collectors.joining("; "));
  }

  Map<String, String> choices(String list, Locale locale) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (SharingCode code : codes.list(list)) {
      choices.put(code.code(), code.label(locale));
    }
    return choices;
  }

  /** Words of the message files for a few codes. */
  Map<String, String> words(String prefix, List<String> some, Locale locale) {
    Map<String, String> words = new LinkedHashMap<>();
    some.forEach(code -> words.put(code, text(prefix + "." + code, locale)));
    return words;
  }

  /** Every open organisation but the own one, by name. */
  Map<String, String> otherOrganisations() {
    Optional<OrganisationId> own = gate.actor().map(actor -> actor.organisation());
    Map<String, String> names = new LinkedHashMap<>();
    organisations.search(new OrganisationSearch("", "", "", false, 1, EVERY_ORGANISATION)).stream()
        .filter(one -> own.filter(one.id()::equals).isEmpty())
        .forEach((Organisation one) -> names.put(one.id().toString(), one.name()));
    return names;
  }

  /** The organisation that this name means today. */
  Optional<OrganisationId> named(String name) {
    return organisations.find(name);
  }

  String organisation(OrganisationId id) {
    return organisations.nameOf(id);
  }

  /** The person of the own organisation; of another, only that it was somebody there. */
  String account(AccountId id, Locale locale) {
    if (id.equals(Gate.SYSTEM_ACCOUNT)) {
      return text("shares.system", locale);
    }
    Optional<OrganisationId> own = gate.actor().map(actor -> actor.organisation());
    return accounts
        .account(id)
        .filter(account -> own.filter(account.organisation()::equals).isPresent())
        .map(Account::displayName)
        .orElseGet(() -> text("shares.somebody", locale));
  }

  FormTexts form(
      String prefix, Map<String, String> values, List<FieldProblem> problems, Locale locale) {
    return new FormTexts(texts, locale, prefix, values, problems);
  }

  String day(Optional<LocalDate> day, Locale locale) {
    return day.map(one -> day(one, locale)).orElse("");
  }

  static String day(LocalDate day, Locale locale) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(day);
  }

  static String moment(Instant moment, Locale locale) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", locale).format(moment.atZone(ZONE));
  }

  /** A day as it is typed in a form. */
  static String typed(Optional<LocalDate> day) {
    return day.map(DateTimeFormatter.ofPattern("dd-MM-uuuu")::format).orElse("");
  }
}
