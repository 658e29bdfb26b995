// SPDX-License-Identifier: EUPL-1.2
/** Figures about few persons, made safe to publish; pure Java. */
module nl.schakel.disclosure {
  requires static org.jspecify;

  exports nl.schakel.disclosure;
  exports nl.schakel.disclosure.command;
}
