// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A partner's system that showed a valid token. */
class MachineActor extends AbstractAuthenticationToken implements ActorAuthentication {
  private static final long serialVersionUID = 1L;

  private final Actor actor;
  private final String name;

  MachineActor(MachineClient client) {
    super(List.of());
    this.actor = client.actor();
    this.name = client.name();
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
    return name;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MachineActor that && actor.equals(that.actor);
  }

  @Override
  public int hashCode() {
    return actor.hashCode();
  }
}
