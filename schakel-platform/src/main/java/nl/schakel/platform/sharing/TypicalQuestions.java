// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Questions that people of the chain often ask, ready to be answered. */
@Component
public class TypicalQuestions {
  private static final int MOST_NEARLY = 6;

  private final List<Typical> questions;
  private final SharingCodes codes;

  TypicalQuestions(SharingCodes codes) {
    this.codes = codes;
    this.questions =
        SharingFiles.rows(
            "questions.csv",
            row -> new Typical(row.getField("nl"), row.getField("en"), SharingFiles.question(row)));
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

  /**
   * What was found.
   *
   * @param exact each question holds every word that was typed, give or take a slip of the pen
   */
  public record Found(List<Typical> questions, boolean exact) {
    public Found {
      questions = List.copyOf(questions);
    }
  }

  /**
   * Questions that hold every word that was typed, whichever of the two languages it is in; else
   * those that hold most of them, the best first. Accents, endings and one or two wrong letters
   * make no difference, and the words for who, what and what for count as well.
   */
  public Found find(String typed) {
    List<String> asked =
        Words.of(typed).stream().filter(word -> !Words.EMPTY.contains(word)).toList();
    if (asked.isEmpty()) {
      return new Found(questions, true);
    }
    List<Scored> scored =
        questions.stream()
            .map(one -> new Scored(one, hits(one, asked)))
            .filter(one -> one.hits() > 0)
            .sorted(Comparator.comparingInt(Scored::hits).reversed())
            .toList();
    List<Typical> exact =
        scored.stream().filter(one -> one.hits() == asked.size()).map(Scored::one).toList();
    return exact.isEmpty()
        ? new Found(
            scored.stream()
                .filter(one -> 2 * one.hits() >= asked.size())
                .limit(MOST_NEARLY)
                .map(Scored::one)
                .toList(),
            false)
        : new Found(exact, true);
  }

  private record Scored(Typical one, int hits) {}

  private int hits(Typical one, List<String> asked) {
    Set<String> words = words(one);
    return (int)
        asked.stream()
            .filter(word -> words.stream().anyMatch(other -> Words.alike(word, other)))
            .count();
  }

  /** The words of a question in both languages, with those for its codes. */
  private Set<String> words(Typical one) {
    SharingQuestion question = one.question();
    Set<String> words = new HashSet<>(Words.of(one.nl() + " " + one.en()));
    Stream.of(
            codes.code(SharingCodes.PARTY, question.sender()),
            codes.code(SharingCodes.PARTY, question.receiver()),
            codes.code("purpose", question.purpose()))
        .flatMap(Optional::stream)
        .forEach(code -> words.addAll(Words.of(code.nl() + " " + code.en())));
    return words;
  }
}
