// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/** Hears how far long work has come; called from one thread at a time. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (work, done, total) -> {};

  /** Reports that {@code done} of {@code total} parts of {@code work} are ready. */
  void at(String work, long done, long total);
}
