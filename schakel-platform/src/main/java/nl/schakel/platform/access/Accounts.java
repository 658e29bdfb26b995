// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts of people, and signing in with a name and a password. */
@Service
public class Accounts {
  /** A sign-in name: what fits in a name of an e-mail address, without capitals. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,99}");

  /** Argon2id reads all of it; longer ones would only cost time. */
  private static final int LONGEST_PASSWORD = 200;

  private final AccountStore store;
  private final PasswordEncoder passwords;
  private final SignInSettings settings;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Gate gate;
  private final CompletableFuture<String> noAccountHash;

  Accounts(
      AccountStore store,
      PasswordEncoder passwords,
      SignInSettings settings,
      ApplicationEventPublisher events,
      Clock clock,
      Gate gate) {
    this.store = store;
    this.passwords = passwords;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
    this.gate = gate;
    // Slow on purpose, so the start does not wait for it.
    this.noAccountHash =
        CompletableFuture.supplyAsync(() -> String.valueOf(passwords.encode("no such account")));
  }

  /** How an attempt to sign in ended. */
  public sealed interface SignIn {
    record Welcome(Account account) implements SignIn {}

    /** Wrong name or password; which of the two is not told. */
    record Refused() implements SignIn {}

    record Locked() implements SignIn {}
  }

  /**
   * Checks a name and password; a wrong one counts, and takes as long for a name that is unknown.
   */
  @Transactional
  public SignIn signIn(String name, String password) {
    Instant now = clock.instant();
    Optional<AccountStore.Credentials> found =
        store.lockByName(name).filter(known -> known.account().active());
    String hash =
        found
            .map(AccountStore.Credentials::passwordHash)
            .filter(text -> !text.isEmpty())
            .orElseGet(noAccountHash::join);
    boolean matches = passwords.matches(password, hash);
    if (found.isEmpty()) {
      return new SignIn.Refused();
    }
    Account account = found.get().account();
    if (account.lockedUntil().filter(now::isBefore).isPresent()) {
      events.publishEvent(new SignInAttempted(account.actor(), false));
      return new SignIn.Locked();
    }
    if (!matches) {
      store.failed(account.id(), settings.lockAfter(), now.plus(settings.lockFor()));
      events.publishEvent(new SignInAttempted(account.actor(), false));
      return new SignIn.Refused();
    }
    store.succeeded(account.id(), now);
    events.publishEvent(new SignInAttempted(account.actor(), true));
    return new SignIn.Welcome(account);
  }

  /** How a change that an administrator asks ended. */
  public sealed interface Kept {
    record Done(AccountId account) implements Kept {}

    /** Done, and this is the only time that the password is told. */
    record Opened(AccountId account, String oneTimePassword) implements Kept {}

    record Refused(List<FieldProblem> problems) implements Kept {}
  }

  /** What an administrator says about a new account. */
  public record NewAccount(
      OrganisationId organisation, String name, String displayName, Set<Role> roles) {}

  /** Opens an account with a password that its holder knows. */
  @Transactional
  public AccountId open(
      OrganisationId organisation,
      String name,
      String displayName,
      Set<Role> roles,
      String password) {
    return insert(new NewAccount(organisation, name, displayName, roles), password, false);
  }

  /** Opens an account with a password that must be replaced at the first sign-in. */
  @Transactional
  public Kept open(NewAccount asked) {
    gate.require(AccessRights.KEEP_ACCOUNTS);
    List<FieldProblem> problems = problems(asked);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    String password = OneTimePassword.make();
    return new Kept.Opened(insert(asked, password, true), password);
  }

  private AccountId insert(NewAccount asked, String password, boolean mustChange) {
    AccountId id = new AccountId(Generators.timeBasedEpochGenerator().generate());
    store.insert(account(id, asked, true, mustChange), String.valueOf(passwords.encode(password)));
    events.publishEvent(new AccountChanged(id, AccountChanged.Change.OPENED, asked.roles()));
    return id;
  }

  private static Account account(
      AccountId id, NewAccount asked, boolean signsInHere, boolean mustChange) {
    return new Account(
        id,
        asked.organisation(),
        asked.name(),
        asked.displayName(),
        asked.roles(),
        true,
        Optional.empty(),
        Optional.empty(),
        signsInHere,
        mustChange,
        1);
  }

  private List<FieldProblem> problems(NewAccount asked) {
    List<FieldProblem> problems = new ArrayList<>();
    if (!NAME.matcher(asked.name()).matches()) {
      problems.add(new FieldProblem("name", "account.name"));
    } else if (store.nameTaken(asked.name())) {
      problems.add(new FieldProblem("name", "account.name-taken"));
    }
    if (asked.displayName().isBlank()
        || asked.displayName().length() > 200
        || asked.displayName().indexOf('\0') >= 0) {
      problems.add(new FieldProblem("displayName", "account.display-name"));
    }
    checkRoles(problems, asked.roles());
    return problems;
  }

  private static void checkRoles(List<FieldProblem> problems, Set<Role> roles) {
    if (roles.isEmpty() || roles.contains(Role.MACHINE)) {
      problems.add(new FieldProblem("roles", "account.roles"));
    }
  }

  /** Gives other roles; nobody gives them to themselves, so that one person alone gains nothing. */
  @Transactional
  public Kept changeRoles(AccountId id, Set<Role> roles) {
    List<FieldProblem> problems = new ArrayList<>(notOneself(id));
    checkRoles(problems, roles);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    store.changeRoles(locked(id).id(), roles);
    return done(id, AccountChanged.Change.ROLES_CHANGED, roles);
  }

