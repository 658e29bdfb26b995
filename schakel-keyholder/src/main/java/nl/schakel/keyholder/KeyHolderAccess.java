// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.schakel.linkage.oblivious.Element;
import nl.schakel.linkage.oblivious.InvalidElement;

/**
 * How a client reaches a key holder, as options and settings say it.
 *
 * @param address such as {@code https://key-holder.example}
 * @param tokenFile the token of the client on its first line, readable by its owner alone
 * @param publicKeys {@code EPOCH:HEX} each, as the administrator of the key holder handed them over
 * @param trust certificates in PEM to believe instead of those of the JDK
 */
public record KeyHolderAccess(
    String address, Path tokenFile, List<String> publicKeys, Optional<Path> trust) {
  public KeyHolderAccess {
    publicKeys = List.copyOf(publicKeys);
  }

  /** A client; {@link KeyHolderFailed} says in words what is wrong with any of these. */
  public KeyHolderClient client(SecureRandom random) {
    try {
      return new KeyHolderClient(
          uri(), OwnerFile.secret(tokenFile), keys(), trust.map(Options::trusting), random);
    } catch (KeyHolderRefused | UncheckedIOException e) {
      throw new KeyHolderFailed("The key holder cannot be asked: " + e.getMessage());
    }
  }

  private URI uri() {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new KeyHolderFailed(
          "The key holder has an address such as https://key-holder.example.");
    }
  }

  private Map<Integer, Element> keys() {
    Map<Integer, Element> keys = new TreeMap<>();
    for (String text : publicKeys) {
      int colon = text.indexOf(':');
      if (colon < 0 || !text.substring(0, colon).matches("[1-9][0-9]{0,5}")) {
        throw new KeyHolderFailed("A public key is written EPOCH:HEX, such as 1:02ab…");
      }
      try {
        keys.put(
            Integer.valueOf(text.substring(0, colon)), Element.ofHex(text.substring(colon + 1)));
      } catch (InvalidElement e) {
        throw new KeyHolderFailed("A public key is wrong: " + e.getMessage());
      }
    }
    return keys;
  }
}
