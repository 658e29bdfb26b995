// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import nl.schakel.platform.web.NotFound;

/** No decision with this number that waits for a second person. */
public class RouteDecisionNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public RouteDecisionNotFound(long id) {
    super("route decision", id);
  }

  private RouteDecisionNotFound() {
    super("route decision", "without a valid number");
  }

  /** Reads a number from an address; what is no number is nothing that exists. */
  public static long parse(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new RouteDecisionNotFound();
    }
    return Long.parseLong(text);
  }
}
