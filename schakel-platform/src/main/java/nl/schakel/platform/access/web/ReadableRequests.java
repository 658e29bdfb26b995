// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses at the door what no page can read: parameters that are not UTF-8 or hold a NUL. The log
 * never repeats them.
 */
@Component
@Order(ReadableRequests.AFTER_THE_ENCODING_IS_SET)
class ReadableRequests extends OncePerRequestFilter {
  static final int AFTER_THE_ENCODING_IS_SET = Ordered.HIGHEST_PRECEDENCE + 10;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isReadable(request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  private static boolean isReadable(HttpServletRequest request) {
    try {
      return request.getParameterMap().entrySet().stream().noneMatch(ReadableRequests::holdsNul);
    } catch (IllegalStateException notUtf8) {
      return false;
    }
  }

  private static boolean holdsNul(Map.Entry<String, String[]> parameter) {
    return parameter.getKey().indexOf('\0') >= 0
        || Arrays.stream(parameter.getValue()).anyMatch(value -> value.indexOf('\0') >= 0);
  }
}
