// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

/**
 * One thing known about a person.
 *
 * @param field the same word on both sides, such as {@code given}
 */
public record FieldText(String field, String text) {

  /** Prints the field only. */
  @Override
  public String toString() {
    return "FieldText[" + field + "]";
  }
}
