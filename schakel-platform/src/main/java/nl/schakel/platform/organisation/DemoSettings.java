// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether this is a place to try things.
 *
 * @param demo opens one account for each kind of user, all with one known password; never with data
 *     of real persons
 * @param demoPassword that password
 */
@ConfigurationProperties("schakel")
record DemoSettings(
    @DefaultValue("false") boolean demo,
    @DefaultValue("schakel-probeer-maar") String demoPassword) {
  @Override
  public String toString() {
    return demo ? "demo" : "no demo";
  }
}
