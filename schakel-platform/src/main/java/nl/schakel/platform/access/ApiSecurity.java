// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import nl.schakel.platform.database.DataFolder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * How systems get in.
 *
 * <p>Guarantee: the API knows bearer tokens alone. A browser's session opens nothing there, so a
 * page elsewhere cannot make a signed-in person's browser call it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(ApiSettings.class)
class ApiSecurity {
  static final String TOKEN = "/oauth2/token";
  static final String CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private static final String KEYS = "/oauth2/jwks";

  @Bean
  JWKSource<SecurityContext> apiSigningKeys(DataFolder folder) {
    return new ImmutableJWKSet<>(new JWKSet(ApiSigningKey.of(folder)));
  }

  @Bean
  ApiFacts apiFacts(ApiSettings settings) {
    return new ApiFacts(
        ApiHeaders.VERSION,
        settings.ownServer(),
        settings.ownServer() ? TOKEN : settings.issuer(),
        settings.contactName(),
        settings.contactEmail(),
        settings.contactUrl());
  }

  @Bean
  MachineTokens machineTokens(
      MachineClients clients, ApiSettings settings, Door door, Clock clock) {
    return new MachineTokens(clients, settings, door, clock);
  }

  @Bean
  @Order(1)
  SecurityFilterChain tokens(
      HttpSecurity http,
      MachineClients clients,
      ApiSettings settings,
      Door door,
      JWKSource<SecurityContext> keys) {
    http.securityMatcher(TOKEN, KEYS)
        .csrf(csrf -> csrf.disable())
        .headers(ApiSecurity::protect)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    if (!settings.ownServer()) {
      http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll());
      return http.build();
    }
    OwnTokenServer server = new OwnTokenServer(clients, settings);
    http.with(
            new OAuth2AuthorizationServerConfigurer(),
            authorization ->
                authorization
                    .registeredClientRepository(server.registered())
                    .authorizationService(server.nothingKept())
                    .authorizationServerSettings(
                        AuthorizationServerSettings.builder()
                            .tokenEndpoint(TOKEN)
                            .jwkSetEndpoint(KEYS)
                            .build())
                    .tokenGenerator(server.generator(keys)))
        .addFilterBefore(new TokenRequests(clients, door), SecurityContextHolderFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
    return http.build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain api(
      HttpSecurity http,
      MachineTokens tokens,
      JWKSource<SecurityContext> keys,
      MessageSource texts,
      JsonMapper json) {
    ApiRefusals refusals = new ApiRefusals(texts, json);
    http.securityMatcher("/api/**")
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests.requestMatchers(ApiHeaders.OPEN).permitAll().anyRequest().authenticated())
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(
                        jwt -> jwt.decoder(tokens.decoder(keys)).jwtAuthenticationConverter(tokens))
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals)
                    .withObjectPostProcessor(answering(refusals)))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .headers(ApiSecurity::protect);
    return http.build();
  }

  /** Questions of systems to the sharing rules: open to everybody, with no session to abuse. */
  @Bean
  @Order(3)
  SecurityFilterChain questions(HttpSecurity http) {
    http.securityMatcher("/access/v1/**", "/.well-known/authzen-configuration")
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .headers(ApiSecurity::protect);
    return http.build();
  }

  private static void protect(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .httpStrictTransportSecurity(Customizer.withDefaults())
        .frameOptions(frame -> frame.deny());
  }

  /** Without it, a token server that does not answer would be an error of ours. */
  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answering(
      ApiRefusals refusals) {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(refusals::commence);
        return filter;
      }
    };
  }

  @Bean
  FilterRegistrationBean<ApiHeaders> apiHeaders() {
    FilterRegistrationBean<ApiHeaders> headers = new FilterRegistrationBean<>(new ApiHeaders());
    headers.addUrlPatterns("/api/*");
    headers.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return headers;
  }

  /** Forgets on this node at once what it remembers of clients. */
  @Bean
  ClientsForgotten clientsForgotten(MachineTokens tokens) {
    return new ClientsForgotten(tokens);
  }

  /** A class, because the registry of events wraps its listeners and a record cannot be wrapped. */
  static class ClientsForgotten {
    private final MachineTokens tokens;

    ClientsForgotten(MachineTokens tokens) {
      this.tokens = tokens;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(MachineClientChanged event) {
      tokens.forget();
    }
  }
}
