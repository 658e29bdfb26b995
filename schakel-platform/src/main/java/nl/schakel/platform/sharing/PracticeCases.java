// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Invented situations to exercise with in a workshop. The answer is not written here: the rules
 * give it when the page is opened, and a test compares it with what the author expected.
 */
@Component
public class PracticeCases {
  private final List<PracticeCase> cases;

  PracticeCases() {
    this.cases =
        SharingFiles.rows(
            "practice-cases.csv",
            row ->
                new PracticeCase(
                    row.getField("id"),
                    row.getField("title_nl"),
                    row.getField("title_en"),
                    row.getField("story_nl"),
                    row.getField("story_en"),
                    parts(row.getField("points_nl")),
                    parts(row.getField("points_en")),
                    SharingFiles.question(row)));
  }

  private static List<String> parts(String text) {
    return Stream.of(text.split("\\|", -1)).map(String::strip).toList();
  }

  /**
   * A story with the question that it asks.
   *
   * @param pointsNl what to talk about afterwards
   */
  public record PracticeCase(
      String id,
      String titleNl,
      String titleEn,
      String storyNl,
      String storyEn,
      List<String> pointsNl,
      List<String> pointsEn,
      SharingQuestion question) {
    public PracticeCase {
      pointsNl = List.copyOf(pointsNl);
      pointsEn = List.copyOf(pointsEn);
    }

    public String title(Locale locale) {
      return locale.getLanguage().equals("en") ? titleEn : titleNl;
    }

    public String story(Locale locale) {
      return locale.getLanguage().equals("en") ? storyEn : storyNl;
    }

    public List<String> points(Locale locale) {
      return locale.getLanguage().equals("en") ? pointsEn : pointsNl;
    }
  }

  public List<PracticeCase> all() {
    return cases;
  }
}
