// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

/** What became of a decision about an uploaded table. */
public sealed interface AggregateDecision {
  record Done() implements AggregateDecision {}

  /** Another state than the decision needs. */
  record NotOpen(AggregateState state) implements AggregateDecision {}

  /** Whoever uploaded it does not approve it, and whoever took it back does not look twice. */
  record OwnAct() implements AggregateDecision {}

  /** A program decides about nothing: whoever holds its secret may be who uploaded. */
  record NotAPerson() implements AggregateDecision {}

  /** The organisation may not publish this kind of table, or not one that this maker counted. */
  record NotEntitled() implements AggregateDecision {}

  /**
   * Meanwhile another table went out that this one was not judged with, and together they would
   * tell too much.
   */
  record TellsTooMuch() implements AggregateDecision {}

  /** A reason is asked for, and there was none. */
  record NoReason() implements AggregateDecision {}

  record NoteTooLong(int longest) implements AggregateDecision {}
}
