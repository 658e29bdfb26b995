// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import io.swagger.v3.oas.annotations.media.Schema;
import nl.schakel.platform.monitor.release.Wording;

/** A text of the API in both languages, so that an answer does not depend on who asks. */
record BothLanguages(
    @Schema(example = "Slachtoffermonitor") String nl,
    @Schema(example = "Victim monitor") String en) {
  static BothLanguages of(Wording wording) {
    return new BothLanguages(wording.nl(), wording.en());
  }
}
