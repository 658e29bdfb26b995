// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Systems of partners that call the API, and their secrets. */
@Service
public class MachineClients {
  /**
   * What a system may work as; nobody's system keeps accounts or decides on the law of data. As a
   * registrar it reads victims without identity: who is the same person is judged on pages.
   */
  public static final Set<Role> POSSIBLE_ROLES =
      Set.copyOf(EnumSet.of(Role.REPORTER, Role.REGISTRAR, Role.ANALYST, Role.AUDITOR));

  private final MachineClientStore store;
  private final PasswordEncoder passwords;
  private final Gate gate;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  MachineClients(
      MachineClientStore store,
      PasswordEncoder passwords,
      Gate gate,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.gate = gate;
    this.events = events;
    this.clock = clock;
  }

  /** How letting a system in, or changing it, ended. */
  public sealed interface Kept {
    /** Done, and this is the only time that the secret is told; empty for a foreign client. */
    record Made(UUID client, Optional<String> secret) implements Kept {}

    record Revoked() implements Kept {}

    record Refused(List<FieldProblem> problems) implements Kept {}
  }

  /** Lets a system of this organisation in. */
  @Transactional
  public Kept make(
      OrganisationId organisation, String name, Optional<String> externalId, Set<Role> roles) {
    Actor actor = gate.require(AccessRights.KEEP_ACCOUNTS);
    List<FieldProblem> problems = problems(name, externalId, roles);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    Set<Role> held = EnumSet.of(Role.MACHINE);
    held.addAll(roles);
    MachineClient client =
        new MachineClient(
            Generators.timeBasedEpochGenerator().generate(),
            organisation,
            name,
            externalId,
            held,
            true,
            actor.account(),
            clock.instant(),
            Optional.empty());
    Optional<String> secret =
        externalId.isPresent() ? Optional.empty() : Optional.of(OneTimePassword.make(8, 5));
    store.insert(client, secret.map(passwords::encode).orElse(""));
    events.publishEvent(new MachineClientChanged(client.id(), MachineClientChanged.Change.MADE));
    return new Kept.Made(client.id(), secret);
  }

  private List<FieldProblem> problems(String name, Optional<String> externalId, Set<Role> roles) {
    List<FieldProblem> problems = new ArrayList<>();
    if (name.isBlank() || name.length() > 200 || name.indexOf('\0') >= 0) {
      problems.add(new FieldProblem("name", "client.name"));
    }
    if (!POSSIBLE_ROLES.containsAll(roles)) {
      problems.add(new FieldProblem("roles", "account.roles"));
    }
    if (externalId.filter(id -> id.length() > 200 || id.indexOf('\0') >= 0).isPresent()) {
      problems.add(new FieldProblem("externalId", "client.external-id"));
    } else if (externalId.flatMap(store::byExternalId).isPresent()) {
      problems.add(new FieldProblem("externalId", "client.external-id-taken"));
    }
    return problems;
  }

  /** Replaces the secret; the old one is worthless from now on. */
  @Transactional
  public Kept rotate(UUID id) {
    gate.require(AccessRights.KEEP_ACCOUNTS);
    get(id);
    String secret = OneTimePassword.make(8, 5);
    if (!store.rotate(id, String.valueOf(passwords.encode(secret)), clock.instant())) {
      return new Kept.Refused(List.of(new FieldProblem("", "client.no-secret")));
    }
    events.publishEvent(new MachineClientChanged(id, MachineClientChanged.Change.ROTATED));
    return new Kept.Made(id, Optional.of(secret));
  }

  /** Shuts a system out for good; tokens that it still holds stop within seconds. */
  @Transactional
  public Kept revoke(UUID id) {
    gate.require(AccessRights.KEEP_ACCOUNTS);
    get(id);
    if (store.revoke(id)) {
      events.publishEvent(new MachineClientChanged(id, MachineClientChanged.Change.REVOKED));
    }
    return new Kept.Revoked();
  }

  @Transactional(readOnly = true)
  public MachineClient get(UUID id) {
    gate.require(AccessRights.KEEP_ACCOUNTS);
    return store.byId(id).orElseThrow(() -> new AccountNotFound(id)).client();
  }

  @Transactional(readOnly = true)
  public List<MachineClient> all() {
    gate.require(AccessRights.KEEP_ACCOUNTS);
    return store.all();
  }

  @Transactional(readOnly = true)
  Optional<MachineClientStore.Secret> secret(String clientId) {
    try {
      return store.byId(UUID.fromString(clientId)).filter(found -> found.client().active());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The client of this identifier, shut out or not: whom the log should name. */
  @Transactional(readOnly = true)
  Optional<MachineClient> known(String clientId) {
    try {
      return store.byId(UUID.fromString(clientId)).map(MachineClientStore.Secret::client);
    } catch (IllegalArgumentException e) {
      // PostgreSQL knows no text with this character, so no client has it in its name.
      return clientId.indexOf('\0') >= 0 ? Optional.empty() : store.byExternalId(clientId);
    }
  }

  @Transactional(readOnly = true)
  Optional<MachineClient> foreign(String externalId) {
    return externalId.indexOf('\0') >= 0
        ? Optional.empty()
        : store.byExternalId(externalId).filter(MachineClient::active);
  }

  /** Tells the log that a token was given. */
  @Transactional
  void tokenGiven(String clientId) {
    secret(clientId)
        .ifPresent(found -> events.publishEvent(new SignInAttempted(found.client().actor(), true)));
  }
}
