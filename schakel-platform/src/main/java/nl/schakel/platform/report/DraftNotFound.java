// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import nl.schakel.platform.web.NotFound;

/** No draft with this identifier for whoever asks. */
public class DraftNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public DraftNotFound(DraftId id) {
    super("draft", id);
  }
}
