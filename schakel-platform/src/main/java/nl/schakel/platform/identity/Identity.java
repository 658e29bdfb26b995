// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Who a person is, as far as known.
 *
 * <p>Names are free-form: a person may have one name only, and aliases in any order or script.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Identity(
    Optional<String> givenNames,
    Optional<String> familyName,
    List<String> aliases,
    Optional<LocalDate> birthDate,
    Optional<String> birthPlace,
    Optional<String> vNumber,
    Optional<String> bsn,
    Optional<String> contactAddress) {
  public static final Identity NOTHING_KNOWN =
      new Identity(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Identity {
    aliases = List.copyOf(aliases);
  }

  /** Prints nothing of the person, so that no log line or message can. */
  @Override
  public String toString() {
    return "Identity[sealed]";
  }
}
