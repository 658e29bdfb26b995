// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * A place where sources say different things: which two numbers, what differs, how we read them and
 * why.
 *
 * @param year the year it is about, the first one when there are more
 */
public record Disagreement(
    String code,
    int year,
    Side first,
    Side second,
    String differsNl,
    String differsEn,
    String readingNl,
    String readingEn,
    String certainty,
    String source) {

  /**
   * One of the two.
   *
   * @param value empty when the source gives no number
   * @param key the published number it is, empty when it is not among them
   */
  public record Side(Optional<BigDecimal> value, String nl, String en, String key) {
    public String who(Locale locale) {
      return locale.getLanguage().equals("en") ? en : nl;
    }
  }

  public String differs(Locale locale) {
    return locale.getLanguage().equals("en") ? differsEn : differsNl;
  }

  public String reading(Locale locale) {
    return locale.getLanguage().equals("en") ? readingEn : readingNl;
  }

  /** Whether one of the two is the number of all victims of that year in this series. */
  public boolean isAboutTotal(String series, int ofYear) {
    String key = "%s|%d|%d|presumed-victims|all".formatted(series, ofYear, ofYear);
    return first.key().equals(key) || second.key().equals(key);
  }
}
