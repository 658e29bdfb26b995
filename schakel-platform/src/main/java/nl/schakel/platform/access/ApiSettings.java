// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How systems prove who they are.
 *
 * @param issuer authorization server whose tokens are accepted; empty means the built-in one, which
 *     then is the only one
 * @param audience what a token must be meant for
 * @param tokenFor how long a token of the built-in server lasts
 * @param contactName who answers questions about the API
 * @param contactEmail where they are asked
 * @param contactUrl where the API is explained
 */
@ConfigurationProperties("schakel.api")
record ApiSettings(
    @DefaultValue("") String issuer,
    @DefaultValue("schakel-api") String audience,
    @DefaultValue("5m") Duration tokenFor,
    @DefaultValue("Beheerders van Schakel") String contactName,
    @DefaultValue("beheer@schakel.example") String contactEmail,
    @DefaultValue("https://schakel.example/api") String contactUrl) {

  boolean ownServer() {
    return issuer.isBlank();
  }
}
