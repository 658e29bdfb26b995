// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import java.util.List;
import java.util.Map;
import nl.schakel.platform.access.ApiFacts;
import nl.schakel.platform.access.Open;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * What the built-in authorization server offers, as RFC 8414 has it: client credentials and no
 * more, so there is no authorization endpoint to name.
 */
@ConditionalOnWebApplication
@RestController
@Open
class TokenServerFacts {
  private final ApiFacts facts;

  TokenServerFacts(ApiFacts facts) {
    this.facts = facts;
  }

  @GetMapping("/.well-known/oauth-authorization-server")
  ResponseEntity<Map<String, Object>> metadata() {
    if (!facts.ownServer()) {
      return ResponseEntity.notFound().build();
    }
    String here = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    return ResponseEntity.ok(
        Map.of(
            "issuer",
            here,
            "token_endpoint",
            here + facts.tokenUrl(),
            "jwks_uri",
            here + "/oauth2/jwks",
            "grant_types_supported",
            List.of("client_credentials"),
            "response_types_supported",
            List.of(),
            "token_endpoint_auth_methods_supported",
            List.of("client_secret_basic", "client_secret_post")));
  }
}
