// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** How people sign in, and the headers that every page carries. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SignInSettings.class, ElsewhereSettings.class})
class SecurityConfiguration {
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'";

  @Bean
  PasswordEncoder passwordEncoder() {
    return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  }

  @Bean
  @ConditionalOnMissingBean
  SignInOptions signInOptions(
      ElsewhereSettings elsewhere, @Value("${schakel.demo:false}") boolean demo) {
    return new SignInOptions(
        Optional.of(ElsewhereSignIn.START).filter(start -> elsewhere.configured()), demo);
  }

  /** Every handler is guarded by {@link GateInterceptor}; this chain only says who somebody is. */
  @Bean
  @Order(10)
  @ConditionalOnWebApplication
  SecurityFilterChain pages(
      HttpSecurity http,
      Accounts accounts,
      Sessions sessions,
      ElsewhereSettings elsewhere,
      ObjectProvider<OrganisationFinder> organisations,
      Door door) {
    if (elsewhere.configured()) {
      signInElsewhere(http, new ElsewhereSignIn(elsewhere, accounts, organisations, door));
    }
    http.authenticationProvider(localAccounts(accounts))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .formLogin(
            form ->
                form.loginPage("/sign-in")
                    .loginProcessingUrl("/sign-in")
                    .usernameParameter("name")
                    .passwordParameter("password")
                    .failureHandler(new SignInFailure()))
        .logout(
            logout ->
                logout
                    .logoutUrl("/sign-out")
                    .logoutSuccessHandler(SecurityConfiguration::signedOut))
        .sessionManagement(session -> session.sessionFixation().changeSessionId())
        .addFilterBefore(new SessionFilter(sessions), AuthorizationFilter.class)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                    .permissionsPolicyHeader(
                        permissions ->
                            permissions.policy("camera=(), geolocation=(), microphone=()"))
                    .frameOptions(frame -> frame.deny()));
    return http.build();
  }

  @Bean
  @ConditionalOnWebApplication
  FilterRegistrationBean<ErrorHeaders> errorHeaders() {
    FilterRegistrationBean<ErrorHeaders> headers = new FilterRegistrationBean<>(new ErrorHeaders());
    headers.setDispatcherTypes(DispatcherType.ERROR);
    headers.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return headers;
  }

  private static void signInElsewhere(HttpSecurity http, ElsewhereSignIn elsewhere) {
    http.oauth2Login(
        login ->
            login
                .loginPage("/sign-in")
                .clientRegistrationRepository(elsewhere.registrations())
                .authorizedClientRepository(ElsewhereSignIn.nothingKept())
                .tokenEndpoint(
                    endpoint -> endpoint.accessTokenResponseClient(ElsewhereSignIn.tokens()))
                .successHandler(elsewhere)
                .failureHandler(elsewhere)
                .withObjectPostProcessor(answering(elsewhere)));
  }

  /** Without it, a provider that does not answer would be an error of ours. */
  private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> answering(
      ElsewhereSignIn elsewhere) {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(elsewhere::providerAway);
        return filter;
      }
    };
  }

  /** Who came from elsewhere is still signed in there, and must hear it. */
  private static void signedOut(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication before)
      throws IOException {
    boolean here = !(before instanceof SignedIn session) || session.signedInHere();
    response.sendRedirect(
        request.getContextPath() + (here ? "/?signed-out" : "/?signed-out=elsewhere"));
  }

  private static AuthenticationProvider localAccounts(Accounts accounts) {
    return new AuthenticationProvider() {
      @Override
      public Authentication authenticate(Authentication attempt) {
        return switch (accounts.signIn(
            attempt.getName(), String.valueOf(attempt.getCredentials()))) {
          case Accounts.SignIn.Welcome(Account account) -> new SignedIn(account);
          case Accounts.SignIn.Refused() -> throw new BadCredentialsException("refused");
          case Accounts.SignIn.Locked() -> throw new LockedException("locked");
        };
      }

      @Override
      public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
      }
    };
  }
}
