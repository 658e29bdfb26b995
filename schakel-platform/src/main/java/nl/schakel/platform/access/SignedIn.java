// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A person signed in with a local account. */
class SignedIn extends AbstractAuthenticationToken implements ActorAuthentication {
  private static final long serialVersionUID = 1L;

  private final Actor actor;
  private final String displayName;

  SignedIn(Account account) {
    super(List.of());
    this.actor = account.actor();
    this.displayName = account.displayName();
    setAuthenticated(true);
  }

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return displayName;
  }

  @Override
  public String getName() {
    return displayName;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignedIn that && actor.equals(that.actor);
  }

  @Override
  public int hashCode() {
    return actor.hashCode();
  }
}
