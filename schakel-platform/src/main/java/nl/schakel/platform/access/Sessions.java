// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Whether a session may go on.
 *
 * <p>Guarantee: a session ends when the roles, the password or the activity of its account change,
 * at once on the node that changed them and within {@link #FRESH} on every other.
 */
@Component
public class Sessions {
  static final Duration FRESH = Duration.ofSeconds(3);
  private static final int MOST_REMEMBERED = 20_000;

  private final Accounts accounts;
  private final Clock clock;
  private final Map<AccountId, Standing> standings = new ConcurrentHashMap<>();

  Sessions(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  private record Standing(int version, boolean active, Instant readAt) {}

  boolean goesOn(SignedIn session) {
    AccountId id = session.actor().account();
    Instant now = clock.instant();
    Standing standing = standings.get(id);
    if (standing == null || standing.readAt().plus(FRESH).isBefore(now)) {
      standing = read(id, now);
    }
    return standing.active() && standing.version() == session.version();
  }

  private Standing read(AccountId id, Instant now) {
    if (standings.size() > MOST_REMEMBERED) {
      standings.clear();
    }
    Standing standing =
        accounts
            .account(id)
            .map(account -> new Standing(account.version(), account.active(), now))
            .orElse(new Standing(0, false, now));
    standings.put(id, standing);
    return standing;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void changed(AccountChanged event) {
    standings.remove(event.account());
  }

  /** Lets the session at hand go on under the account as it is now, after a change of its own. */
  public void renew(HttpServletRequest request, HttpServletResponse response) {
    if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn session) {
      accounts
          .account(session.actor().account())
          .ifPresent(account -> begin(account, request, response));
    }
  }

  static void begin(Account account, HttpServletRequest request, HttpServletResponse response) {
    request.getSession();
    request.changeSessionId();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new SignedIn(account));
    SecurityContextHolder.setContext(context);
    new HttpSessionSecurityContextRepository().saveContext(context, request, response);
  }
}
