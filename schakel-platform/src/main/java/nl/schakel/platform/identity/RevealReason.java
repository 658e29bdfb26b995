// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/** What somebody needs an identity for; goes into the log beside the ground. */
public enum RevealReason {
  /** Deciding whether two reports are about one person. */
  COMPARE_CANDIDATES,
  /** Asking the reporter back, or mending what the reporter corrected. */
  CORRECT_REPORT,
  /** Answering a person who asks what is known about them (AVG article 15). */
  DATA_SUBJECT_REQUEST,
  /** A duty in a law or an order by a court to say who it is. */
  LEGAL_OBLIGATION
}
