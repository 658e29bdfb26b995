// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

/** The language of a report. */
public enum Language {
  /** English. */
  ENGLISH,
  /** Dutch. */
  DUTCH
}
