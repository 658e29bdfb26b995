// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends sessions whose account changed, and asks for an own password before anything else. */
class SessionFilter extends OncePerRequestFilter {
  static final String PASSWORD_PAGE = "/account/password";

  private static final Set<String> BEFORE_PASSWORD =
      Set.of(PASSWORD_PAGE, "/sign-out", "/accessibility", "/privacy");

  private final Sessions sessions;

  SessionFilter(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn session) {
      if (!sessions.goesOn(session)) {
        end(request);
      } else if (session.mustChangePassword() && !reachableBeforePassword(request)) {
        response.sendRedirect(request.getContextPath() + PASSWORD_PAGE);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
  }

  private static boolean reachableBeforePassword(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return BEFORE_PASSWORD.contains(path) || path.startsWith("/assets/");
  }
}
