// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

/** The two formats of a file of reports; the header tells which. */
public enum ImportFormat {
  /** Own format: one row per report, docs/data/own-format.md. */
  OWN,
  /** Human Trafficking Case Data Standard 2.0, docs/data/htcds.md. */
  HTCDS;

  Channel channel() {
    return switch (this) {
      case OWN -> Channel.CSV;
      case HTCDS -> Channel.HTCDS;
    };
  }
}
