// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.UUID;

/** How merging, splitting or undoing ended. */
public sealed interface Moved {
  /** Done; the reports are with this victim now. */
  record Done(UUID movement, VictimId victim) implements Moved {}

  /**
   * A registrar said before that these two are different people; that has to be withdrawn first.
   */
  record SaidNotSame() implements Moved {}

  /** Two people decide this one; it stands at the matching desk as this question. */
  record AtTheDesk(UUID question) implements Moved {}

  /** A victim keeps at least one report, and one at least has to go. */
  record NothingLeft() implements Moved {}

  /** Something happened with the same reports since; that has to be undone first. */
  record LaterStepFirst() implements Moved {}
}
