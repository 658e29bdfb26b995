// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.security.SecureRandom;
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
class NoiseKeys {
  private static final int BYTES = 32;

  private final JdbcClient jdbc;
  private final Gate gate;
  private final TransactionTemplate apart;
  private final SecureRandom random = new SecureRandom();

  /** Read once: a question that holds a connection must not wait for a second one. */
  private volatile @Nullable NoiseKey known;

  NoiseKeys(JdbcClient jdbc, Gate gate, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.gate = gate;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  NoiseKey key() {
    NoiseKey key = known;
    if (key == null) {
      byte[] bytes = gate.asSystem(() -> apart.execute(status -> kept()));
      key = NoiseKey.of(bytes);
      known = key;
    }
    return key;
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
