// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;

/**
 * What one registrar answered about two victims: first without the weight, then with it.
 *
 * @param decided empty until the weight was seen and the answer was confirmed or changed
 */
public record Judgement(
    UUID id,
    AccountId account,
    Answer blind,
    String blindReason,
    Instant blindAt,
    Optional<Decided> decided) {

  /** One person or two. */
  public enum Answer {
    SAME("same"),
    NOT_SAME("not-same");

    private final String code;

    Answer(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Optional<Answer> of(String code) {
      for (Answer answer : values()) {
        if (answer.code.equals(code)) {
          return Optional.of(answer);
        }
      }
      return Optional.empty();
    }
  }

  /** The answer with the weight in view. */
  public record Decided(Answer answer, String reason, Instant at) {}
}
