// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Locale;
import java.util.Optional;

/**
 * A way in which an organisation may let its persons be recognised. Dutch: koppelroute.
 *
 * <p>Which one is a matter of law, for each organisation and legal ground; never of convenience.
 */
public enum LinkageRoute {
  /** Names and numbers, readable in the vault alone. */
  CLEAR,
  /** A key by which the sender's own system, or a source list, knows the person; no number. */
  KEY,
  /** What a number became at the key holder; nobody centrally sees name or number. */
  OBLIVIOUS,
  /** Encodings that tolerate typing errors; a trial, compared outside this system. */
  ENCODED,
  /** Only how many persons two organisations share. */
  COUNT;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<LinkageRoute> of(String code) {
    for (LinkageRoute route : values()) {
      if (route.code().equals(code)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  /** Takes a second person, an assessment of its effects and an end. */
  public boolean isTrial() {
    return this == ENCODED;
  }

  /** Whether this system can do it at all. */
  public boolean isBuilt() {
    return this != COUNT;
  }
}
