// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/** A text by which persons are found equal, of which the vault keeps a keyed digest alone. */
public record PersonKey(KeyKind kind, String text) {

  @Override
  public String toString() {
    return "PersonKey[%s]".formatted(kind);
  }
}
