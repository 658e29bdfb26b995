// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A person signed in, here or at their own organisation. */
class SignedIn extends AbstractAuthenticationToken implements ActorAuthentication {
  private static final long serialVersionUID = 1L;

  private final Actor actor;
  private final String displayName;
  private final int version;
  private final boolean mustChangePassword;
  private final boolean signedInHere;

  SignedIn(Account account) {
    super(List.of());
    this.actor = account.actor();
    this.displayName = account.displayName();
    this.version = account.version();
    this.mustChangePassword = account.mustChangePassword();
    this.signedInHere = account.signsInHere();
    setAuthenticated(true);
  }

  @Override
  public Actor actor() {
    return actor;
  }

  /** The version of the account that the session began under. */
  int version() {
    return version;
  }

  boolean mustChangePassword() {
    return mustChangePassword;
  }

  /** Whether with a password of ours, not at the own organisation. */
  boolean signedInHere() {
    return signedInHere;
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
