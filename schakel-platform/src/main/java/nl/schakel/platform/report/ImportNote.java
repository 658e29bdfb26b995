// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

/**
 * What a reader did without being told: read another spelling, or left something out that has no
 * place here.
 *
 * @param subject column, or {@code column=code}; never a free text of the file
 * @param reason the published name that an alias stands for, or the code of the reason of a loss
 */
public record ImportNote(Kind kind, String subject, String reason) {
  /** Accepted under another spelling, or lost. */
  public enum Kind {
    ALIAS,
    LOSS
  }
}
