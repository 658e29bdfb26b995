// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Identifiers that join the decisions of one request, and join them to the request of the caller
 * when it sends a {@code traceparent} (W3C Trace Context). Every decision is logged, whatever the
 * caller says about sampling.
 */
final class TraceContext {
  private static final Pattern PARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final String KEPT = TraceContext.class.getName();
  private static final SecureRandom RANDOM = new SecureRandom();

  private TraceContext() {}

  /** 32 hexadecimal digits, the same all through a request. */
  static String trace() {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes at)) {
      return random(16);
    }
    if (at.getAttribute(KEPT, RequestAttributes.SCOPE_REQUEST) instanceof String known) {
      return known;
    }
    String header = at.getRequest().getHeader("traceparent");
    Matcher parent = PARENT.matcher(header == null ? "" : header);
    String trace = parent.matches() ? parent.group(1) : random(16);
    at.setAttribute(KEPT, trace, RequestAttributes.SCOPE_REQUEST);
    return trace;
  }

  /** 16 hexadecimal digits, another one each time. */
  static String span() {
    return random(8);
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
