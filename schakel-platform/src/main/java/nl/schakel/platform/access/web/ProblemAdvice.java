// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.RefusalReasons;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import nl.schakel.platform.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers of the API when something is wrong: problem+json, every problem at once, no internals.
 */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private final MessageSource texts;
  private final List<RefusalReasons> reasons;

  ProblemAdvice(MessageSource texts, List<RefusalReasons> reasons) {
    this.texts = texts;
    this.reasons = List.copyOf(reasons);
  }

  /** One problem as the API tells it. */
  record Told(String field, String rule, String message, String mend) {}

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(InvalidInput e, HttpServletRequest request) {
    Locale locale = request.getLocale();
    ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "api.invalid", locale);
    problem.setProperty("errors", e.problems().stream().map(one -> told(one, locale)).toList());
    return ResponseEntity.badRequest().body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> absent(NotFound e, HttpServletRequest request) {
    return ResponseEntity.status(HttpStatus.NOT_FOUND)
        .body(problem(HttpStatus.NOT_FOUND, "api.not-found", request.getLocale()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(NotAllowed e, HttpServletRequest request) {
    ProblemDetail problem = problem(HttpStatus.FORBIDDEN, "api.forbidden", request.getLocale());
    problem.setProperty("right", e.right());
    ErrorPages.told(reasons, e, request.getLocale())
        .ifPresent(
            told -> {
              problem.setDetail(told.detail());
              told.problem().forEach(problem::setProperty);
            });
    return ResponseEntity.status(HttpStatus.FORBIDDEN).body(problem);
  }

  /** Nothing was kept: the transaction never began, or was rolled back. */
  @ExceptionHandler({
    CannotCreateTransactionException.class,
    TransactionSystemException.class,
    DataAccessResourceFailureException.class,
    UncategorizedSQLException.class
  })
  ResponseEntity<ProblemDetail> noDatabase(RuntimeException e, HttpServletRequest request) {
    if (!ErrorPages.passesByItself(e)) {
      return broken(e, request);
    }
    ProblemDetail problem =
        problem(HttpStatus.SERVICE_UNAVAILABLE, "api.unavailable", request.getLocale());
    problem.setProperty("incident", ErrorPages.incident(e));
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "10")
        .body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> broken(RuntimeException e, HttpServletRequest request) {
    ProblemDetail problem =
        problem(HttpStatus.INTERNAL_SERVER_ERROR, "api.broken", request.getLocale());
    problem.setProperty("incident", ErrorPages.incident(e));
    return ResponseEntity.internalServerError().body(problem);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "api.unreadable", request.getLocale());
    problem.setProperty("errors", List.of());
    return handleExceptionInternal(e, problem, headers, HttpStatus.BAD_REQUEST, request);
  }

  private Told told(FieldProblem one, Locale locale) {
    Object[] arguments = one.arguments().toArray();
    return new Told(
        one.field(),
        one.rule(),
        String.valueOf(texts.getMessage("problem." + one.rule(), arguments, one.rule(), locale)),
        String.valueOf(texts.getMessage("problem." + one.rule() + ".mend", arguments, "", locale)));
  }

  private ProblemDetail problem(HttpStatus status, String key, Locale locale) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(status, texts.getMessage(key + ".detail", null, locale));
    problem.setTitle(texts.getMessage(key, null, locale));
    problem.setType(URI.create("about:blank"));
    return problem;
  }
}
