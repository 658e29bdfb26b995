// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Locale;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What is wrong with a row and what mends it, in words. */
@Component
public class ImportTexts {
  private final MessageSource texts;

  ImportTexts(MessageSource texts) {
    this.texts = texts;
  }

  public String sentence(FieldProblem problem, Locale locale) {
    return text("problem." + problem.rule(), problem, problem.rule(), locale);
  }

  /** The way out; empty when the sentence says it all. */
  public String mend(FieldProblem problem, Locale locale) {
    return text("problem." + problem.rule() + ".mend", problem, "", locale);
  }

  /** What was noted: the spelling that was read, or why something has no place here. */
  public String note(ImportNote note, Locale locale) {
    return switch (note.kind()) {
      case ALIAS ->
          String.valueOf(
              texts.getMessage("import.alias." + note.reason(), null, note.reason(), locale));
      case LOSS ->
          String.valueOf(
              texts.getMessage("import.loss." + note.reason(), null, note.reason(), locale));
    };
  }

  String text(String key, Locale locale, Object... arguments) {
    return texts.getMessage(key, arguments, locale);
  }

  private String text(String key, FieldProblem problem, String other, Locale locale) {
    return String.valueOf(texts.getMessage(key, problem.arguments().toArray(), other, locale));
  }
}
