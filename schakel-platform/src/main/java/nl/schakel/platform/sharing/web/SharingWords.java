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
import nl.schakel.platform.sharing.Bottleneck;
import nl.schakel.platform.sharing.SharingAnswer;
import nl.schakel.platform.sharing.SharingCode;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingQuestion;
import nl.schakel.platform.sharing.SharingTables;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormTexts;
import nl.schakel.platform.web.Submitted;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Codes, questions and rules in the words of the reader. */
@Component
class SharingWords {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final SharingCodes codes;
  private final SharingTables tables;
  private final MessageSource texts;

  SharingWords(SharingCodes codes, SharingTables tables, MessageSource texts) {
    this.codes = codes;
    this.tables = tables;
    this.texts = texts;
  }

  String text(String key, Locale locale, Object... arguments) {
    return String.valueOf(texts.getMessage(key, arguments, key, locale));
  }

  MessageSource texts() {
    return texts;
  }

  String label(String list, String code, Locale locale) {
    return codes.code(list, code).map(one -> one.label(locale)).orElse(code);
  }

  List<String> codes(String list, Collection<String> some, Locale locale) {
    return some.stream().map(code -> label(list, code, locale)).toList();
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

  /** A few codes to choose from, with their words of the message files. */
  Map<String, String> choicesOf(String prefix, List<String> some, Locale locale) {
    Map<String, String> choices = new LinkedHashMap<>();
    some.forEach(code -> choices.put(code, text(prefix + "." + code, locale)));
    return choices;
  }

  /** The list above a form with the field named in each line, as several lines can say the same. */
  List<FormError> errors(FormTexts form, Locale locale) {
    return form.errors().stream()
        .map(
            error ->
                error.name() == null
                    ? error
                    : new FormError(
                        error.name(),
                        text(
                            "sharing-guide.error-of",
                            locale,
                            text(form.prefix() + "." + error.name(), locale),
                            error.message())))
        .toList();
  }

  String hint(String list, String code, Locale locale) {
    return codes.code(list, code).map(one -> one.hint(locale)).orElse("");
  }

  String condition(String code, Locale locale) {
    return codes.condition(code).label(locale);
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
    return day.map(Submitted::typed).orElse("");
  }

  /** One line of a question. */
  record Fact(String label, String value) {}

  List<Fact> facts(SharingQuestion question, Locale locale) {
    return List.of(
        fact("sender", label(SharingCodes.PARTY, question.sender(), locale), locale),
        fact(
            "data",
            String.join(
                "; ", question.data().stream().map(one -> label("data", one, locale)).toList()),
            locale),
        fact("receiver", label(SharingCodes.PARTY, question.receiver(), locale), locale),
        fact("purpose", label("purpose", question.purpose(), locale), locale),
        fact("subject", label("subject", question.subject(), locale), locale),
        fact("consent", label("consent", question.consent(), locale), locale),
        fact("urgency", label("urgency", question.urgency(), locale), locale));
  }

  private Fact fact(String field, String value, Locale locale) {
    return new Fact(text("sharing.given." + field, locale), value);
  }

  /** What a row of the tables in force says; empty when the row is not there any more. */
  Optional<SharingAnswer.Rule> rule(String id) {
    return tables.areas(new SharingTables.Filter("", "", "", "", "", "")).stream()
        .flatMap(area -> area.lines().stream())
        .map(SharingTables.Line::rule)
        .filter(rule -> rule.id().equals(id))
        .findFirst();
  }

  String title(Bottleneck one, Locale locale) {
    return one.title().isEmpty() ? subject(one.subject(), locale) : one.title();
  }

  /** What feedback is about, in a sentence. */
  String subject(String subject, Locale locale) {
    String[] parts = subject.split("/", -1);
    return switch (parts[0]) {
      case "rule" ->
          rule(parts[1])
              .map(rule -> rule.reason(locale))
              .orElseGet(() -> text("sharing-guide.rule.gone", locale, parts[1]));
      case "pair" ->
          text(
              "sharing-guide.pair",
              locale,
              label(SharingCodes.PARTY, parts[1], locale),
              label(SharingCodes.PARTY, parts[2], locale),
              label("purpose", parts[3], locale));
      default -> "";
    };
  }

  /** The short name of what feedback is about: the row, or that there is none. */
  String name(String subject, Locale locale) {
    String[] parts = subject.split("/", -1);
    return switch (parts[0]) {
      case "rule" -> parts[1];
      case "pair" -> text("sharing-guide.no-rule.short", locale);
      default -> text("sharing-guide.own", locale);
    };
  }

  /** A number that a program or a form sent; what is none is 0, which no version and no page is. */
  static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
