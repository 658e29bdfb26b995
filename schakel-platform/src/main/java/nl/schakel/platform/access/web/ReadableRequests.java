// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses at the door what no page can read: parameters that are not UTF-8, hold a NUL or are more
 * than the server takes. The log never repeats them.
 */
@Component
@Order(ReadableRequests.AFTER_THE_ENCODING_IS_SET)
class ReadableRequests extends OncePerRequestFilter {
  static final int AFTER_THE_ENCODING_IS_SET = Ordered.HIGHEST_PRECEDENCE + 10;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      doFilterNestedErrorDispatch(request, response, chain);
    } else if (isReadable(request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  /** The page that says so must not fail over the same parameters. */
  @Override
  protected void doFilterNestedErrorDispatch(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(isReadable(request) ? request : new Unread(request), response);
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  /** A request of which nobody reads the parameters. */
  private static final class Unread extends HttpServletRequestWrapper {
    Unread(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getParameter(String name) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return null;
    }
  }

  private static boolean isReadable(HttpServletRequest request) {
    try {
      return request.getParameterMap().entrySet().stream().noneMatch(ReadableRequests::holdsNul);
    } catch (IllegalStateException notUtf8OrTooMuch) {
      return false;
    }
  }

  private static boolean holdsNul(Map.Entry<String, String[]> parameter) {
    return parameter.getKey().indexOf('\0') >= 0
        || Arrays.stream(parameter.getValue()).anyMatch(value -> value.indexOf('\0') >= 0);
  }
}
