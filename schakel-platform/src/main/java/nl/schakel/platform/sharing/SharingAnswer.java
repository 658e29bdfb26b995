// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * The answer to a {@link SharingQuestion}: per class of data, and the strictest of them for the
 * whole.
 *
 * @param tableVersion which tables made it; with the question it gives the same answer again
 */
public record SharingAnswer(
    SharingQuestion question, Decision decision, List<ForClass> classes, String tableVersion) {
  public SharingAnswer {
    classes = List.copyOf(classes);
  }

  /**
   * One row of a table that had its say.
   *
   * @param id unique over all tables, such as {@code registration-01}
   * @param modality duty, duty by policy, may, or none
   * @param dpv the ground in the words of the W3C Data Privacy Vocabulary; empty when there is none
   */
  public record Rule(
      String id,
      String table,
      Decision decision,
      String modality,
      List<String> conditions,
      List<String> grounds,
      String dpv,
      Certainty certainty,
      LocalDate reviewBy,
      String source,
      String reasonNl,
      String reasonEn) {
    public Rule {
      conditions = List.copyOf(conditions);
      grounds = List.copyOf(grounds);
    }

    public String reason(Locale locale) {
      return locale.getLanguage().equals("en") ? reasonEn : reasonNl;
    }
  }

  /**
   * The answer for one class of data.
   *
   * @param rules the rows that decided: none when no rule knows the case
   */
  public record ForClass(String data, Decision decision, Certainty certainty, List<Rule> rules) {
    public ForClass {
      rules = List.copyOf(rules);
    }

    public List<String> conditions() {
      return decision.positive()
          ? distinct(rules.stream().map(Rule::conditions).toList())
          : List.of();
    }

    public List<String> grounds() {
      return distinct(rules.stream().map(Rule::grounds).toList());
    }
  }

  /** All that must be done or be so, for what may be shared. */
  public List<String> conditions() {
    return distinct(classes.stream().map(ForClass::conditions).toList());
  }

  public List<String> grounds() {
    return distinct(classes.stream().map(ForClass::grounds).toList());
  }

  /** The rows behind the answer, each once. */
  public List<Rule> rules() {
    return distinct(classes.stream().map(ForClass::rules).toList());
  }

  /** As sure as the least sure rule behind it. */
  public Certainty certainty() {
    return classes.stream()
        .map(ForClass::certainty)
        .reduce(Certainty::least)
        .orElse(Certainty.UNSURE);
  }

  private static <T> List<T> distinct(List<List<T>> lists) {
    LinkedHashSet<T> all = new LinkedHashSet<>();
    lists.forEach(all::addAll);
    return new ArrayList<>(all);
  }
}
