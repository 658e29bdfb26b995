// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nl.schakel.platform.web.FieldProblem;

/**
 * Looks for data of a case in a short text that must have none.
 *
 * <p>Guarantee: what looks like an e-mail address, an account of a social medium, a web address, a
 * number of a person (telephone, citizen service number, date, bank account) or a postcode with a
 * house number is refused, also when it is written with spaces, points, full-width or hidden
 * characters. Names are not recognised; the form asks not to write them.
 */
final class NoCaseData {
  private static final Pattern MAIL = Pattern.compile("[\\p{L}\\p{N}._%+-]+\\s*@");
  private static final Pattern HANDLE =
      Pattern.compile("(?<![\\p{L}\\p{N}])@\\s*[\\p{L}\\p{N}_.]{2,}");
  private static final Pattern WEB =
      Pattern.compile(
          "(?i)\\bhttps?:|\\bwww\\.|\\b(t|wa|fb)\\.me/|\\b(insta|facebook|tiktok|snap)\\w*\\.com");

  /** Numbers of laws: a BWB number, or a number of the EU such as 2016/679. */
  private static final Pattern LAW =
      Pattern.compile("BWBR\\d{7}|(?<!\\d)(19|20)\\d{2}/\\d{1,4}(?![\\s./()+-]{0,3}\\d)");

  /** Seven digits, with signs between them that people write in numbers and dates. */
  private static final Pattern NUMBER = Pattern.compile("\\d(?:[\\s./()+-]{0,3}\\d){6,}");

  private static final Pattern BANK =
      Pattern.compile("(?i)\\b[A-Z]{2}\\s?\\d{2}\\s?[A-Z]{4}\\s?[\\d\\s]{6,}");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)\\b[1-9]\\d{3}\\s?[A-Z]{2}\\b(?=.{0,12}\\d)|\\b(straat|laan|weg|plein)\\s\\d+\\b");
  private static final Pattern STREET =
      Pattern.compile("(?i)\\p{L}{2,}(straat|laan|plein|gracht)\\s+\\d+");

  private NoCaseData() {}

  /** Everything that is wrong with the text of a field; the text is never repeated. */
  static List<FieldProblem> problems(String field, String text, int most) {
    List<FieldProblem> problems = new ArrayList<>();
    if (text.length() > most) {
      problems.add(new FieldProblem(field, "sharing-guide.long", Integer.toString(most)));
    }
    // Only as much as may be sent is looked at: anybody may send megabytes, and a look takes time.
    problems.addAll(pointing(field, text.substring(0, Math.min(most, text.length()))));
    return problems;
  }

  private static List<FieldProblem> pointing(String field, String text) {
    List<FieldProblem> problems = new ArrayList<>();
    if (text.codePoints().anyMatch(NoCaseData::unreadable)) {
      problems.add(new FieldProblem(field, "sharing-guide.unreadable"));
    }
    String seen = asRead(text);
    if (MAIL.matcher(seen).find() || HANDLE.matcher(seen).find() || WEB.matcher(seen).find()) {
      problems.add(new FieldProblem(field, "sharing-guide.address"));
    }
    if (NUMBER.matcher(seen).find() || BANK.matcher(seen).find()) {
      problems.add(new FieldProblem(field, "sharing-guide.number"));
    }
    if (ADDRESS.matcher(seen).find() || STREET.matcher(seen).find()) {
      problems.add(new FieldProblem(field, "sharing-guide.street"));
    }
    return problems;
  }

  /** The text as a reader takes it: compatibility forms made plain, what is not seen left out. */
  private static String asRead(String text) {
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(one -> Character.getType(one) != Character.FORMAT)
        .forEach(
            one -> {
              if (Character.isDigit(one)) {
                plain.append(Character.digit(one, 10));
              } else if (Character.getType(one) == Character.DASH_PUNCTUATION) {
                plain.append('-');
              } else {
                plain.appendCodePoint(one);
              }
            });
    return LAW.matcher(plain).replaceAll("");
  }

  private static boolean unreadable(int one) {
    return Character.getType(one) == Character.SURROGATE
        || Character.getType(one) == Character.UNASSIGNED
        || (Character.isISOControl(one) && one != '\n' && one != '\r' && one != '\t');
  }
}
