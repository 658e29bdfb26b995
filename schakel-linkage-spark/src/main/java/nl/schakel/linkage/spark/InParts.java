// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What comes in parts, one behind the other; null is the end. Holds one part at a time. */
final class InParts<T> implements Iterator<T> {
  private final Supplier<@Nullable Iterator<T>> parts;
  private Iterator<T> part = Collections.emptyIterator();
  private boolean ended;

  InParts(Supplier<@Nullable Iterator<T>> parts) {
    this.parts = parts;
  }

  @Override
  public boolean hasNext() {
    while (!ended && !part.hasNext()) {
      Iterator<T> next = parts.get();
      ended = next == null;
      part = next == null ? Collections.emptyIterator() : next;
    }
    return part.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return part.next();
  }
}
