// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import nl.schakel.disclosure.Ledger;
import nl.schakel.disclosure.Release;

/** The releases that a table is judged together with; grows with each table that is shown. */
final class Ledgers {
  private Ledger ledger = Ledger.EMPTY;

  Ledger all() {
    return ledger;
  }

  void add(Release release) {
    ledger = ledger.with(release);
  }
}
