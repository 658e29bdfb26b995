// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

/** A start that cannot go on; the message is one sentence for the person at the keyboard. */
public class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartRefused(String sentence) {
    super(sentence);
  }

  public StartRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
