// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import nl.schakel.platform.web.NotFound;

/** Not there, not yours, or not approved yet. */
public class AggregateNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  AggregateNotFound(Object id) {
    super("aggregate", id);
  }
}
