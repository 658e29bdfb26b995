// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.Set;

/**
 * An account was opened or changed, in the running transaction.
 *
 * @param roles what the account holds after the change
 */
public record AccountChanged(AccountId account, Change change, Set<Role> roles) {
  public AccountChanged {
    roles = Set.copyOf(roles);
  }

  /** What happened to it. */
  public enum Change {
    OPENED,
    ROLES_CHANGED,
    DEACTIVATED,
    ACTIVATED,
    UNLOCKED,
    PASSWORD_RESET,
    PASSWORD_CHANGED
  }
}
