// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.schakel.platform.access.AccountId;

/**
 * What a reporter type must, may or may not report, since when and on which ground.
 *
 * @param satisfiedBy other fields that answer a required one
 * @param switched who decided it, when a person did; empty for the reference list
 */
public record FieldRule(
    long id,
    String reporterType,
    String field,
    Presence presence,
    boolean switchable,
    String ground,
    String noteNl,
    String noteEn,
    String certainty,
    LocalDate validFrom,
    Optional<LocalDate> validTo,
    String source,
    List<String> satisfiedBy,
    Optional<Switched> switched) {

  /** Must, may or may not. */
  public enum Presence {
    REQUIRED,
    ALLOWED,
    NOT_ALLOWED;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Presence of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** A decision of a person about a field. */
  public record Switched(AccountId by, Instant at, String reason) {}

  public FieldRule {
    satisfiedBy = List.copyOf(satisfiedBy);
  }

  public boolean validOn(LocalDate day) {
    return !day.isBefore(validFrom) && validTo.map(last -> !day.isAfter(last)).orElse(true);
  }

  public boolean refused() {
    return presence == Presence.NOT_ALLOWED;
  }

  public String note(Locale locale) {
    return locale.getLanguage().equals("en") ? noteEn : noteNl;
  }
}
