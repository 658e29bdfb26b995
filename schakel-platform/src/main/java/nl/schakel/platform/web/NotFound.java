// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

/** Not there, or not yours: the answer is the same, so that existence is not revealed. */
public abstract class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected NotFound(String what, Object id) {
    super("%s %s".formatted(what, id));
  }
}
