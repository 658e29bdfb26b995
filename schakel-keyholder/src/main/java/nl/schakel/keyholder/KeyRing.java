// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nl.schakel.linkage.oblivious.Mode;
import nl.schakel.linkage.oblivious.ObliviousKey;

/**
 * The secret keys by epoch, in one file.
 *
 * <p>Guarantee: the file is readable by its owner alone, and with a passphrase it is of no use
 * without it. It does not protect against somebody who reads the memory of the running process.
 */
final class KeyRing {
  private static final String TITLE = "schakel-key-holder-keys 1";

  /** An epoch whose key is in use; the last is the current one. */
  record Epoch(int number, Instant since, ObliviousKey key) {}

  private final Path file;
  private final Optional<String> passphrase;
  private final SecureRandom random;
  private int latest;
  private List<Epoch> epochs = List.of();
  private byte[] read = new byte[0];

  private KeyRing(Path file, Optional<String> passphrase, SecureRandom random) {
    this.file = file;
    this.passphrase = passphrase;
    this.random = random;
  }

  /** Reads the keys, or makes the first one. */
  static KeyRing open(Path file, Optional<String> passphrase, SecureRandom random, Instant now) {
    KeyRing ring = new KeyRing(file, passphrase, random);
    if (!Files.exists(file)) {
      ring.add(now);
    }
    ring.refresh();
    return ring;
  }

  /** Open epochs, oldest first. */
  synchronized List<Epoch> epochs() {
    return epochs;
  }

  synchronized Optional<Epoch> epoch(int number) {
    return epochs.stream().filter(epoch -> epoch.number() == number).findFirst();
  }

  synchronized Epoch current() {
    return epochs.getLast();
  }

  /** Opens a new epoch; the old ones answer until they are closed. */
  synchronized Epoch rotate(Instant now) {
    add(now);
    return current();
  }

  private void add(Instant now) {
    List<Epoch> all = new ArrayList<>(epochs);
    all.add(new Epoch(latest + 1, now, ObliviousKey.fresh(Mode.VOPRF, random)));
    latest++;
    save(all);
  }

  /** Throws the key of an epoch away: nobody can make its pseudonyms any more. */
  synchronized void close(int number) {
    if (epoch(number).isEmpty()) {
      throw new KeyHolderRefused("Epoch %d is not open.".formatted(number));
    }
    if (epochs.size() == 1) {
      throw new KeyHolderRefused(
          "Epoch %d is the only one; open the next with rotate first.".formatted(number));
    }
    save(epochs.stream().filter(epoch -> epoch.number() != number).toList());
  }

  private void save(List<Epoch> all) {
    StringBuilder text = new StringBuilder(TITLE).append("\nlatest ").append(latest).append('\n');
    for (Epoch epoch : all) {
      text.append(
          "epoch %d %s %s%n"
              .formatted(
                  epoch.number(), epoch.since(), HexFormat.of().formatHex(epoch.key().secret())));
    }
    OwnerFile.write(
        file,
        passphrase
            .map(secret -> Sealed.seal(text.toString(), secret, random))
            .orElse(text.toString()));
    epochs = List.copyOf(all);
  }

  /** Reads the file again when another process changed it. */
  synchronized void refresh() {
    byte[] now = OwnerFile.read(file).getBytes(StandardCharsets.UTF_8);
    if (Arrays.equals(now, read)) {
      return;
    }
    String text = new String(now, StandardCharsets.UTF_8);
    parse(Sealed.isSealed(text) ? Sealed.open(text, secret()) : text);
    read = now;
  }

  private String secret() {
    return passphrase.orElseThrow(
        () -> new KeyHolderRefused(file + " is sealed; name the file with its passphrase."));
  }

  private void parse(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() < 3 || !lines.getFirst().equals(TITLE)) {
      throw new KeyHolderRefused("%s is no file of keys; put the right one back.".formatted(file));
    }
    try {
      latest = Integer.parseInt(lines.get(1).split(" ")[1]);
      epochs = lines.stream().skip(2).map(KeyRing::epoch).toList();
    } catch (RuntimeException e) {
      // Without the cause, which could quote a secret.
      throw new KeyHolderRefused("%s is damaged; put a copy back.".formatted(file));
    }
  }

  private static Epoch epoch(String line) {
    String[] words = line.split(" ");
    return new Epoch(
        Integer.parseInt(words[1]),
        Instant.parse(words[2]),
        ObliviousKey.of(Mode.VOPRF, HexFormat.of().parseHex(words[3])));
  }
}
