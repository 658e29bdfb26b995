// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import nl.schakel.platform.web.NotFound;

/** Not there, or of another organisation. */
public class FrozenSetNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  FrozenSetNotFound(Object id) {
    super("frozen set", id);
  }
}
