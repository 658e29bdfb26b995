// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Asks the gate before any handler runs; a handler that says nothing about rights is refused. */
@Component
class GateInterceptor implements HandlerInterceptor {
  private final Gate gate;

  GateInterceptor(Gate gate) {
    this.gate = gate;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    // The page that tells of an error shows nothing of what was asked, so it needs no right.
    if (request.getDispatcherType() == DispatcherType.ERROR
        || !(handler instanceof HandlerMethod method)
        || annotation(method, Open.class) != null) {
      return true;
    }
    // Spring answers this one by itself with a handler that belongs to no room.
    if (HttpMethod.OPTIONS.matches(request.getMethod())) {
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return false;
    }
    if (gate.actor().isEmpty()) {
      askToSignIn(request, response);
      return false;
    }
    Requires required = annotation(method, Requires.class);
    gate.require(required == null ? NOBODY : required.value());
    return true;
  }

  /** A right that no role holds. */
  static final String NOBODY = "access:nobody";

  private static void askToSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    new HttpSessionRequestCache().saveRequest(request, response);
    response.sendRedirect(request.getContextPath() + "/sign-in");
  }

  private static <A extends java.lang.annotation.Annotation> @Nullable A annotation(
      HandlerMethod method, Class<A> type) {
    A own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), type);
    return own != null
        ? own
        : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), type);
  }
}
