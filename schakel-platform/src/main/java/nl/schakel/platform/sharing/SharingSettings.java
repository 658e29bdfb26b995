// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what the public wrote in is kept.
 *
 * @param remarkDays days after which the words that came with feedback are deleted; the verdict
 *     stays as a count
 * @param helpQuestionDays days after which a question to the help desk that is answered or closed
 *     is deleted with its answer; an open one waits
 */
@ConfigurationProperties("schakel.sharing")
record SharingSettings(
    @DefaultValue("365") int remarkDays, @DefaultValue("730") int helpQuestionDays) {
  SharingSettings {
    if (remarkDays < 1 || helpQuestionDays < 1) {
      throw new IllegalArgumentException(
          "schakel.sharing: remark-days = %d, help-question-days = %d; expected 1 or more"
              .formatted(remarkDays, helpQuestionDays));
    }
  }
}
