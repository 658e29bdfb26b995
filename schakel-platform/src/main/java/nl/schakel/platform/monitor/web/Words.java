// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.report.CodeLists;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;

/** Texts and numbers of the figures in one language. */
final class Words {
  private final MessageSource texts;
  private final CodeLists codes;
  private final Locale locale;
  private final ZoneId zone;

  Words(MessageSource texts, CodeLists codes, MonitorSettings settings, Locale locale) {
    this.texts = texts;
    this.codes = codes;
    this.zone = settings.zone();
    this.locale = locale;
  }

  Locale locale() {
    return locale;
  }

  String of(String key, Object... arguments) {
    return texts.getMessage(key, arguments, locale);
  }

  Optional<String> maybe(String key) {
    try {
      return Optional.of(texts.getMessage(key, null, locale));
    } catch (NoSuchMessageException absent) {
      return Optional.empty();
    }
  }

  String label(String codeList, String code) {
    return codes.label(codeList, code, locale);
  }

  String number(long value) {
    return NumberFormat.getIntegerInstance(locale).format(value);
  }

  /** Words one after the other, such as "250, 260 and 240". */
  String list(List<String> parts) {
    return parts.size() < 2
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, parts.size() - 1))
            + " "
            + of("monitor.and")
            + " "
            + parts.getLast();
  }

  /** One decimal below ten percent, none above. */
  String percent(double share) {
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    format.setMaximumFractionDigits(share < 0.1 ? 1 : 0);
    return format.format(share);
  }

  /** No decimals: rounded numbers carry no more. */
  String wholePercent(double share) {
    return NumberFormat.getPercentInstance(locale).format(share);
  }

  /** Two decimals, for rates. */
  String decimal(double value) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(2);
    return format.format(value);
  }

  String moment(Instant instant) {
    return DateTimeFormatter.ofPattern(of("monitor.moment"), locale).format(instant.atZone(zone));
  }

  String day(Instant instant) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", locale).format(instant.atZone(zone));
  }

  String month(YearMonth month) {
    return DateTimeFormatter.ofPattern("MMM yyyy", locale).format(month);
  }

  /** The group that a published number counts, such as "minors, sexual exploitation". */
  String population(String population) {
    StringBuilder text = new StringBuilder();
    for (String part : population.split(";")) {
      text.append(text.isEmpty() ? "" : ", ").append(part(part));
    }
    return text.toString();
  }

  private String part(String part) {
    int colon = part.indexOf(':');
    String kind = colon < 0 ? part : part.substring(0, colon);
    String code = part.substring(colon + 1);
    return maybe("monitor.population." + part.replace(':', '.'))
        .orElseGet(
            () ->
                switch (kind) {
                  case "nationality" ->
                      of("monitor.population.nationality", CodeLists.country(code, locale));
                  case "reporter" -> label("reporter-type", code);
                  case "form" -> label("exploitation-form", code);
                  case "age" -> label("age-group", code);
                  case "sex" -> label("sex", code);
                  default -> part;
                });
  }
}
