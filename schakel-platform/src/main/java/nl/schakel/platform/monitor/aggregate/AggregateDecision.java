// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

/** What became of a decision about an uploaded table. */
public enum AggregateDecision {
  DONE,
  /** It was decided before. */
  NOT_OPEN,
  /** Whoever uploaded it does not decide about it. */
  OWN_UPLOAD,
  /** Giving it back asks for a reason, and a note is not too long. */
  NO_REASON
}
