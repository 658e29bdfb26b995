// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts of people, and signing in with a name and a password. */
@Service
public class Accounts {
  private final AccountStore store;
  private final PasswordEncoder passwords;
  private final SignInSettings settings;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final String noAccountHash;

  Accounts(
      AccountStore store,
      PasswordEncoder passwords,
      SignInSettings settings,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
    this.noAccountHash = String.valueOf(passwords.encode("no such account"));
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
            .orElse(noAccountHash);
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

  /** Opens an account with a local password. */
  @Transactional
  public AccountId open(
      OrganisationId organisation,
      String name,
      String displayName,
      Set<Role> roles,
      String password) {
    Account account =
        new Account(
            new AccountId(Generators.timeBasedEpochGenerator().generate()),
            organisation,
            name,
            displayName,
            roles,
            true,
            Optional.empty());
    store.insert(account, String.valueOf(passwords.encode(password)));
    return account.id();
  }

  @Transactional(readOnly = true)
  public Optional<Account> account(AccountId id) {
    return store.byId(id);
  }

  @Transactional(readOnly = true)
  public List<Account> all() {
    return store.all();
  }
}
