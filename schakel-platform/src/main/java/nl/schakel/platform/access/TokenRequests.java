// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the log which systems asked for a token and got none, whatever the reason. */
class TokenRequests extends OncePerRequestFilter {
  private final BasicAuthenticationConverter basic = new BasicAuthenticationConverter();
  private final MachineClients clients;
  private final Door door;

  TokenRequests(MachineClients clients, Door door) {
    this.clients = clients;
    this.door = door;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().endsWith(ApiSecurity.TOKEN);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    int status = response.getStatus();
    if (status >= HttpStatus.BAD_REQUEST.value() && status < 500) {
      refused(request, status == HttpStatus.UNAUTHORIZED.value() ? "client" : "request");
    }
  }

  private void refused(HttpServletRequest request, String reason) {
    clientId(request)
        .flatMap(clients::known)
        .ifPresentOrElse(
            client -> door.refuse(client.actor(), EntryRefused.EntryKind.TOKEN_REQUEST, reason),
            () ->
                door.refuseStranger(
                    Actor.Kind.MACHINE, EntryRefused.EntryKind.TOKEN_REQUEST, reason));
  }

  private Optional<String> clientId(HttpServletRequest request) {
    try {
      return Optional.ofNullable(basic.convert(request))
          .map(UsernamePasswordAuthenticationToken::getName)
          .or(() -> Optional.ofNullable(request.getParameter("client_id")));
    } catch (AuthenticationException unreadable) {
      return Optional.empty();
    }
  }
}
