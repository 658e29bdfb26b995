// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.schakel.linkage.oblivious.Element;
import nl.schakel.linkage.oblivious.ObliviousKey;

/**
 * Answers blinded elements for known clients, within their quota, and writes each answer down.
 *
 * <p>Guarantee: no number and no pseudonym passes here, so none can be kept, logged or demanded.
 * What remains to be learnt is who asks how often.
 */
final class KeyHolder implements AutoCloseable {
  static final String EVALUATED = "evaluated";

  /** Numbers of one call. */
  static final int LARGEST_BATCH = 200;

  /** What became of a call. */
  sealed interface Outcome {
    record Done(int epoch, ObliviousKey.Evaluation evaluation) implements Outcome {}

    record UnknownEpoch(int epoch) implements Outcome {}

    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final FolderLock lock;
  private final KeyRing keys;
  private final Clients clients;
  private final RequestLog log;
  private final Refusals refusals;
  private final Quota quota;
  private final SecureRandom random;

  private KeyHolder(
      FolderLock lock,
      KeyRing keys,
      Clients clients,
      RequestLog log,
      Clock clock,
      SecureRandom random) {
    this.lock = lock;
    this.keys = keys;
    this.clients = clients;
    this.log = log;
    this.refusals = new Refusals(log, clock);
    this.quota = new Quota(clock, log);
    this.random = random;
  }

  /**
   * Takes the folder for itself until it is closed: two on one folder would give each quota twice.
   */
  static KeyHolder open(
      Path folder, Optional<String> passphrase, SecureRandom random, Clock clock) {
    OwnerFile.folder(folder);
    FolderLock lock = FolderLock.take(folder);
    try {
      RequestLog log = log(folder, clock);
      log.dropUnfinished();
      log.check()
          .fault()
          .ifPresent(
              fault -> {
                throw new KeyHolderRefused("The log is not whole: " + fault);
              });
      return new KeyHolder(
          lock, keys(folder, passphrase, random, clock), clients(folder), log, clock, random);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static KeyRing keys(Path folder, Optional<String> passphrase, SecureRandom random, Clock clock) {
    return KeyRing.open(folder.resolve("keys"), passphrase, random, clock.instant());
  }

  static Clients clients(Path folder) {
    return new Clients(folder.resolve("clients"));
  }

  static RequestLog log(Path folder, Clock clock) {
    return new RequestLog(folder.resolve("requests.log"), clock);
  }

  Optional<Client> client(String token) {
    return clients.holding(token);
  }

  /** Open epochs with their public keys, oldest first. */
  List<KeyRing.Epoch> epochs() {
    keys.refresh();
    return keys.epochs();
  }

  Outcome evaluate(Client client, int epoch, List<Element> blinded) {
    keys.refresh();
    Optional<KeyRing.Epoch> key = keys.epoch(epoch);
    if (key.isEmpty()) {
      return new Outcome.UnknownEpoch(epoch);
    }
    Duration wait = quota.take(client, blinded.size());
    if (!wait.isZero()) {
      refusals.count(client.name(), "over-quota", epoch, blinded.size());
      return new Outcome.TooMany(wait);
    }
    log.append(client.name(), EVALUATED, epoch, blinded.size());
    return new Outcome.Done(epoch, key.get().key().evaluate(blinded, random));
  }

  /** Somebody without a valid token. */
  void unknownCaller() {
    refusals.count("-", "unknown-token", 0, 1);
  }

  /** Writes what was still being counted and gives the folder back. */
  @Override
  public void close() {
    try (lock) {
      refusals.writeAll();
    }
  }
}
