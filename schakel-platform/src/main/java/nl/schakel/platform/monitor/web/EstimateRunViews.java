// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import nl.schakel.estimate.SafeTable;
import nl.schakel.platform.monitor.EstimateQuestion;
import nl.schakel.platform.monitor.EstimateRun;
import nl.schakel.platform.monitor.PublishedNumbers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns a stored result into the verdict, the figures and the tables of its page. */
final class EstimateRunViews {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Words words;
  private final PublishedNumbers published;

  EstimateRunViews(Words words, PublishedNumbers published) {
    this.words = words;
    this.published = published;
  }

  /**
   * All that the page shows.
   *
   * @param tone done, attention or danger
   * @param verdict what to do with the figures
   * @param reasons why, most important first
   * @param otherLanguage code of the other language
   * @param other verdict and reasons in that language
   * @param figures figures, the estimates first
   * @param remarks what a reader must know about each method
   */
  record Found(
      String tone,
      String verdict,
      List<String> reasons,
      String otherLanguage,
      List<String> other,
      List<FigureView> figures,
      List<Map.Entry<String, String>> remarks) {}

  /** Whom an estimate is about, such as "2014 to 2019, minor, female". */
  static String who(EstimateQuestion question, Words words) {
    StringJoiner text = new StringJoiner(", ");
    text.add(
        question.firstYear() == question.lastYear()
            ? Integer.toString(question.firstYear())
            : words.of(
                "monitor.years",
                Integer.toString(question.firstYear()),
                Integer.toString(question.lastYear())));
    part(text, "age-group", question.ageGroup(), words);
    part(text, "sex", question.sex(), words);
    part(text, "exploitation-form", question.form(), words);
    part(text, "nationality-group", question.nationalityGroup(), words);
    return text.toString();
  }

  private static void part(StringJoiner text, String list, String code, Words words) {
    if (!code.isEmpty()) {
      text.add(words.label(list, code));
    }
  }

  Found of(EstimateRun run, String json, SafeTable overlap) {
    JsonNode result = MAPPER.readTree(json);
    String language = words.locale().getLanguage().equals("en") ? "en" : "nl";
    String other = language.equals("en") ? "nl" : "en";
    List<String> reasons = statements(result, language);
    return new Found(
        switch (result.get("verdict").get("publish").stringValue()) {
          case "yes" -> "done";
          case "no" -> "danger";
          default -> "attention";
        },
        reasons.getFirst(),
        reasons.subList(1, reasons.size()),
        other,
        statements(result, other),
        new UnseenFigures(run, result, published, words).all(overlap),
        remarks(result, language));
  }

  private static List<String> statements(JsonNode result, String language) {
    return result
        .get("verdict")
        .get("statements")
        .valueStream()
        .map(statement -> statement.get(language).stringValue())
        .toList();
  }

  private List<Map.Entry<String, String>> remarks(JsonNode result, String language) {
    List<Map.Entry<String, String>> remarks = new ArrayList<>();
    for (JsonNode estimate : result.get("estimates")) {
      StringJoiner text = new StringJoiner("; ");
      estimate.get("remarks").forEach(remark -> text.add(remark.get(language).stringValue()));
      if (text.length() > 0) {
        remarks.add(Map.entry(UnseenFigures.method(estimate, words), text.toString()));
      }
    }
    return remarks;
  }
}
