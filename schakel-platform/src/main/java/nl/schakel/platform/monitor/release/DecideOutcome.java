// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

/** What became of a decision about a release. */
public sealed interface DecideOutcome {
  record Done(Release release) implements DecideOutcome {}

  /** Another state than the decision needs. */
  record NotOpen(ReleaseState state) implements DecideOutcome {}

  /** Whoever drafted it does not decide about it. */
  record OwnDraft() implements DecideOutcome {}

  /** A program decides about nothing: whoever holds its secret may be who drafted. */
  record NotAPerson() implements DecideOutcome {}

  /** Not one of its tables may be shown. */
  record NothingToShow() implements DecideOutcome {}

  /** The set or a table is not what it was: nothing goes out. */
  record NotWhole() implements DecideOutcome {}

  /** Somebody was erased from the set after the draft was made: it can be returned alone. */
  record ErasedSince() implements DecideOutcome {}

  /** A reason is asked for, and there was none. */
  record NoReason() implements DecideOutcome {}

  record NoteTooLong(int longest) implements DecideOutcome {}
}
