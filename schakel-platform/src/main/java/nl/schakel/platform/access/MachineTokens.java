// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Reads tokens and finds the client behind them.
 *
 * <p>Guarantee: organisation and roles come from the register of clients, never from the token; a
 * client that is shut out stops within {@link Sessions#FRESH}.
 */
class MachineTokens implements Converter<Jwt, AbstractAuthenticationToken> {
  /** RFC 9068, section 2.1; a foreign server may still write plain JWT. */
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  private static final int MOST_REMEMBERED = 1_000;
  private static final Duration FRESH = Sessions.FRESH;

  private final MachineClients clients;
  private final ApiSettings settings;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  MachineTokens(MachineClients clients, ApiSettings settings, Clock clock) {
    this.clients = clients;
    this.settings = settings;
    this.clock = clock;
  }

  private record Known(Optional<MachineClient> client, Instant readAt) {}

  JwtDecoder decoder(JWKSource<SecurityContext> ownKeys) {
    return settings.ownServer() ? own(ownKeys) : new SupplierJwtDecoder(this::foreign);
  }

  private NimbusJwtDecoder own(JWKSource<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), audience()));
    return decoder;
  }

  private JwtDecoder foreign() {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withIssuerLocation(settings.issuer())
            .jwtProcessorCustomizer(
                processor ->
                    processor.setJWSTypeVerifier(
                        new DefaultJOSEObjectTypeVerifier<>(
                            ACCESS_TOKEN, JOSEObjectType.JWT, null)))
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(), new JwtIssuerValidator(settings.issuer()), audience()));
    return decoder;
  }

  private OAuth2TokenValidator<Jwt> audience() {
    return new JwtClaimValidator<List<String>>(
        JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience()));
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    return Stream.of("client_id", "azp", JwtClaimNames.SUB)
        .map(token::getClaimAsString)
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .flatMap(this::client)
        .map(MachineActor::new)
        .orElseThrow(() -> new InvalidBearerTokenException("The client is not known here"));
  }

  private Optional<MachineClient> client(String name) {
    Instant now = clock.instant();
    Known found = known.get(name);
    if (found == null || found.readAt().plus(FRESH).isBefore(now)) {
      if (known.size() > MOST_REMEMBERED) {
        known.clear();
      }
      found = new Known(read(name), now);
      known.put(name, found);
    }
    return found.client();
  }

  private Optional<MachineClient> read(String name) {
    return settings.ownServer()
        ? clients.secret(name).map(MachineClientStore.Secret::client)
        : clients.foreign(name);
  }

  void forget() {
    known.clear();
  }
}
