// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.filter.OncePerRequestFilter;

/** Protects answers to what was refused before the security chain could put its headers on. */
class ErrorHeaders extends OncePerRequestFilter {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cache-Control", "no-store");

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ALWAYS.forEach((name, value) -> add(response, name, value));
    boolean api =
        String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
            .startsWith("/api/");
    add(
        response,
        "Content-Security-Policy",
        api ? ApiSecurity.CONTENT_SECURITY_POLICY : SecurityConfiguration.CONTENT_SECURITY_POLICY);
    if (api) {
      add(response, "API-Version", ApiHeaders.VERSION);
    }
    chain.doFilter(request, response);
  }

  private static void add(HttpServletResponse response, String name, String value) {
    if (!response.containsHeader(name)) {
      response.setHeader(name, value);
    }
  }
}
