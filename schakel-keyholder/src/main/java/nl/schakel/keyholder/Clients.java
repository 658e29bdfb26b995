// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Who may ask, in one file; a token is shown once and kept as a hash. */
final class Clients {
  private static final int TOKEN_BYTES = 32;

  private final Path file;

  Clients(Path file) {
    this.file = file;
  }

  List<Client> all() {
    return Files.exists(file)
        ? OwnerFile.read(file).lines().filter(line -> !line.isBlank()).map(this::client).toList()
        : List.of();
  }

  private Client client(String line) {
    String[] words = line.split(" ");
    try {
      return new Client(words[0], words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new KeyHolderRefused("%s is damaged; put a copy back.".formatted(file));
    }
  }

  /** Compares with every client in the same time, so that nothing can be learnt by measuring. */
  Optional<Client> holding(String token) {
    byte[] asked = sha256(token);
    Optional<Client> found = Optional.empty();
    for (Client client : all()) {
      if (MessageDigest.isEqual(asked, HexFormat.of().parseHex(client.tokenSha256()))) {
        found = Optional.of(client);
      }
    }
    return found;
  }

  /** Adds a client, or gives a known one a new token and new limits; returns the token. */
  String put(String name, int perHour, int perDay, SecureRandom random) {
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = "skh_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    List<Client> others = new ArrayList<>(without(name));
    others.add(new Client(name, HexFormat.of().formatHex(sha256(token)), perHour, perDay));
    save(others);
    return token;
  }

  void remove(String name) {
    List<Client> others = without(name);
    if (others.size() == all().size()) {
      throw new KeyHolderRefused("There is no client " + name + ".");
    }
    save(others);
  }

  private List<Client> without(String name) {
    return all().stream().filter(client -> !client.name().equals(name)).toList();
  }

  private void save(List<Client> clients) {
    StringBuilder text = new StringBuilder();
    clients.forEach(
        client ->
            text.append(
                "%s %s %d %d%n"
                    .formatted(
                        client.name(), client.tokenSha256(), client.perHour(), client.perDay())));
    OwnerFile.write(file, text.toString());
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
