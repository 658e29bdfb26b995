// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Options of the command line: {@code --name value}, and words without a name. */
final class Options {
  private final Map<String, List<String>> named = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  Options(List<String> arguments, Set<String> known) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (!word.startsWith("--")) {
        words.add(word);
        continue;
      }
      if (!known.contains(word)) {
        throw new KeyHolderRefused("There is no option " + word + "; see help.");
      }
      if (++i == arguments.size()) {
        throw new KeyHolderRefused(word + " needs a value.");
      }
      named.computeIfAbsent(word, name -> new ArrayList<>()).add(arguments.get(i));
    }
  }

  List<String> words() {
    return words;
  }

  List<String> all(String name) {
    return named.getOrDefault(name, List.of());
  }

  Optional<String> one(String name) {
    return all(name).stream().reduce((earlier, later) -> later);
  }

  String required(String name) {
    return one(name).orElseThrow(() -> new KeyHolderRefused(name + " is missing; see help."));
  }

  int number(String name, int otherwise, int least, int most) {
    Optional<String> text = one(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    int number = text.get().matches("[0-9]{1,9}") ? Integer.parseInt(text.get()) : -1;
    if (number < least || number > most) {
      throw new KeyHolderRefused("%s is a number in %d..%d.".formatted(name, least, most));
    }
    return number;
  }

  /** The first line of a file that only its owner may read. */
  Optional<String> secret(String name) {
    return one(name).map(file -> OwnerFile.secret(Path.of(file)));
  }

  /** Own certificate and key, for serving. */
  Optional<SSLContext> identity() {
    if (one("--tls-keystore").isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(Path.of(required("--tls-keystore")))) {
      char[] password =
          secret("--tls-password-file")
              .orElseThrow(() -> new KeyHolderRefused("--tls-password-file is missing."))
              .toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return Optional.of(context);
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyHolderRefused("The TLS key store cannot be opened: " + e.getMessage());
    }
  }

  /** Certificates to believe, in PEM, for asking. */
  static SSLContext trusting(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("trusted-" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new KeyHolderRefused("%s holds no certificates in PEM.".formatted(file));
    }
  }
}
