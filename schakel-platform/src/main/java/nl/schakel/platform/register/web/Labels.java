// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.CodeLists;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Codes, organisations, accounts and moments in the words of the reader. */
@Component("registerLabels")
class Labels {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final CodeLists lists;
  private final Organisations organisations;
  private final Accounts accounts;
  private final MessageSource texts;

  Labels(CodeLists lists, Organisations organisations, Accounts accounts, MessageSource texts) {
    this.lists = lists;
    this.organisations = organisations;
    this.accounts = accounts;
    this.texts = texts;
  }

  String code(String list, String code, Locale locale) {
    return lists.label(list, code, locale);
  }

  String codes(String list, Collection<String> codes, Locale locale) {
    return codes.stream()
        .map(code -> lists.label(list, code, locale))
        .collect(Collectors.joining(", "));
  }

  /** What somebody wrote; it goes when the person it was about is erased. */
  String words(String written, Locale locale) {
    return written.isEmpty() ? text("register.words.erased", locale) : written;
  }

  String nationalities(Collection<String> codes, Locale locale) {
    return codes.isEmpty()
        ? text("register.unknown", locale)
        : codes.stream()
            .map(
                code ->
                    CodeLists.isCountry(code)
                        ? CodeLists.country(code, locale)
                        : lists.label("nationality-special", code, locale))
            .collect(Collectors.joining(", "));
  }

  Map<String, String> choices(String list, Locale locale) {
    Map<String, String> choices = new LinkedHashMap<>();
    lists.codes(list).forEach(code -> choices.put(code.code(), code.label(locale)));
    return choices;
  }

  Map<String, String> words(String prefix, List<String> codes, Locale locale) {
    Map<String, String> words = new LinkedHashMap<>();
    codes.forEach(code -> words.put(code, text(prefix + "." + code, locale)));
    return words;
  }

  String organisation(OrganisationId id) {
    return organisations.nameOf(id);
  }

  String account(AccountId id, Locale locale) {
    return accounts
        .account(id)
        .map(Account::displayName)
        .orElseGet(() -> text("register.somebody", locale));
  }

  String text(String key, Locale locale, Object... arguments) {
    return texts.getMessage(key, arguments, locale);
  }

  static String day(LocalDate day, Locale locale) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(day);
  }

  static String moment(Instant moment, Locale locale) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", locale).format(moment.atZone(ZONE));
  }
}
