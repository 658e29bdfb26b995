// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.text.Collator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Code lists with labels in Dutch and English. Countries come from ISO 3166-1 as the Java platform
 * knows it, with Kosovo (XK, user-assigned code in wide use).
 */
public class CodeLists {
  /** List of Dutch municipalities, codes of Statistics Netherlands such as {@code GM0363}. */
  public static final String MUNICIPALITY = "municipality";

  private static final Locale DUTCH = Locale.of("nl");
  private static final Set<String> COUNTRIES =
      Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of("XK"))
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Map<String, Code>> lists = new LinkedHashMap<>();
  private final Map<String, String> municipalityByName = new HashMap<>();

  /** Of a code with several versions the last one counts. */
  CodeLists(Collection<Code> codes) {
    codes.stream()
        .sorted(
            Comparator.comparing(Code::list)
                .thenComparing(Code::version)
                .thenComparing(Code::position)
                .thenComparing(Code::nl))
        .forEach(
            code ->
                lists
                    .computeIfAbsent(code.list(), list -> new LinkedHashMap<>())
                    .put(code.code(), code));
    codes(MUNICIPALITY)
        .forEach(code -> municipalityByName.put(code.nl().toLowerCase(Locale.ROOT), code.code()));
  }

  /** Names of the lists that are kept here; countries are no list of ours. */
  public Set<String> names() {
    return lists.keySet();
  }

  public Optional<Code> code(String list, String code) {
    return Optional.ofNullable(lists.getOrDefault(list, Map.of()).get(code));
  }

  /** Codes in the order of the screen; empty when there is no such list. */
  public List<Code> codes(String list) {
    return List.copyOf(lists.getOrDefault(list, Map.of()).values());
  }

  public List<Code> codesOn(String list, LocalDate day) {
    return codes(list).stream().filter(code -> code.validOn(day)).toList();
  }

  /** The label, or the code itself when it is not on the list. */
  public String label(String list, String code, Locale locale) {
    return code(list, code).map(found -> found.label(locale)).orElse(code);
  }

  public static boolean isCountry(String code) {
    return COUNTRIES.contains(code);
  }

  /** Name of a country in Dutch or English. */
  public static String country(String code, Locale locale) {
    return switch (code) {
      case "XK" -> "Kosovo";
      default -> Locale.of("", code).getDisplayCountry(english(locale) ? Locale.ENGLISH : DUTCH);
    };
  }

  /** All countries by name, in the alphabet of the language. */
  public static Map<String, String> countries(Locale locale) {
    Map<String, String> names = new LinkedHashMap<>();
    Collator alphabet = Collator.getInstance(locale);
    COUNTRIES.stream()
        .map(code -> Map.entry(code, country(code, locale)))
        .sorted(Map.Entry.comparingByValue(alphabet))
        .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
    return names;
  }

  /** Finds a municipality by code or by its name. */
  Optional<Code> municipality(String codeOrName) {
    return code(MUNICIPALITY, codeOrName)
        .or(
            () ->
                Optional.ofNullable(municipalityByName.get(codeOrName.toLowerCase(Locale.ROOT)))
                    .flatMap(code -> code(MUNICIPALITY, code)));
  }

  /** The label of an answer to this question, or the answer itself. */
  public String label(ReportField field, String answer, Locale locale) {
    return switch (field.kind()) {
      case COUNTRY, COUNTRIES, NATIONALITIES ->
          isCountry(answer) ? country(answer, locale) : label(field.codeList(), answer, locale);
      case MUNICIPALITY, MUNICIPALITIES ->
          code(MUNICIPALITY, answer)
              .map(Code::nl)
              .orElseGet(() -> label(field.codeList(), answer, locale));
      case CODE, CODES, YES_NO_UNKNOWN -> label(field.codeList(), answer, locale);
      case TEXT, TEXTS, EMAIL, DATE, MONTH, YEAR, COUNT -> answer;
    };
  }

  /** What may be chosen as an answer to this question on this day: special codes first. */
  public Map<String, String> choices(ReportField field, LocalDate day, Locale locale) {
    Map<String, String> choices = new LinkedHashMap<>();
    switch (field.kind()) {
      case COUNTRY, COUNTRIES, NATIONALITIES -> {
        codesOn(field.codeList(), day)
            .forEach(code -> choices.put(code.code(), code.label(locale)));
        choices.putAll(countries(locale));
      }
      case MUNICIPALITY, MUNICIPALITIES -> {
        codesOn(field.codeList(), day)
            .forEach(code -> choices.put(code.code(), code.label(locale)));
        List<Code> names = new ArrayList<>(codesOn(MUNICIPALITY, day));
        names.sort(Comparator.comparing(Code::nl, Collator.getInstance(DUTCH)));
        names.forEach(code -> choices.put(code.code(), code.nl()));
      }
      default ->
          codesOn(field.codeList(), day)
              .forEach(code -> choices.put(code.code(), code.label(locale)));
    }
    return choices;
  }

  private static boolean english(Locale locale) {
    return locale.getLanguage().equals("en");
  }
}
