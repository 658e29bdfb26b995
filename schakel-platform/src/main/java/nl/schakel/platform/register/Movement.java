// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.identity.KeyKind;

/**
 * Reports that went from one victim to another.
 *
 * @param reports how many reports went along
 * @param undoneBy the movement that took it back
 * @param byModel what linked; empty when a person or a key did
 * @param byKey the kind of key that two reports turned out to share; empty when that was not why
 */
public record Movement(
    UUID id,
    Kind kind,
    VictimId from,
    VictimId to,
    String reason,
    AccountId account,
    Instant at,
    int reports,
    Optional<UUID> undoes,
    Optional<UUID> undoneBy,
    Optional<ByModel> byModel,
    Optional<KeyKind> byKey) {

  /** The weight that linked without a registrar, and the version of the model that made it. */
  public record ByModel(int version, double bits) {}

  /** Why reports went. */
  public enum Kind {
    MERGE,
    SPLIT,
    UNDO;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean canBeUndone() {
    return kind != Kind.UNDO && undoneBy.isEmpty();
  }

  Movement by(Optional<ByModel> model, Optional<KeyKind> key) {
    return new Movement(
        id, kind, from, to, reason, account, at, reports, undoes, undoneBy, model, key);
  }
}
