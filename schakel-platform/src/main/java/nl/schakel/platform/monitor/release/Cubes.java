// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.LinkedHashMap;
import java.util.Map;
import nl.schakel.platform.register.ReportsForgotten;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the last few frozen sets ready to be counted.
 *
 * <p>Guarantee: a set that somebody was erased from since, on whatever machine, is read anew.
 */
@Component
class Cubes {
  private static final int MOST = 3;

  private final FrozenSetStore store;
  private final TransactionTemplate transactions;
  private final Map<FrozenSetId, Held> held = new LinkedHashMap<>();

  /**
   * A set as it was read.
   *
   * @param erasure the last one from this set before it was read
   */
  private record Held(long erasure, FrozenCube cube) {}

  Cubes(FrozenSetStore store, PlatformTransactionManager transactions) {
    this.store = store;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setReadOnly(true);
  }

  /** The records of a set that whoever is at work may read. */
  synchronized FrozenCube of(FrozenSet set) {
    return transactions.execute(status -> current(set)).cube();
  }

  private Held current(FrozenSet set) {
    long erasure = store.lastErasure(set.id());
    Held known = held.remove(set.id());
    Held current =
        known != null && known.erasure() == erasure ? known : new Held(erasure, read(set));
    held.put(set.id(), current);
    if (held.size() > MOST) {
      held.remove(held.keySet().iterator().next());
    }
    return current;
  }

  /** Once somebody is erased nothing is held of before; no new table comes from such a set. */
  @TransactionalEventListener
  synchronized void on(ReportsForgotten ignored) {
    held.clear();
  }

  private FrozenCube read(FrozenSet set) {
    return FrozenCube.of(
        set,
        FrozenDefinitions.dimensions(store.definitions(set.id())),
        taker -> store.each(set.id(), taker));
  }
}
