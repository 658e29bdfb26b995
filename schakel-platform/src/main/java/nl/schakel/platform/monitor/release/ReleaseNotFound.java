// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import nl.schakel.platform.web.NotFound;

/** Not there, not yours, or not yet. */
public class ReleaseNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  ReleaseNotFound(Object id) {
    super("release", id);
  }
}
