// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.schakel.disclosure.NoiseKey;
import nl.schakel.platform.access.Gate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The secret that decides between the ways in which a table can be rounded.
 *
 * <p>Guarantee: drawn once for an installation and never shown; with it the same table is rounded
 * in the same way every time, so that asking twice tells nothing.
 */
@Repository
public class NoiseKeys {
  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final JdbcClient jdbc;
  private final Gate gate;
  private final TransactionTemplate apart;
  private final SecureRandom random = new SecureRandom();

  /** Read once: a question that holds a connection must not wait for a second one. */
  private volatile byte @Nullable [] known;

  NoiseKeys(JdbcClient jdbc, Gate gate, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.gate = gate;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The key for releases and the explorer; reads it once, in a transaction of its own. */
  public NoiseKey key() {
    return NoiseKey.of(bytes());
  }

  /** Another key for another purpose, always the same for the same purpose. */
  public NoiseKey key(String purpose) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes(), ALGORITHM));
      return NoiseKey.of(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  private byte[] bytes() {
    byte[] bytes = known;
    if (bytes == null) {
      bytes = gate.asSystem(() -> apart.execute(status -> kept()));
      known = bytes;
    }
    return bytes;
  }

  private byte[] kept() {
    byte[] drawn = new byte[BYTES];
    random.nextBytes(drawn);
    jdbc.sql("insert into monitor.noise_key (key) values (:key) on conflict (single) do nothing")
        .param("key", drawn)
        .update();
    return jdbc.sql("select key from monitor.noise_key").query(byte[].class).single();
  }
}
