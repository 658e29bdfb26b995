// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

/**
 * Somebody was turned away before being signed in.
 *
 * @param actor the account or client that was meant, or {@link Actor#stranger}
 * @param reason a code of ours; never what was sent
 * @param unlogged how many such refusals of strangers had no line of their own since the last one
 */
public record EntryRefused(Actor actor, EntryKind way, String reason, long unlogged) {

  /** How they tried to come in. */
  public enum EntryKind {
    /** A person, by signing in at their own organisation. */
    OWN_ORGANISATION,
    /** A system that asked the built-in server for a token. */
    TOKEN_REQUEST,
    /** A system that showed a token. */
    TOKEN
  }
}
