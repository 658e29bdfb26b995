// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.util.Iterator;
import scala.Tuple2;

/** What came for a task, without its number. */
record Parts(Iterator<Tuple2<Integer, byte[]>> sent) implements Iterator<byte[]> {
  @Override
  public boolean hasNext() {
    return sent.hasNext();
  }

  @Override
  public byte[] next() {
    return sent.next()._2();
  }
}
