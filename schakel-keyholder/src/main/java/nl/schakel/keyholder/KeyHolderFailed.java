// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.time.Duration;
import java.util.Optional;

/** The key holder gave no answer that may be used; says why and never which number. */
public final class KeyHolderFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whole seconds; negative when the key holder did not say. */
  private final long retryAfterSeconds;

  KeyHolderFailed(String message) {
    this(message, Optional.empty());
  }

  KeyHolderFailed(String message, Optional<Duration> retryAfter) {
    super(message);
    this.retryAfterSeconds = retryAfter.map(Duration::toSeconds).orElse(-1L);
  }

  /** How long the key holder asked to wait, where it did. */
  public Optional<Duration> retryAfter() {
    return retryAfterSeconds < 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(retryAfterSeconds));
  }
}
