// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** One answer that has been checked. Never printed: it may be a name. */
public sealed interface FieldValue {
  record Text(String text) implements FieldValue {
    @Override
    public String toString() {
      return "Text";
    }
  }

  record Texts(List<String> texts) implements FieldValue {
    public Texts {
      texts = List.copyOf(texts);
    }

    @Override
    public String toString() {
      return "Texts";
    }
  }

  record Day(LocalDate day) implements FieldValue {
    @Override
    public String toString() {
      return "Day";
    }
  }

  record Month(YearMonth month) implements FieldValue {}

  record Count(int count) implements FieldValue {}

  /** The answer as texts, in the form in which it may be sent. */
  default List<String> asTexts() {
    return switch (this) {
      case Text text -> List.of(text.text());
      case Texts texts -> texts.texts();
      case Day day -> List.of(day.day().toString());
      case Month month -> List.of(month.month().toString());
      case Count count -> List.of(Integer.toString(count.count()));
    };
  }
}
