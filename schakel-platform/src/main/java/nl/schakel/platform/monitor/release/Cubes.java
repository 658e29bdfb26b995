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
 * Keeps the last few frozen sets ready to be counted; they never change, so nothing grows stale.
 */
@Component
class Cubes {
  private static final int MOST = 3;

  private final FrozenSetStore store;
  private final TransactionTemplate transactions;
  private final Map<FrozenSetId, FrozenCube> held = new LinkedHashMap<>();

  Cubes(FrozenSetStore store, PlatformTransactionManager transactions) {
    this.store = store;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setReadOnly(true);
  }

  /** The records of a set that whoever is at work may read. */
  synchronized FrozenCube of(FrozenSet set) {
    FrozenCube known = held.remove(set.id());
    FrozenCube cube = known == null ? read(set) : known;
    held.put(set.id(), cube);
    if (held.size() > MOST) {
      held.remove(held.keySet().iterator().next());
    }
    return cube;
  }

  /** Once somebody is erased nothing is held of before; no new table comes from such a set. */
  @TransactionalEventListener
  synchronized void on(ReportsForgotten ignored) {
    held.clear();
  }

  private FrozenCube read(FrozenSet set) {
    return transactions.execute(
        status ->
            FrozenCube.of(
                set,
                FrozenDefinitions.dimensions(store.definitions(set.id())),
                taker -> store.each(set.id(), taker)));
  }
}
