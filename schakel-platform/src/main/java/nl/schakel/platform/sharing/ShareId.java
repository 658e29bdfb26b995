// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import com.fasterxml.uuid.Generators;
import java.util.Locale;
import java.util.UUID;

/** Identifies a share; says nothing about whom it is about. */
public record ShareId(UUID value) {
  static ShareId next() {
    return new ShareId(Generators.timeBasedEpochGenerator().generate());
  }

  /** Its last characters, for people. */
  public String number() {
    String text = value.toString();
    return text.substring(text.length() - 6).toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
