// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** Hears how far long work is. */
@FunctionalInterface
public interface Progress {
  /** So many of so many parts of this work are done. */
  void step(String work, long done, long total);

  /** Hears nothing. */
  static Progress none() {
    return (work, done, total) -> {};
  }
}
