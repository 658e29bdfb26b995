// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.util.UUID;
import nl.schakel.platform.database.DataFolder;
import nl.schakel.platform.database.StartRefused;

/**
 * The key that tokens of the built-in authorization server are signed with.
 *
 * <p>Guarantee: it lies in the data folder sealed with a secret that lies in another file of that
 * folder, so that one copied file alone signs nothing. It does not protect against someone who can
 * read the whole folder.
 */
final class ApiSigningKey {
  private static final int BITS = 3072;

  private ApiSigningKey() {}

  /** Reads the key of this folder; the first call makes it. */
  static RSAKey of(DataFolder folder) {
    Path file = folder.root().resolve("api-signing-key.jwe");
    try {
      byte[] secret =
          MessageDigest.getInstance("SHA-256")
              .digest(folder.secret("api-signing-key.secret").getBytes(StandardCharsets.UTF_8));
      if (!Files.exists(file)) {
        write(folder, file, secret);
      }
      JWEObject sealed = JWEObject.parse(Files.readString(file).strip());
      sealed.decrypt(new DirectDecrypter(secret));
      return RSAKey.parse(sealed.getPayload().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | JOSEException | ParseException e) {
      throw new StartRefused(
          "The signing key %s cannot be opened; put back the file that belongs to this data folder, or remove it to make a new one."
              .formatted(file),
          e);
    }
  }

  private static void write(DataFolder folder, Path file, byte[] secret)
      throws IOException, JOSEException {
    RSAKey key =
        new RSAKeyGenerator(BITS)
            .keyUse(KeyUse.SIGNATURE)
            .keyID(UUID.randomUUID().toString())
            .generate();
    JWEObject sealed =
        new JWEObject(
            new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
            new Payload(key.toJSONString()));
    sealed.encrypt(new DirectEncrypter(secret));
    Path draft = Files.createTempFile(folder.root(), "api-signing-key", ".new");
    Files.writeString(draft, sealed.serialize());
    Files.move(draft, file);
  }
}
