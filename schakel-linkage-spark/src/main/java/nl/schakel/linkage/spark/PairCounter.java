// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Serializable;
import java.util.function.LongConsumer;
import org.apache.spark.util.LongAccumulator;

/** Adds up over the cluster; a task that was repeated counts twice. */
record PairCounter(LongAccumulator total) implements LongConsumer, Serializable {
  @Override
  public void accept(long pairs) {
    total.add(pairs);
  }

  long value() {
    return total.value();
  }
}
