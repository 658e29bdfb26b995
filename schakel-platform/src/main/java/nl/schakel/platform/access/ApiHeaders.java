// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the version on every answer of the API, errors included, and opens its description. */
class ApiHeaders extends OncePerRequestFilter {
  /** Semantic version of the API, rule /core/version-header of the NL API Design Rules 2.1. */
  static final String VERSION = "1.0.0";

  static final String DESCRIPTION = "/api/v1/openapi.json";

  /** What needs no token: the description, and data that is public anyway. */
  static final String[] OPEN = {
    DESCRIPTION,
    DESCRIPTION + ".yaml",
    "/api/v1/field-lists",
    "/api/v1/code-lists",
    "/api/v1/publications",
    "/api/v1/publications/**"
  };

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("API-Version", VERSION);
    if (request.getRequestURI().equals(request.getContextPath() + DESCRIPTION)) {
      response.setHeader("Access-Control-Allow-Origin", "*");
    }
    chain.doFilter(request, response);
  }
}
