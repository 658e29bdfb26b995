// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Closes and opens one person, and makes linking keys; knows no database.
 *
 * <p>Each person has a fresh 256-bit key. Key and text are both bound to the person's identifier,
 * so neither can be put under another person.
 */
@Component
class PersonSealer {
  private static final int KEY_BYTES = 32;
  private static final int LINKING_KEY_BYTES = 16;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final VaultKeys keys;

  PersonSealer(VaultKeys keys) {
    this.keys = keys;
  }

  SealedPerson seal(PersonId person, Identity identity) {
    byte[] bound = bytes(person);
    byte[] key = Random.randBytes(KEY_BYTES);
    try {
      return new SealedPerson(
          person,
          keys.wrapping().encrypt(key, bound),
          new AesGcmJce(key).encrypt(JSON.writeValueAsBytes(identity), bound));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Sealing failed for person " + person, e);
    }
  }

  Identity open(SealedPerson sealed) {
    byte[] bound = bytes(sealed.person());
    try {
      byte[] key = keys.wrapping().decrypt(sealed.wrappedKey(), bound);
      return JSON.readValue(new AesGcmJce(key).decrypt(sealed.sealed(), bound), Identity.class);
    } catch (GeneralSecurityException e) {
      throw new SealBroken("person " + sealed.person());
    } catch (JacksonException e) {
      // The cause would quote the text it stumbled on.
      throw new SealBroken("person " + sealed.person());
    }
  }

  Optional<LinkingKey> linkingKey(PersonId person, KeyKind kind, Optional<String> text) {
    return text.flatMap(kind::normalised).map(plain -> derive(person, kind, plain));
  }

  private LinkingKey derive(PersonId person, KeyKind kind, String plain) {
    try {
      return new LinkingKey(
          person,
          kind,
          keys.linking(kind)
              .computePrimary(plain.getBytes(StandardCharsets.UTF_8), LINKING_KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No linking key for person " + person, e);
    }
  }

  private static byte[] bytes(PersonId person) {
    return ByteBuffer.allocate(16)
        .putLong(person.value().getMostSignificantBits())
        .putLong(person.value().getLeastSignificantBits())
        .array();
  }
}
