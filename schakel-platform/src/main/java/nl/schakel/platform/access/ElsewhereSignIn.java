// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.web.client.RestClient;

/**
 * Turns a sign-in at the own organisation into a session here.
 *
 * <p>Guarantee: without an organisation that the directory knows and at least one role that the
 * settings map, nobody gets in. Tokens of the provider are not kept.
 */
class ElsewhereSignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  static final String REGISTRATION = "elsewhere";
  static final String START = "/oauth2/authorization/" + REGISTRATION;

  private static final Duration PROVIDER_PATIENCE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(ElsewhereSignIn.class);

  private final ElsewhereSettings settings;
  private final Accounts accounts;
  private final ObjectProvider<OrganisationFinder> organisations;
  private final Door door;
  private final SavedRequestAwareAuthenticationSuccessHandler onward =
      new SavedRequestAwareAuthenticationSuccessHandler();

  ElsewhereSignIn(
      ElsewhereSettings settings,
      Accounts accounts,
      ObjectProvider<OrganisationFinder> organisations,
      Door door) {
    this.settings = settings;
    this.accounts = accounts;
    this.organisations = organisations;
    this.door = door;
  }

  /** The provider is asked for its addresses at the first sign-in, so that it may start later. */
  ClientRegistrationRepository registrations() {
    return new SupplierClientRegistrationRepository(
        () -> new InMemoryClientRegistrationRepository(registration()));
  }

  private ClientRegistration registration() {
    return ClientRegistrations.fromIssuerLocation(settings.issuer())
        .registrationId(REGISTRATION)
        .clientId(settings.clientId())
        .clientSecret(settings.clientSecret())
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
        .scope(settings.scopes())
        .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
        .build();
  }

  /** Asks for tokens with a client of the JDK, and does not wait for ever. */
  static RestClientAuthorizationCodeTokenResponseClient tokens() {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(PROVIDER_PATIENCE).build());
    requests.setReadTimeout(PROVIDER_PATIENCE);
    RestClientAuthorizationCodeTokenResponseClient tokens =
        new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(requests)
            .configureMessageConverters(
                converters ->
                    converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return tokens;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication proof)
      throws IOException, ServletException {
    if (!(proof.getPrincipal() instanceof OidcUser person)) {
      refuse(request, response, "failed");
      return;
    }
    Optional<OrganisationId> organisation = organisation(person);
    Set<Role> roles = roles(person);
    if (organisation.isEmpty() || roles.isEmpty()) {
      String reason = organisation.isEmpty() ? "organisation" : "roles";
      log(person, reason);
      refuse(request, response, reason);
      return;
    }
    Optional<Account> account =
        accounts.signedInElsewhere(
            new Accounts.Elsewhere(
                settings.issuer(),
                subject(person),
                displayName(person),
                organisation.get(),
                roles));
    if (account.isEmpty()) {
      refuse(request, response, "closed");
      return;
    }
    Sessions.begin(account.get(), request, response);
    onward.onAuthenticationSuccess(request, response, new SignedIn(account.get()));
  }

  /** OpenID Connect Core 1.0, section 2: each ID token has one. */
  private static String subject(OidcUser person) {
    return String.valueOf(person.getSubject());
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    log.warn("Signing in elsewhere failed: {}", failure.getClass().getSimpleName());
    door.refuseStranger(
        Actor.Kind.PERSON, EntryRefused.EntryKind.OWN_ORGANISATION, reason(failure));
    refuse(request, response, "failed");
  }

  private void log(OidcUser person, String reason) {
    accounts
        .knownElsewhere(settings.issuer(), subject(person))
        .ifPresentOrElse(
            account ->
                door.refuse(account.actor(), EntryRefused.EntryKind.OWN_ORGANISATION, reason),
            () ->
                door.refuseStranger(
                    Actor.Kind.PERSON, EntryRefused.EntryKind.OWN_ORGANISATION, reason));
  }

  /** The provider could not even be asked. */
  void providerAway(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    log.warn("The provider {} does not answer", settings.issuer(), failure);
    door.refuseStranger(
        Actor.Kind.PERSON, EntryRefused.EntryKind.OWN_ORGANISATION, "provider-away");
    refuse(request, response, "away");
  }

  /** The error code comes from outside, so the log gets one of ours. */
  private static String reason(AuthenticationException failure) {
    return failure instanceof OAuth2AuthenticationException told
        ? switch (told.getError().getErrorCode()) {
          case "invalid_id_token" -> "id-token";
          case "invalid_nonce" -> "nonce";
          case "authorization_request_not_found", "invalid_state_parameter" -> "not-asked";
          case "access_denied" -> "cancelled";
          default -> "failed";
        }
        : "failed";
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, String reason) throws IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
    response.sendRedirect(request.getContextPath() + "/sign-in/elsewhere?problem=" + reason);
  }

  private Optional<OrganisationId> organisation(OidcUser person) {
    OrganisationFinder finder = organisations.getObject();
    return texts(person, settings.organisationClaim()).stream()
        .flatMap(claimed -> finder.find(claimed).stream())
        .findFirst();
  }

  private Set<Role> roles(OidcUser person) {
    return texts(person, settings.rolesClaim()).stream()
        .flatMap(value -> Optional.ofNullable(settings.roles().get(value)).stream())
        .filter(role -> role != Role.MACHINE)
        .collect(Collectors.toSet());
  }

  private String displayName(OidcUser person) {
    return texts(person, settings.nameClaim()).stream().findFirst().orElse(subject(person));
  }

  private static List<String> texts(OidcUser person, String path) {
    Object whole = person.getClaims().get(path);
    if (whole != null) {
      return texts(whole);
    }
    Object inside = person.getClaims();
    for (String step : path.split("\\.")) {
      if (!(inside instanceof Map<?, ?> members) || members.get(step) == null) {
        return List.of();
      }
      inside = Objects.requireNonNull(members.get(step));
    }
    return texts(inside);
  }

  private static List<String> texts(Object value) {
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).toList()
        : List.of(value.toString());
  }

  /** Tokens of the provider are of no use after the sign-in. */
  static OAuth2AuthorizedClientRepository nothingKept() {
    return new OAuth2AuthorizedClientRepository() {
      @Override
      public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
          String registration, Authentication principal, HttpServletRequest request) {
        return null;
      }

      @Override
      public void saveAuthorizedClient(
          OAuth2AuthorizedClient client,
          Authentication principal,
          HttpServletRequest request,
          HttpServletResponse response) {
        // Not kept.
      }

      @Override
      public void removeAuthorizedClient(
          String registration,
          Authentication principal,
          HttpServletRequest request,
          HttpServletResponse response) {
        // Was not kept.
      }
    };
  }
}
