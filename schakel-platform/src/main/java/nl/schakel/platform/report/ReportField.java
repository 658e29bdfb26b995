// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Locale;

/**
 * One question that a report may answer.
 *
 * @param name canonical name, such as {@code birthYear}
 * @param column name in CSV files, and in the database when it is kept with the report
 * @param codeList list whose codes are accepted; for countries and municipalities the special codes
 *     beside them; empty when none
 */
public record ReportField(
    String name,
    String column,
    Group group,
    Kind kind,
    String codeList,
    Store store,
    int position,
    String labelNl,
    String labelEn,
    String helpNl,
    String helpEn) {

  /** Questions that belong on one page. */
  public enum Group {
    REPORTER,
    PERSON,
    EXPLOITATION,
    PLACE,
    CIRCUMSTANCES,
    HELP,
    IDENTITY;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an answer looks like. */
  public enum Kind {
    TEXT,
    TEXTS,
    EMAIL,
    DATE,
    MONTH,
    YEAR,
    COUNT,
    CODE,
    CODES,
    YES_NO_UNKNOWN,
    COUNTRY,
    COUNTRIES,
    NATIONALITIES,
    MUNICIPALITY,
    MUNICIPALITIES;

    static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Several answers may be given. */
    public boolean many() {
      return switch (this) {
        case TEXTS, CODES, COUNTRIES, NATIONALITIES, MUNICIPALITIES -> true;
        default -> false;
      };
    }

    /** Answers are codes of a list. */
    public boolean coded() {
      return switch (this) {
        case CODE,
            CODES,
            YES_NO_UNKNOWN,
            COUNTRY,
            COUNTRIES,
            NATIONALITIES,
            MUNICIPALITY,
            MUNICIPALITIES ->
            true;
        default -> false;
      };
    }
  }

  /** Where an answer is kept. */
  public enum Store {
    /** With the report, as a fact. */
    REPORT,
    /** In the identity vault only. */
    VAULT,
    /** Nowhere: only a keyed hash of it is kept, in the vault. */
    KEY
  }

  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? labelEn : labelNl;
  }

  public String help(Locale locale) {
    return locale.getLanguage().equals("en") ? helpEn : helpNl;
  }
}
