// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.UUID;
import nl.schakel.platform.web.NotFound;

/** No account, or no machine client, has this id. */
public class AccountNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public AccountNotFound(Object id) {
    super("account", id);
  }

  /** Reads an id from an address; what is no id is nothing that exists. */
  public static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new AccountNotFound("without a valid id");
    }
  }
}
