// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who may answer for whom, by age, with source; read from {@code consent-givers.csv}. */
@Component
public class ConsentGivers {
  private final Map<String, Giver> givers = new LinkedHashMap<>();

  ConsentGivers() {
    SharingFiles.rows(
            "consent-givers.csv",
            row ->
                new Giver(
                    row.getField("code"),
                    row.getField("nl"),
                    row.getField("en"),
                    number(row.getField("least_age")),
                    number(row.getField("most_age")),
                    row.getField("parent").equals("yes"),
                    row.getField("source"),
                    Certainty.of(row.getField("certainty"))))
        .forEach(giver -> givers.put(giver.code(), giver));
  }

  private static Optional<Integer> number(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(text));
  }

  /**
   * Somebody who may answer.
   *
   * @param leastAge of the person it is about, in years
   * @param mostAge of the person it is about, in years
   * @param parent whether a parent answers
   */
  public record Giver(
      String code,
      String nl,
      String en,
      Optional<Integer> leastAge,
      Optional<Integer> mostAge,
      boolean parent,
      String source,
      Certainty certainty) {
    public String label(Locale locale) {
      return locale.getLanguage().equals("en") ? en : nl;
    }

    /** Whether somebody born in this year cannot have the age for it, whatever their birthday. */
    boolean impossible(int birthYear, int year) {
      int oldest = year - birthYear;
      return leastAge.filter(least -> oldest < least).isPresent()
          || mostAge.filter(most -> oldest - 1 > most).isPresent();
    }
  }

  public Optional<Giver> find(String code) {
    return Optional.ofNullable(givers.get(code));
  }

  public List<Giver> all() {
    return List.copyOf(givers.values());
  }
}
