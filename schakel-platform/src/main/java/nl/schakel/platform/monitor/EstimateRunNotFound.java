// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import nl.schakel.platform.web.NotFound;

/** No estimate with this name, not yours, or not ready. */
public class EstimateRunNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public EstimateRunNotFound(Object id) {
    super("estimate", id);
  }
}
