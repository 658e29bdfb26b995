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
final class KeyHolder {
  static final String EVALUATED = "evaluated";

  /** Numbers of one call. */
  static final int LARGEST_BATCH = 200;

  /** What became of a call. */
  sealed interface Outcome {
    record Done(int epoch, ObliviousKey.Evaluation evaluation) implements Outcome {}

    record UnknownEpoch(int epoch) implements Outcome {}

    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final KeyRing keys;
  private final Clients clients;
  private final RequestLog log;
  private final Quota quota;
  private final SecureRandom random;

  KeyHolder(KeyRing keys, Clients clients, RequestLog log, Quota quota, SecureRandom random) {
    this.keys = keys;
    this.clients = clients;
    this.log = log;
    this.quota = quota;
    this.random = random;
  }

  static KeyHolder open(
      Path folder, Optional<String> passphrase, SecureRandom random, Clock clock) {
    OwnerFile.folder(folder);
    RequestLog log = log(folder, clock);
    log.dropUnfinished();
    RequestLog.Check check = log.check();
    check
        .fault()
        .ifPresent(
            fault -> {
              throw new KeyHolderRefused("The log is not whole: " + fault);
            });
    return new KeyHolder(
        keys(folder, passphrase, random, clock),
        clients(folder),
        log,
        new Quota(clock, log),
        random);
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
      log.append(client.name(), "over-quota", epoch, blinded.size());
      return new Outcome.TooMany(wait);
    }
    log.append(client.name(), EVALUATED, epoch, blinded.size());
    return new Outcome.Done(epoch, key.get().key().evaluate(blinded, random));
  }

  /** Somebody without a valid token. */
  void unknownCaller(int times) {
    log.append("-", "unknown-token", 0, times);
  }
}
