// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import nl.schakel.keyholder.Pseudonym;
import nl.schakel.platform.identity.Bsn;
import nl.schakel.platform.web.FieldProblem;

/** Reads the answer to one question by its kind. */
class AnswerReader {
  private static final int MOST_ANSWERS = 30;
  private static final int MOST_ALIASES = 10;
  private static final int MOST_PERSONS = 1000;
  private static final int FIRST_YEAR = 1900;
  private static final int LONGEST_TEXT = 100;
  private static final int LONGEST_REFERENCE = 60;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_ADDRESS = 254;
  private static final LocalDate EARLIEST = LocalDate.of(FIRST_YEAR, 1, 1);
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\"',;:()\\[\\]\\\\]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+");
  private static final Pattern V_NUMBER = Pattern.compile("[0-9]{10}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DUTCH_DAY =
      DateTimeFormatter.ofPattern("d-M-uuuu").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-M").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DUTCH_MONTH =
      DateTimeFormatter.ofPattern("M-uuuu").withResolverStyle(ResolverStyle.STRICT);
  private static final Set<String> SMUGGLING =
      Set.of(
          "smuggling",
          "migrant-smuggling",
          "human-smuggling",
          "people-smuggling",
          "mensensmokkel",
          "smokkel");
  private static final String UNKNOWN = "unknown";

  private final CodeLists lists;

  AnswerReader(CodeLists lists) {
    this.lists = lists;
  }

  /** Texts without the space around them; what is blank was not given. */
  static List<String> filled(List<String> texts) {
    if (texts.size() == 1) {
      String only = texts.getFirst().strip();
      return only.isEmpty() ? List.of() : only.equals(texts.getFirst()) ? texts : List.of(only);
    }
    return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
  }

  /** The day on which codes must be valid; today while the date of the report cannot be read. */
  LocalDate reportDay(List<String> texts, LocalDate today) {
    List<String> filled = filled(texts);
    return filled.size() == 1
        ? day(filled.getFirst()).filter(day -> !day.isAfter(today)).orElse(today)
        : today;
  }

  Optional<FieldValue> read(
      ReportField field,
      List<String> texts,
      LocalDate today,
      LocalDate day,
      List<FieldProblem> problems) {
    Answer answer = new Answer(field, today, day, problems);
    if (!field.kind().many()) {
      return texts.size() == 1 ? answer.single(texts.getFirst()) : answer.refuse("one-value");
    }
    int most = field.kind() == ReportField.Kind.TEXTS ? MOST_ALIASES : MOST_ANSWERS;
    return texts.size() > most
        ? answer.refuse("too-many", Integer.toString(most))
        : answer.several(texts);
  }

  private static Optional<LocalDate> day(String text) {
    boolean usual = text.length() == 10 && isYearAndMonth(text) && text.charAt(7) == '-';
    return usual && isNumber(text, 8, 10)
        ? isoDay(text)
        : parse(text, DAY).or(() -> parse(text, DUTCH_DAY));
  }

  private static Optional<LocalDate> parse(String text, DateTimeFormatter form) {
    try {
      return text.length() > 10 ? Optional.empty() : Optional.of(LocalDate.parse(text, form));
    } catch (DateTimeException notSo) {
      return Optional.empty();
    }
  }

  /** The usual form by hand: a general parser takes ten times as long, and files have many days. */
  private static Optional<LocalDate> isoDay(String text) {
    int day = number(text, 8, 10);
    return isoMonth(text)
        .filter(month -> day >= 1 && day <= month.lengthOfMonth())
        .map(month -> month.atDay(day));
  }

  private static Optional<YearMonth> isoMonth(String text) {
    int month = number(text, 5, 7);
    return month >= 1 && month <= 12
        ? Optional.of(YearMonth.of(number(text, 0, 4), month))
        : Optional.empty();
  }

  /** Whether a text of at least seven characters begins as 2026-11 does. */
  private static boolean isYearAndMonth(String text) {
    return isNumber(text, 0, 4) && text.charAt(4) == '-' && isNumber(text, 5, 7);
  }

  private static boolean isNumber(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static Optional<YearMonth> month(String text) {
    return text.length() == 7 && isYearAndMonth(text)
        ? isoMonth(text)
        : month(text, MONTH).or(() -> month(text, DUTCH_MONTH));
  }

  private static Optional<YearMonth> month(String text, DateTimeFormatter form) {
    try {
      return text.length() > 7 ? Optional.empty() : Optional.of(YearMonth.parse(text, form));
    } catch (DateTimeException notSo) {
      return Optional.empty();
    }
  }

  /** Reading one answer; what is wrong goes to the list of problems. */
  private final class Answer {
    private final ReportField field;
    private final LocalDate today;
    private final LocalDate day;
    private final List<FieldProblem> problems;

    Answer(ReportField field, LocalDate today, LocalDate day, List<FieldProblem> problems) {
      this.field = field;
      this.today = today;
      this.day = day;
      this.problems = problems;
    }

    Optional<FieldValue> single(String text) {
      return switch (field.kind()) {
        case TEXT -> text(text).map(FieldValue.Text::new);
        case EMAIL -> email(text);
        case DATE -> date(text);
        case MONTH -> monthOf(text);
        case YEAR -> year(text);
        case COUNT -> count(text);
        case CODE, YES_NO_UNKNOWN, COUNTRY, MUNICIPALITY -> coded(text).map(FieldValue.Text::new);
        case TEXTS, CODES, COUNTRIES, NATIONALITIES, MUNICIPALITIES ->
            throw new IllegalStateException("%s takes several".formatted(field.name()));
      };
    }

    Optional<FieldValue> several(List<String> texts) {
      List<String> read = new ArrayList<>(texts.size());
      for (String text : texts) {
        Optional<String> one = field.kind() == ReportField.Kind.TEXTS ? text(text) : coded(text);
        if (one.isEmpty()) {
          return Optional.empty();
        }
        if (!read.contains(one.get())) {
          read.add(one.get());
        }
      }
      return field.kind().coded() && read.size() > 1 && read.contains(UNKNOWN)
          ? refuse("unknown-with-others")
          : Optional.of(new FieldValue.Texts(read));
    }

    private Optional<String> text(String typed) {
      String text = Normalizer.normalize(typed, Normalizer.Form.NFC);
      int longest = longest();
      if (text.length() > longest) {
        return refuse("too-long", Integer.toString(longest));
      }
      if (holds(text, AnswerReader::unprintable)) {
        return refuse("control-characters");
      }
      return switch (field.name()) {
        case "vNumber" ->
            V_NUMBER.matcher(text).matches() ? Optional.of(text) : refuse("v-number-form");
        case "vNumberPseudonym", "bsnPseudonym" ->
            Pseudonym.isOne(text) ? Optional.of(text) : refuse("pseudonym-form");
        case "bsn" -> Bsn.isValid(text) ? Optional.of(text) : refuse("bsn-check");
        default -> Optional.of(text);
      };
    }

    private int longest() {
      return switch (field.name()) {
        case "reference" -> LONGEST_REFERENCE;
        case "personKey" -> LONGEST_KEY;
        default -> LONGEST_TEXT;
      };
    }

    private Optional<FieldValue> email(String typed) {
      return typed.length() <= LONGEST_ADDRESS
              && EMAIL.matcher(typed).matches()
              && !holds(typed, AnswerReader::unprintable)
          ? Optional.of(new FieldValue.Text(typed))
          : refuse("email-form");
    }

    private Optional<FieldValue> date(String typed) {
      Optional<LocalDate> date = day(typed);
      if (date.isEmpty()) {
        return refuse("date-form");
      }
      if (date.get().isAfter(today)) {
        return refuse("date-future");
      }
      return date.get().isBefore(EARLIEST)
          ? refuse("date-too-old", Integer.toString(FIRST_YEAR))
          : Optional.of(new FieldValue.Day(date.get()));
    }

    private Optional<FieldValue> monthOf(String typed) {
      Optional<YearMonth> month = month(typed);
      if (month.isEmpty()) {
        return refuse("month-form");
      }
      if (month.get().isAfter(YearMonth.from(today))) {
        return refuse("date-future");
      }
      return month.get().getYear() < FIRST_YEAR
          ? refuse("date-too-old", Integer.toString(FIRST_YEAR))
          : Optional.of(new FieldValue.Month(month.get()));
    }

    private Optional<FieldValue> year(String typed) {
      int year = YEAR.matcher(typed).matches() ? Integer.parseInt(typed) : 0;
      return year < FIRST_YEAR || year > today.getYear()
          ? refuse("year-range", Integer.toString(FIRST_YEAR), Integer.toString(today.getYear()))
          : Optional.of(new FieldValue.Count(year));
    }

    private Optional<FieldValue> count(String typed) {
      int count = COUNT.matcher(typed).matches() ? Integer.parseInt(typed) : MOST_PERSONS + 1;
      return count > MOST_PERSONS
          ? refuse("count-form", Integer.toString(MOST_PERSONS))
          : Optional.of(new FieldValue.Count(count));
    }

    private Optional<String> coded(String typed) {
      Optional<Code> special = lists.code(field.codeList(), typed);
      if (special.isPresent()) {
        return valid(special.get());
      }
      return switch (field.kind()) {
        case COUNTRY, COUNTRIES -> country(typed, "country-unknown");
        case NATIONALITIES -> country(typed, "nationality-unknown");
        case MUNICIPALITY, MUNICIPALITIES ->
            lists.municipality(typed).isPresent()
                ? lists.municipality(typed).flatMap(this::valid)
                : refuse("municipality-unknown");
        default -> otherCode(typed);
      };
    }

    private Optional<String> country(String typed, String rule) {
      String code = typed.length() == 2 ? typed.toUpperCase(Locale.ROOT) : typed;
      return CodeLists.isCountry(code) ? Optional.of(code) : refuse(rule);
    }

    private Optional<String> otherCode(String typed) {
      return field.name().equals("exploitationForms")
              && SMUGGLING.contains(typed.toLowerCase(Locale.ROOT))
          ? refuse("smuggling")
          : refuse("code-unknown", field.codeList());
    }

    /**
     * A ground must carry the processing that happens now; other codes describe the day of the
     * report.
     */
    private Optional<String> valid(Code code) {
      LocalDate on = field.name().equals("ground") ? today : day;
      return code.validOn(on)
          ? Optional.of(code.code())
          : refuse("code-not-valid", code.code(), on.toString());
    }

    <T> Optional<T> refuse(String rule, String... arguments) {
      problems.add(new FieldProblem(field.name(), rule, arguments));
      return Optional.empty();
    }
  }

  /** Whether one of its characters is such a one; a loop, because every text of a file passes. */
  static boolean holds(String text, IntPredicate such) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (such.test(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Control characters, line breaks, marks that turn the direction of a text around, and halves of
   * characters. The joiners that Persian and Indian names need are printable.
   */
  private static boolean unprintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> point != 0x200C && point != 0x200D;
      default -> false;
    };
  }
}
