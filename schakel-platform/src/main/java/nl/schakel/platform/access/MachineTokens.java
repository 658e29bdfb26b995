// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
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
  private final Door door;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  MachineTokens(MachineClients clients, ApiSettings settings, Door door, Clock clock) {
    this.clients = clients;
    this.settings = settings;
    this.door = door;
    this.clock = clock;
  }

  private record Known(Optional<MachineClient> client, Instant readAt) {}

  JwtDecoder decoder(JWKSource<SecurityContext> ownKeys) {
    JwtDecoder decoder =
        settings.ownServer() ? own(ownKeys) : new SupplierJwtDecoder(this::foreign);
    return token -> decode(decoder, token);
  }

  private Jwt decode(JwtDecoder decoder, String token) {
    try {
      return decoder.decode(token);
    } catch (JwtValidationException refusal) {
      // Rules are asked after the signature, so the token tells truly whose it is.
      refuse(claimant(token), refusal.getErrors().iterator().next().getErrorCode());
      throw refusal;
    } catch (BadJwtException refusal) {
      refuse(Optional.empty(), "unreadable");
      throw refusal;
    } catch (JwtDecoderInitializationException e) {
      throw new JwtException("The token server does not answer", e);
    }
  }

  private void refuse(Optional<MachineClient> client, String reason) {
    client.ifPresentOrElse(
        known -> door.refuse(known.actor(), EntryRefused.EntryKind.TOKEN, reason),
        () -> door.refuseStranger(Actor.Kind.MACHINE, EntryRefused.EntryKind.TOKEN, reason));
  }

  private Optional<MachineClient> claimant(String token) {
    try {
      JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
      return name(claim -> String.valueOf(claims.getClaims().getOrDefault(claim, "")))
          .flatMap(clients::known);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private NimbusJwtDecoder own(JWKSource<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(lifetime(), audience()));
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
            lifetime(), coded("issuer", new JwtIssuerValidator(settings.issuer())), audience()));
    return decoder;
  }

  private OAuth2TokenValidator<Jwt> audience() {
    return coded(
        "audience",
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD,
            audience -> audience != null && audience.contains(settings.audience())));
  }

  /** A token that never ends could not be waited out, so one without an end is refused. */
  private static OAuth2TokenValidator<Jwt> lifetime() {
    JwtTimestampValidator lifetime = new JwtTimestampValidator();
    lifetime.setAllowEmptyExpiryClaim(false);
    return coded("lifetime", lifetime);
  }

  /** Gives a rule the code that the log knows it by. */
  private static OAuth2TokenValidator<Jwt> coded(String code, OAuth2TokenValidator<Jwt> rule) {
    return token ->
        rule.validate(token).hasErrors()
            ? OAuth2TokenValidatorResult.failure(
                new OAuth2Error(code, "The %s of the token is not right".formatted(code), null))
            : OAuth2TokenValidatorResult.success();
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    return name(claim -> Optional.ofNullable(token.getClaimAsString(claim)).orElse(""))
        .flatMap(this::client)
        .map(MachineActor::new)
        .orElseThrow(() -> unknownClient(token));
  }

  private InvalidBearerTokenException unknownClient(Jwt token) {
    refuse(claimant(token.getTokenValue()), "client");
    return new InvalidBearerTokenException("The client is not known here");
  }

  private static Optional<String> name(UnaryOperator<String> claims) {
    return Stream.of("client_id", "azp", JwtClaimNames.SUB)
        .map(claims)
        .filter(name -> !name.isBlank())
        .findFirst();
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
