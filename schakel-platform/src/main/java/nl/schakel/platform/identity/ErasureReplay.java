// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.access.Gate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings ledger and database together before anybody can work: whoever was erased since the backup
 * that was restored is erased again, and lines that this ledger misses are added from the database.
 */
@Component
class ErasureReplay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ErasureReplay.class);

  private final ErasureLedger ledger;
  private final Vault vault;
  private final VaultStore store;
  private final Gate gate;
  private volatile boolean running;

  ErasureReplay(ErasureLedger ledger, Vault vault, VaultStore store, Gate gate) {
    this.ledger = ledger;
    this.vault = vault;
    this.store = store;
    this.gate = gate;
  }

  /** After all beans are made, so that listeners hear of it, and before the web server answers. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void start() {
    replay();
    running = true;
  }

  int replay() {
    Map<PersonId, Erasure> inLedger = ledger.read();
    Map<PersonId, Erasure> missing = new LinkedHashMap<>();
    store.erasures().forEach(erasure -> missing.put(erasure.person(), erasure));
    boolean sameInDatabase = missing.keySet().containsAll(inLedger.keySet());
    missing.keySet().removeAll(inLedger.keySet());
    if (!missing.isEmpty()) {
      ledger.append(List.copyOf(missing.values()));
      log.info("Added {} erasures of the database to the erasure ledger", missing.size());
    }
    if (inLedger.isEmpty()) {
      return 0;
    }
    int again = gate.asSystem(() -> vault.replay(inLedger.values(), sameInDatabase));
    log.info("Replayed the erasure ledger: {} lines, {} erased again", inLedger.size(), again);
    return again;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
