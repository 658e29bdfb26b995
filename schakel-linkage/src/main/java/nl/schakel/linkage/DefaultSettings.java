// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds out from names and values of the columns how each can be compared. */
public final class DefaultSettings {
  /** What a column is about. */
  enum Role {
    GIVEN_NAME,
    FAMILY_NAME,
    FULL_NAME,
    ALIAS,
    DATE,
    AGE,
    SET,
    IDENTIFIER,
    POSTCODE,
    TEXT,
    CATEGORY
  }

  private static final Set<String> TRUTH =
      Set.of("cluster", "person", "person_id", "persoon", "true_id", "truth", "label", "entity_id");

  /** About the report and not about the person: who sent it, when it came in, what was noted. */
  private static final Set<String> REPORT =
      Set.of(
          "source",
          "bron",
          "melder",
          "reporter",
          "organisatie",
          "organisation",
          "organization",
          "instantie",
          "melddatum",
          "meldingsdatum",
          "datum_melding",
          "report_date",
          "reported_at",
          "reported_on",
          "received_at",
          "datum_ontvangst",
          "created_at",
          "updated_at",
          "opmerking",
          "opmerkingen",
          "toelichting",
          "remarks",
          "notes",
          "comments");

  private static final Set<String> GIVEN =
      Set.of(
          "first_name",
          "firstname",
          "given_name",
          "givenname",
          "forename",
          "voornaam",
          "voornamen",
          "roepnaam",
          "prenom");

  private static final Set<String> FAMILY =
      Set.of(
          "surname",
          "last_name",
          "lastname",
          "family_name",
          "familyname",
          "achternaam",
          "geslachtsnaam",
          "familienaam",
          "nom");

  private static final Set<String> FULL =
      Set.of("name", "full_name", "fullname", "naam", "volledige_naam", "first_and_surname");

  private static final Set<String> OTHER_NAMES =
      Set.of("alias", "aliases", "nickname", "bijnaam", "roepnamen", "known_as");

  private DefaultSettings() {}

  /** A comparison for each column that can carry one, at most as many as a pattern holds. */
  public static List<ComparisonSettings> comparisons(Records records) {
    Map<String, Role> roles = roles(records);
    List<ComparisonSettings> comparisons = new ArrayList<>();
    roles.forEach((column, role) -> comparisons.add(comparison(column, role, roles)));
    if (comparisons.isEmpty()) {
      throw new InvalidInput(
          "no column to compare was found among %s; give settings"
              .formatted(String.join(", ", records.columns())));
    }
    return comparisons.subList(0, Math.min(PairComparer.MOST, comparisons.size()));
  }

  static Map<String, Role> roles(Records records) {
    Map<String, Role> roles = new LinkedHashMap<>();
    for (String column : records.columns()) {
      String name = column.toLowerCase(Locale.ROOT).strip();
      boolean useful = records.present(column) > 0 && records.distinct(column) > 1;
      if (useful && !TRUTH.contains(name) && !REPORT.contains(name) && !name.startsWith("truth")) {
        roles.put(column, role(records, column, name));
      }
    }
    boolean split = roles.containsValue(Role.GIVEN_NAME) && roles.containsValue(Role.FAMILY_NAME);
    if (split) {
      roles.values().removeIf(r -> r == Role.FULL_NAME);
    }
    return roles;
  }

  private static Role role(Records records, String column, String name) {
    if (GIVEN.contains(name)) {
      return Role.GIVEN_NAME;
    }
    if (FAMILY.contains(name)) {
      return Role.FAMILY_NAME;
    }
    if (FULL.contains(name)) {
      return Role.FULL_NAME;
    }
    if (OTHER_NAMES.contains(name)) {
      return Role.ALIAS;
    }
    if (name.contains("postcode") || name.contains("zip") || name.contains("postal")) {
      return Role.POSTCODE;
    }
    if (name.equals("age") || name.equals("leeftijd") || name.equals("age_band")) {
      return Role.AGE;
    }
    return roleByValues(records, column);
  }

