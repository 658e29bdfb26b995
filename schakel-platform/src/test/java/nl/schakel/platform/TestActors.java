// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.ActorAuthentication;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** People and machines who act in tests, and ways to act as them. */
public final class TestActors {
  public static final OrganisationId COORDINATION_CENTRE = Organisations.idOf("CoMensha");

  private TestActors() {}

  public static Actor registrar() {
    return person(COORDINATION_CENTRE, Role.REGISTRAR);
  }

  public static Actor dataProtectionOfficer() {
    return person(COORDINATION_CENTRE, Role.DATA_PROTECTION_OFFICER);
  }

  public static Actor reporter(OrganisationId organisation) {
    return person(organisation, Role.REPORTER);
  }

  /** A new organisation's identifier; nobody else has rows there. */
  public static OrganisationId anOrganisation() {
    return new OrganisationId(UUID.randomUUID());
  }

  /** A person with an account of their own. */
  public static Actor person(OrganisationId organisation, Role... roles) {
    return new Actor(
        Actor.Kind.PERSON, new AccountId(UUID.randomUUID()), organisation, Set.of(roles));
  }

  public static Actor machine(OrganisationId organisation, Role... roles) {
    Set<Role> held = EnumSet.of(Role.MACHINE, roles);
    return new Actor(Actor.Kind.MACHINE, new AccountId(UUID.randomUUID()), organisation, held);
  }

  /** Does work as this actor. Begin transactions inside: row scope is read when they begin. */
  public static <T> T as(Actor actor, Callable<T> work) {
    SecurityContext before = SecurityContextHolder.getContext();
    SecurityContext signedIn = SecurityContextHolder.createEmptyContext();
    signedIn.setAuthentication(new SignedInForTest(actor));
    SecurityContextHolder.setContext(signedIn);
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      SecurityContextHolder.setContext(before);
    }
  }

  /** As {@link #as(Actor, Callable)}, without an answer. */
  public static void run(Actor actor, Runnable work) {
    as(
        actor,
        () -> {
          work.run();
          return actor;
        });
  }

  /** Signs a {@code MockMvc} request in: {@code mvc.perform(get("/").with(signedIn(actor)))}. */
  public static RequestPostProcessor signedIn(Actor actor) {
    return authentication(new SignedInForTest(actor));
  }

  private static final class SignedInForTest extends AbstractAuthenticationToken
      implements ActorAuthentication {
    private static final long serialVersionUID = 1L;

    private final Actor actor;

    SignedInForTest(Actor actor) {
      super(List.of());
      this.actor = actor;
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
      return actor.account();
    }
  }
}
