// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * An article that a rule rests on. Dutch: grondslag.
 *
 * @param id Juriconnect reference ({@code jci1.3:c:BWBR…}), ELI of an EU act, or a name of our own
 *     for a source that has neither
 * @param special it can carry special categories of data or data on offences
 * @param source where the article was read, in which version
 */
public record LawGround(
    String id,
    boolean special,
    String labelNl,
    String labelEn,
    Certainty certainty,
    String source,
    String textNl,
    String textEn) {
  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? labelEn : labelNl;
  }

  /** What the article says, in our own words. */
  public String text(Locale locale) {
    return locale.getLanguage().equals("en") ? textEn : textNl;
  }

  /** The day of which the text was read; empty when that is not known. */
  public Optional<LocalDate> textOf() {
    int at = id.indexOf("&g=");
    return at < 0 ? Optional.empty() : Optional.of(LocalDate.parse(id.substring(at + 3)));
  }

  /** Where the public can read it; empty for a source without an address. */
  public Optional<String> href() {
    if (id.startsWith("jci")) {
      return Optional.of("https://wetten.overheid.nl/" + id);
    }
    return id.startsWith("http://data.europa.eu/eli/")
        ? Optional.of(id.replace("http://data.europa.eu/eli/", "https://eur-lex.europa.eu/eli/"))
        : Optional.empty();
  }
}
