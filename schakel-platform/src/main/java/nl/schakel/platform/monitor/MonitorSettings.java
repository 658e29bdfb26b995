// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How figures are shown.
 *
 * @param fixedPerDay the figures of a day stay the same all day, so that nobody learns from the
 *     difference of two looks what came in between; false shows each change at once, for
 *     demonstrations
 * @param zone where a day begins and ends
 * @param populationFile file with the number of inhabitants by year, read at Statistics
 *     Netherlands, with columns year,inhabitants,source,certainty; without it no rate is shown
 * @param dropErrorRate chance that a list of changed reports holds anything while nothing changed
 */
@ConfigurationProperties("schakel.monitor")
public record MonitorSettings(
    @DefaultValue("true") boolean fixedPerDay,
    @DefaultValue("Europe/Amsterdam") ZoneId zone,
    @DefaultValue("") String populationFile,
    @DefaultValue("0.01") double dropErrorRate) {

  public MonitorSettings {
    if (!(dropErrorRate > 0 && dropErrorRate < 0.5)) {
      throw new IllegalArgumentException(
          "schakel.monitor.drop-error-rate is %s, expected above 0 and below 0.5"
              .formatted(dropErrorRate));
    }
  }
}
