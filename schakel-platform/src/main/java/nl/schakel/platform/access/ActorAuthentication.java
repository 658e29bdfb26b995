// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import org.springframework.security.core.Authentication;

/** A sign-in, of whatever kind, that knows its actor. */
public interface ActorAuthentication extends Authentication {
  Actor actor();
}
