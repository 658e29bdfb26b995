// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Signing in at the own organisation by OpenID Connect.
 *
 * @param issuer address of the provider; empty means that everybody signs in here
 * @param clientId what this installation is called there
 * @param clientSecret its secret there
 * @param scopes what is asked, {@code openid} among them
 * @param organisationClaim claim with the OIN or the name of the person's organisation
 * @param rolesClaim claim with the person's groups or roles; a dot leads into an object
 * @param nameClaim claim with the name to show
 * @param roles which value of the roles claim gives which role here
 */
@ConfigurationProperties("schakel.sign-in.oidc")
record ElsewhereSettings(
    @DefaultValue("") String issuer,
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue({"openid", "profile"}) Set<String> scopes,
    @DefaultValue("organisation") String organisationClaim,
    @DefaultValue("roles") String rolesClaim,
    @DefaultValue("name") String nameClaim,
    @DefaultValue Map<String, Role> roles) {

  boolean configured() {
    return !issuer.isBlank();
  }

  @Override
  public String toString() {
    return configured() ? "sign-in at " + issuer : "no sign-in elsewhere";
  }
}
