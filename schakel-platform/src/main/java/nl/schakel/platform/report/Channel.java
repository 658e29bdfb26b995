// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

/** How a report came in. */
public enum Channel {
  FORM,
  API,
  CSV,
  HTCDS,
  COMMAND
}