  /** Shuts an account or opens it again; its running sessions end. */
  @Transactional
  public Kept activate(AccountId id, boolean active) {
    List<FieldProblem> problems = notOneself(id);
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    Account account = locked(id);
    store.activate(id, active);
    return done(
        id,
        active ? AccountChanged.Change.ACTIVATED : AccountChanged.Change.DEACTIVATED,
        account.roles());
  }

  /** Ends a lock that wrong passwords brought about. */
  @Transactional
  public Kept unlock(AccountId id) {
    gate.require(AccessRights.KEEP_ACCOUNTS);
    Account account = locked(id);
    store.unlock(id);
    return done(id, AccountChanged.Change.UNLOCKED, account.roles());
  }

  /** Replaces the password by one that is good for one sign-in. */
  @Transactional
  public Kept resetPassword(AccountId id) {
    List<FieldProblem> problems = new ArrayList<>(notOneself(id));
    Account account = locked(id);
    if (!account.signsInHere()) {
      problems.add(new FieldProblem("", "account.signs-in-elsewhere"));
    }
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    String password = OneTimePassword.make();
    store.changePassword(id, String.valueOf(passwords.encode(password)), true);
    events.publishEvent(
        new AccountChanged(id, AccountChanged.Change.PASSWORD_RESET, account.roles()));
    return new Kept.Opened(id, password);
  }

  /** Replaces the own password; other sessions of the account end. */
  @Transactional
  public Kept changeOwnPassword(String current, String wanted, String again) {
    AccountId id = gate.require(AccessRights.HOME).account();
    AccountStore.Credentials known = store.lock(id).orElseThrow(() -> new AccountNotFound(id));
    List<FieldProblem> problems = new ArrayList<>();
    if (!known.account().signsInHere()) {
      problems.add(new FieldProblem("", "account.signs-in-elsewhere"));
    } else if (!passwords.matches(current, known.passwordHash())) {
      problems.add(new FieldProblem("current", "account.password-wrong"));
    }
    if (wanted.codePointCount(0, wanted.length()) < settings.minimumLength()) {
      problems.add(
          new FieldProblem(
              "wanted", "account.password-short", Integer.toString(settings.minimumLength())));
    } else if (wanted.length() > LONGEST_PASSWORD) {
      problems.add(
          new FieldProblem("wanted", "account.password-long", Integer.toString(LONGEST_PASSWORD)));
    } else if (wanted.equals(current) || wanted.equalsIgnoreCase(known.account().name())) {
      problems.add(new FieldProblem("wanted", "account.password-same"));
    }
    if (!wanted.equals(again)) {
      problems.add(new FieldProblem("again", "account.password-differs"));
    }
    if (!problems.isEmpty()) {
      return new Kept.Refused(problems);
    }
    store.changePassword(id, String.valueOf(passwords.encode(wanted)), false);
    return done(id, AccountChanged.Change.PASSWORD_CHANGED, known.account().roles());
  }

  private List<FieldProblem> notOneself(AccountId id) {
    Actor actor = gate.require(AccessRights.KEEP_ACCOUNTS);
    return actor.account().equals(id)
        ? List.of(new FieldProblem("", "account.not-oneself"))
        : List.of();
  }

  private Account locked(AccountId id) {
    return store.lock(id).orElseThrow(() -> new AccountNotFound(id)).account();
  }

  private Kept done(AccountId id, AccountChanged.Change change, Set<Role> roles) {
    events.publishEvent(new AccountChanged(id, change, roles));
    return new Kept.Done(id);
  }

  /** Who somebody is that signed in at their own organisation, and what they may do. */
  record Elsewhere(
      String issuer,
      String subject,
      String displayName,
      OrganisationId organisation,
      Set<Role> roles) {}

  /** Finds or opens the account of someone who signed in at home; empty when it was shut here. */
  @Transactional
  Optional<Account> signedInElsewhere(Elsewhere person) {
    Account account =
        store.bySubject(person.issuer(), person.subject()).orElseGet(() -> openElsewhere(person));
    store.moveTo(account.id(), person.organisation(), person.displayName());
    if (!account.roles().equals(person.roles())) {
      store.changeRoles(account.id(), person.roles());
      Gate.asAccount(
          account.actor(),
          () -> done(account.id(), AccountChanged.Change.ROLES_CHANGED, person.roles()));
    }
    if (account.active()) {
      store.succeeded(account.id(), clock.instant());
    }
    Account now = store.byId(account.id()).orElseThrow();
    events.publishEvent(new SignInAttempted(now.actor(), now.active()));
    return Optional.of(now).filter(Account::active);
  }

  /** Who signed in from this provider before: whom the log should name. */
  @Transactional(readOnly = true)
  Optional<Account> knownElsewhere(String issuer, String subject) {
    return store.bySubject(issuer, subject);
  }

  private Account openElsewhere(Elsewhere person) {
    AccountId id = new AccountId(Generators.timeBasedEpochGenerator().generate());
    NewAccount asked =
        new NewAccount(
            person.organisation(), "elsewhere-" + id, person.displayName(), person.roles());
    Account account = account(id, asked, false, false);
    store.insertElsewhere(account, person.issuer(), person.subject());
    Gate.asAccount(account.actor(), () -> done(id, AccountChanged.Change.OPENED, person.roles()));
    return account;
  }

  @Transactional(readOnly = true)
  public Optional<Account> account(AccountId id) {
    return store.byId(id);
  }

  @Transactional(readOnly = true)
  public List<Account> all() {
    return store.all();
  }

  /** What accounts are called, for an auditor's page; ids without an account are left out. */
  @Transactional(readOnly = true)
  public Map<AccountId, String> names(Collection<AccountId> ids) {
    return store.names(ids);
  }

  @Transactional(readOnly = true)
  public boolean isEmpty() {
    return store.count() == 0;
  }
}
