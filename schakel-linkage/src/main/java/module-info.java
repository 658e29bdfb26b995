// SPDX-License-Identifier: EUPL-1.2
/** Record linkage: the same person or not; pure Java. */
module nl.schakel.linkage {
  requires static org.jspecify;

  exports nl.schakel.linkage;
  exports nl.schakel.linkage.command;
  exports nl.schakel.linkage.encoded;
  exports nl.schakel.linkage.invented;
  exports nl.schakel.linkage.oblivious;
}
