// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.ServerSocket;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The provider of a partner organisation, on a port of its own: it signs people in with a page, and
 * gives tokens to people and systems. What a token says is set per person and per system.
 */
final class TestProvider implements AutoCloseable {
  static final String CLIENT = "schakel";
  static final String SECRET = "a secret between the provider and its clients";

  private final String issuer;
  private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> systems = new ConcurrentHashMap<>();
  private final Set<String> redirects = ConcurrentHashMap.newKeySet();
  private final AnnotationConfigServletWebServerApplicationContext context =
      new AnnotationConfigServletWebServerApplicationContext();

  private TestProvider(int port) {
    issuer = "http://localhost:" + port;
    TestPropertyValues.of(
            "server.port=" + port, "server.servlet.session.cookie.name=provider-session")
        .applyTo(context);
    context.registerBean(TestProvider.class, () -> this, bean -> bean.setDestroyMethodName(""));
    context.register(Setup.class);
  }

  static TestProvider onAFreePort() {
    try (ServerSocket free = new ServerSocket(0)) {
      int port = free.getLocalPort();
      free.close();
      return new TestProvider(port);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Until now nobody answers on the port. */
  void start() {
    if (!context.isActive()) {
      context.refresh();
    }
  }

  String issuer() {
    return issuer;
  }

  /** Somebody who works there, and what the ID token says beside or instead of the usual. */
  void person(String name, Map<String, Object> claims) {
    people.put(name, claims);
  }

  /** A system that may ask for tokens, and what they say beside or instead of the usual. */
  void system(String name, Map<String, Object> claims) {
    systems.put(name, claims);
  }

  @Override
  public void close() {
    context.close();
  }

  private void shape(JwtEncodingContext token) {
    boolean ofAPerson = OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue());
    String whose =
        ofAPerson ? token.getPrincipal().getName() : token.getRegisteredClient().getClientId();
    Map<String, Object> claims = (ofAPerson ? people : systems).getOrDefault(whose, Map.of());
    token.getClaims().claims(all -> all.putAll(claims));
  }

  private Optional<RegisteredClient> client(String id) {
    if (id.equals(CLIENT)) {
      return Optional.of(
          registered(id)
              .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
              .redirectUris(all -> all.addAll(redirects))
              .scope("openid")
              .scope("profile")
              .build());
    }
    return systems.containsKey(id)
        ? Optional.of(
            registered(id)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build())
        : Optional.empty();
  }

  /** Where it may send people back to. */
  void mayReturnTo(String address) {
    redirects.add(address);
  }

  private static RegisteredClient.Builder registered(String id) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientSecret("{noop}" + SECRET)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
  }

  /** Not marked as configuration, so that the application under test never takes it in. */
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
  })
  static final class Setup {
    @Bean
    SecurityFilterChain everything(HttpSecurity http) {
      http.with(
              new OAuth2AuthorizationServerConfigurer(),
              server -> server.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .formLogin(Customizer.withDefaults());
      return http.build();
    }

    /** Reads its own access tokens, for what it tells of a person afterwards. */
    @Bean
    JwtDecoder ownTokens(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    AuthorizationServerSettings addresses(TestProvider provider) {
      return AuthorizationServerSettings.builder().issuer(provider.issuer).build();
    }

    @Bean
    UserDetailsService people(TestProvider provider) {
      return name -> {
        if (!provider.people.containsKey(name)) {
          throw new UsernameNotFoundException("Nobody of that name");
        }
        return User.withUsername(name).password("{noop}" + SECRET).build();
      };
    }

    @Bean
    RegisteredClientRepository clients(TestProvider provider) {
      return new RegisteredClientRepository() {
        @Override
        public void save(RegisteredClient client) {
          // Offered with its secret hashed anew; here it stays as it is.
        }

        @Override
        public @Nullable RegisteredClient findById(String id) {
          return provider.client(id).orElse(null);
        }

        @Override
        public @Nullable RegisteredClient findByClientId(String id) {
          return provider.client(id).orElse(null);
        }
      };
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(TestProvider provider) {
      return provider::shape;
    }

    @Bean
    JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var pair = generator.generateKeyPair();
      return new ImmutableJWKSet<>(
          new JWKSet(
              new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                  .privateKey((RSAPrivateKey) pair.getPrivate())
                  .keyID("provider")
                  .build()));
    }
  }
}
