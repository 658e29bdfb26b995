// SPDX-License-Identifier: EUPL-1.2
/** Multiple systems estimation from overlapping lists; pure Java. */
module nl.schakel.estimate {
  requires static org.jspecify;

  exports nl.schakel.estimate;
  exports nl.schakel.estimate.command;
}
