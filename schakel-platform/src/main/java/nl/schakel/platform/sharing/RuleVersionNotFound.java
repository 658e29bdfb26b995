// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import nl.schakel.platform.web.NotFound;

/** No such version of the rules, or no such table in it. */
public class RuleVersionNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public RuleVersionNotFound(Object what) {
    super("version of the rules", what);
  }
}