  private static Role roleByValues(Records records, String column) {
    Texts values = records.raw(column).values();
    int step = Math.max(1, values.size() / 500);
    int seen = 0;
    int dates = 0;
    int sets = 0;
    int coded = 0;
    for (int i = 0; i < values.size(); i += step) {
      seen++;
      String value = values.get(i);
      dates += DateText.parts(value).length == 3 ? 1 : 0;
      sets += value.indexOf(';') >= 0 || value.indexOf('|') >= 0 ? 1 : 0;
      coded += value.matches(".*[0-9@].*") && value.length() >= 5 ? 1 : 0;
    }
    if (dates > 0.7 * seen) {
      return Role.DATE;
    }
    if (sets > 0.1 * seen) {
      return Role.SET;
    }
    double distinct = (double) records.distinct(column) / Math.max(1, records.present(column));
    if (coded > 0.9 * seen && distinct > 0.2) {
      return Role.IDENTIFIER;
    }
    return records.distinct(column) <= 30 ? Role.CATEGORY : Role.TEXT;
  }

  private static ComparisonSettings comparison(String column, Role role, Map<String, Role> roles) {
    return switch (role) {
      case GIVEN_NAME -> name(column, "crossed", other(roles, Role.FAMILY_NAME));
      case FAMILY_NAME -> name(column, "counted-with", other(roles, Role.GIVEN_NAME));
      case ALIAS ->
          ComparisonSettings.of(
              column,
              "name",
              true,
              "exact",
              "transliteration",
              "each-part 0.92",
              "jaro-winkler 0.8");
      case FULL_NAME ->
          ComparisonSettings.of(
              column,
              "name",
              true,
              "exact",
              "same-parts",
              "transliteration",
              "parts 0.92",
              "jaro-winkler 0.92",
              "jaro-winkler 0.88",
              "jaro-winkler 0.7");
      case DATE ->
          ComparisonSettings.of(
              column,
              "date",
              false,
              "equal-day",
              "exact",
              "damerau-levenshtein 1",
              "swapped-day-month",
              "first-of-january 1",
              "months 1",
              "years 1",
              "years 10");
      case AGE -> ComparisonSettings.of(column, "lower", true, "exact", "band", "within 2");
      case SET -> ComparisonSettings.of(column, "set", true, "exact", "jaccard 0.5", "shared");
      case IDENTIFIER ->
          ComparisonSettings.of(
              column,
              "lower",
              false,
              "exact",
              "damerau-levenshtein 1",
              "damerau-levenshtein 2",
              "jaro-winkler 0.92",
              "jaro-winkler 0.8");
      case POSTCODE ->
          ComparisonSettings.of(
              column, "compact", true, "exact", "damerau-levenshtein 1", "prefix 4", "prefix 2");
      case TEXT ->
          ComparisonSettings.of(
              column, "name", true, "exact", "jaro-winkler 0.92", "jaro-winkler 0.8");
      case CATEGORY -> ComparisonSettings.of(column, "name", true, "exact");
    };
  }

  private static String other(Map<String, Role> roles, Role wanted) {
    for (Map.Entry<String, Role> entry : roles.entrySet()) {
      if (entry.getValue() == wanted) {
        return entry.getKey();
      }
    }
    return "";
  }

  private static ComparisonSettings name(String column, String relation, String other) {
    List<String> rules =
        new ArrayList<>(List.of("exact", "transliteration", "each-part 0.92", "each-part 0.88"));
    if (!other.isEmpty()) {
      rules.add(relation + " " + other);
    }
    rules.add("jaro-winkler 0.7");
    ComparisonSettings made =
        ComparisonSettings.of(column, "name", true, rules.toArray(new String[0]));
    return new ComparisonSettings(
        column, column, "name", made.levels().stream().map(DefaultSettings::weighed).toList(), 0);
  }

  /** Two spellings of a common name say less than two spellings of a rare one. */
  private static LevelSettings weighed(LevelSettings level) {
    double weight =
        switch (level.kind()) {
          case EXACT, TRANSLITERATION -> 1;
          case JARO_WINKLER, EACH_PART -> level.number() > 0.9 ? 0.5 : 0;
          default -> 0;
        };
    return new LevelSettings(level.rule(), weight, level.m(), level.u());
  }
}
