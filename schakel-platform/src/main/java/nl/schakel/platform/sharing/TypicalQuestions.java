// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Questions that people of the chain often ask, ready to be answered. */
@Component
public class TypicalQuestions {
  private final List<Typical> questions;

  TypicalQuestions() {
    this.questions =
        SharingFiles.rows(
            "questions.csv",
            row ->
                new Typical(
                    row.getField("nl"),
                    row.getField("en"),
                    new SharingQuestion(
                        row.getField("sender"),
                        row.getField("receiver"),
                        row.getField("purpose"),
                        List.of(row.getField("data").split(",", -1)),
                        row.getField("subject"),
                        row.getField("consent"),
                        row.getField("regime"),
                        row.getField("urgency"))));
  }

  /** A question in words and in codes. */
  public record Typical(String nl, String en, SharingQuestion question) {
    public String text(Locale locale) {
      return locale.getLanguage().equals("en") ? en : nl;
    }
  }

  public List<Typical> all() {
    return questions;
  }

  /** The questions that hold every word that was typed, in the language of the reader. */
  public List<Typical> find(String typed, Locale locale) {
    List<String> words = List.of(typed.toLowerCase(locale).split("[^\\p{L}\\p{N}]+"));
    return questions.stream()
        .filter(
            one -> {
              String text = one.text(locale).toLowerCase(locale);
              return words.stream().allMatch(text::contains);
            })
        .toList();
  }
}
