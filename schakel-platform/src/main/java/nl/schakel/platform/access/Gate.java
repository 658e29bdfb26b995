// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import nl.schakel.platform.database.RowScope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The one gate: pages, API, lists, counts, exports and jobs ask here.
 *
 * <p>Guarantee: what no room grants is refused, and each refusal is announced to the log. The gate
 * decides by role; which rows a holder may see is limited to the own organisation unless the room
 * says that the right reaches across organisations.
 */
@Component
public class Gate implements RowScope.Source {
  /** The account that jobs and operator commands are logged under. */
  public static final AccountId SYSTEM_ACCOUNT = new AccountId(new UUID(0, 0));

  private static final OrganisationId NO_ORGANISATION = new OrganisationId(new UUID(0, 0));
  private static final ScopedValue<Actor> ACTING = ScopedValue.newInstance();

  private final Map<String, Set<Role>> grants = new HashMap<>();
  private final Set<String> acrossOrganisations = new HashSet<>();
  private final ApplicationEventPublisher events;

  Gate(Collection<RoomRights> rooms, ApplicationEventPublisher events) {
    this.events = events;
    for (RoomRights room : rooms) {
      room.roles().forEach(this::declare);
      acrossOrganisations.addAll(room.acrossOrganisations());
    }
    if (!grants.keySet().containsAll(acrossOrganisations)) {
      throw new IllegalStateException(
          "Rights across organisations that no room grants: " + acrossOrganisations);
    }
  }

  private void declare(String right, Set<Role> roles) {
    if (grants.putIfAbsent(right, Set.copyOf(roles)) != null) {
      throw new IllegalStateException("The right %s is declared twice".formatted(right));
    }
  }

  /** Roles by right, as the rooms declared them. */
  public Map<String, Set<Role>> grants() {
    return Map.copyOf(grants);
  }

  /** Returns who is at work, or refuses. */
  public Actor require(String right) {
    Actor actor = actor().orElseThrow(() -> refused(right));
    if (!mayDo(actor, right)) {
      throw refused(right);
    }
    return actor;
  }

  public boolean may(String right) {
    return actor().filter(actor -> mayDo(actor, right)).isPresent();
  }

  /** Whether the holder of this right sees the rows of every organisation. */
  public boolean reachesEverything(Actor actor, String right) {
    return acrossOrganisations.contains(right) && mayDo(actor, right);
  }

  private boolean mayDo(Actor actor, String right) {
    Set<Role> holders = grants.get(right);
    if (holders == null) {
      throw new IllegalArgumentException("No room declares the right " + right);
    }
    return actor.kind() == Actor.Kind.SYSTEM || actor.roles().stream().anyMatch(holders::contains);
  }

  private NotAllowed refused(String right) {
    actor().ifPresent(actor -> events.publishEvent(new AccessRefused(actor, right)));
    return new NotAllowed(right);
  }

  /** Returns who is at work now: the job's actor, else whoever is signed in. */
  public Optional<Actor> actor() {
    if (ACTING.isBound()) {
      return Optional.of(ACTING.get());
    }
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication instanceof ActorAuthentication known
        ? Optional.of(known.actor())
        : Optional.empty();
  }

  /** Does work as the system itself: jobs, listeners after commit, operator commands. */
  public <T> T asSystem(Callable<T> work) {
    return as(new Actor(Actor.Kind.SYSTEM, SYSTEM_ACCOUNT, NO_ORGANISATION, Set.of()), work);
  }

  /** Does work as the operator on behalf of one organisation. */
  public <T> T asSystemFor(OrganisationId organisation, Callable<T> work) {
    return as(new Actor(Actor.Kind.SYSTEM, SYSTEM_ACCOUNT, organisation, Set.of()), work);
  }

  /** Does work as an account that is signing in, but whose session has not begun. */
  static <T> T asAccount(Actor actor, Callable<T> work) {
    return as(actor, work);
  }

  private static <T> T as(Actor actor, Callable<T> work) {
    try {
      return ScopedValue.where(ACTING, actor).call(work::call);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public RowScope current() {
    return actor()
        .map(
            actor ->
                new RowScope(
                    Optional.of(actor.organisation().value()),
                    actor.kind() == Actor.Kind.SYSTEM
                        || acrossOrganisations.stream().anyMatch(right -> mayDo(actor, right))))
        .orElse(RowScope.NOTHING);
  }
}
