// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One cut of one year as it may be shown. */
public sealed interface SafeCut {

  /** Every cell, in the order of the categories. */
  record Shown(Counting counting, Map<String, SafeCell> cells) implements SafeCut {
    public Shown {
      cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }
  }

  /** Nothing of this cut is shown for this year: together with the rest it would tell too much. */
  record Withheld() implements SafeCut {}
}
