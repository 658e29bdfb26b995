// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the register works.
 *
 * @param overdueAfterWorkingDays working days (Monday to Friday) after which what waits is overdue;
 *     five, because a chain partner then expects an answer (own choice, no law sets a term)
 * @param blockCap reports of one nationality, sex and place that a new report is compared with at
 *     most; what lies above is counted and shown
 * @param namesPerReport pairs per new report whose names are compared at most, those first whose
 *     facts agree most
 */
@ConfigurationProperties("schakel.register")
public record RegisterSettings(
    @DefaultValue("5") int overdueAfterWorkingDays,
    @DefaultValue("200") int blockCap,
    @DefaultValue("20") int namesPerReport) {
  public RegisterSettings {
    if (overdueAfterWorkingDays < 1 || blockCap < 1 || namesPerReport < 1) {
      throw new IllegalArgumentException("Settings of the register are 1 or more");
    }
  }
}
