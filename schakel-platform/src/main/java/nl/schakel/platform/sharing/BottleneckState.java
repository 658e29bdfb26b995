// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How far a bottleneck is. */
public enum BottleneckState {
  OPEN,
  IN_PROGRESS,
  SOLVED,
  DROPPED;

  /** New feedback opens again what was solved; nothing else goes back by itself. */
  Set<BottleneckState> next() {
    return switch (this) {
      case OPEN -> Set.of(IN_PROGRESS, SOLVED, DROPPED);
      case IN_PROGRESS -> Set.of(OPEN, SOLVED, DROPPED);
      case SOLVED, DROPPED -> Set.of(OPEN);
    };
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<BottleneckState> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }
}
