// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Calls under {@code /api} that no handler takes are answered as problem+json too. */
@ControllerAdvice
class UnmatchedApi {
  private final MessageSource texts;

  UnmatchedApi(MessageSource texts) {
    this.texts = texts;
  }

  /** On a page the failure goes on to the error pages. */
  @ExceptionHandler({
    NoResourceFoundException.class,
    HttpRequestMethodNotSupportedException.class,
    HttpMediaTypeNotSupportedException.class,
    HttpMediaTypeNotAcceptableException.class
  })
  ResponseEntity<ProblemDetail> unmatched(Exception e, HttpServletRequest request)
      throws Exception {
    if (!request.getRequestURI().startsWith("/api/") || !(e instanceof ErrorResponse failure)) {
      throw e;
    }
    HttpStatusCode status = failure.getStatusCode();
    String key = status.value() == 404 ? "api.not-found" : "api.unreadable";
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            status, texts.getMessage(key + ".detail", null, request.getLocale()));
    problem.setTitle(texts.getMessage(key, null, request.getLocale()));
    problem.setType(URI.create("about:blank"));
    return ResponseEntity.status(status)
        .headers(failure.getHeaders())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
