// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import nl.schakel.platform.web.NotFound;

/** No such import, or not one of your organisation. */
public class ImportNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public ImportNotFound(Object id) {
    super("import", id);
  }
}
