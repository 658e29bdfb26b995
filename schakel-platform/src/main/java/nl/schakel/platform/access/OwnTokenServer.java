// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;

/**
 * The built-in authorization server: client credentials only, for tests, demos and small
 * installations.
 */
class OwnTokenServer {
  private final MachineClients clients;
  private final ApiSettings settings;

  OwnTokenServer(MachineClients clients, ApiSettings settings) {
    this.clients = clients;
    this.settings = settings;
  }

  RegisteredClientRepository registered() {
    return new RegisteredClientRepository() {
      @Override
      public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are kept by administrators");
      }

      @Override
      public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
      }

      @Override
      public @Nullable RegisteredClient findByClientId(String clientId) {
        return clients
            .secret(clientId)
            .filter(found -> !found.hash().isEmpty())
            .map(OwnTokenServer.this::registered)
            .orElse(null);
      }
    };
  }

  private RegisteredClient registered(MachineClientStore.Secret found) {
    String id = found.client().id().toString();
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientName(found.client().name())
        .clientSecret(found.hash())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(settings.tokenFor()).build())
        .build();
  }

  JwtGenerator generator(JWKSource<SecurityContext> keys) {
    JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(keys));
    generator.setJwtCustomizer(this::shape);
    return generator;
  }

  /** The access token of RFC 9068. */
  private void shape(JwtEncodingContext context) {
    String client = context.getRegisteredClient().getClientId();
    context.getJwsHeader().type("at+jwt");
    context.getClaims().audience(List.of(settings.audience())).claim("client_id", client);
    clients.tokenGiven(client);
  }

  /**
   * Tokens carry all there is to know, so none is kept; one cannot be asked about or taken back.
   */
  OAuth2AuthorizationService nothingKept() {
    return new OAuth2AuthorizationService() {
      @Override
      public void save(OAuth2Authorization authorization) {
        // Nothing to keep.
      }

      @Override
      public void remove(OAuth2Authorization authorization) {
        // Nothing was kept.
      }

      @Override
      public @Nullable OAuth2Authorization findById(String id) {
        return null;
      }

      @Override
      public @Nullable OAuth2Authorization findByToken(
          String token, @Nullable OAuth2TokenType type) {
        return null;
      }
    };
  }
}
