// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.RefusalReasons;
import nl.schakel.platform.web.InvalidInput;
import nl.schakel.platform.web.NotFound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.ui.Model;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Pages for when something is wrong: they say what to do, never what broke inside. */
@ControllerAdvice(annotations = Controller.class)
class ErrorPages {
  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

  private final ShellAdvice shell;
  private final List<RefusalReasons> reasons;

  ErrorPages(ShellAdvice shell, List<RefusalReasons> reasons) {
    this.shell = shell;
    this.reasons = List.copyOf(reasons);
  }

  /** An identifier that cannot be one names nothing either. */
  @ExceptionHandler({
    NotFound.class,
    NoResourceFoundException.class,
    MethodArgumentTypeMismatchException.class
  })
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String absent(HttpServletRequest request, Model model) {
    model.addAttribute("shell", shell.shell(request));
    return "error/404";
  }

  @ExceptionHandler(NotAllowed.class)
  @ResponseStatus(HttpStatus.FORBIDDEN)
  String refused(NotAllowed e, HttpServletRequest request, Model model, Locale locale) {
    model.addAttribute("shell", shell.shell(request));
    Optional<RefusalReasons.Told> told = told(reasons, e, locale);
    told.ifPresent(one -> model.addAttribute("page", one.page()));
    return told.map(RefusalReasons.Told::view).orElse("error/403");
  }

  static Optional<RefusalReasons.Told> told(
      List<RefusalReasons> reasons, NotAllowed refused, Locale locale) {
    return reasons.stream().flatMap(one -> one.reasons(refused, locale).stream()).findFirst();
  }

  @ExceptionHandler({InvalidInput.class, ServletRequestBindingException.class})
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  String unusable(HttpServletRequest request, Model model) {
    model.addAttribute("shell", shell.shell(request));
    return "error/4xx";
  }

  /** Nothing was kept: the transaction never began, or was rolled back. */
  @ExceptionHandler({
    CannotCreateTransactionException.class,
    TransactionSystemException.class,
    DataAccessResourceFailureException.class,
    UncategorizedSQLException.class
  })
  String noDatabase(
      RuntimeException e, HttpServletRequest request, HttpServletResponse response, Model model) {
    if (!passesByItself(e)) {
      response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
      return broken(e, request, model);
    }
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    model.addAttribute("incident", incident(e));
    model.addAttribute("shell", shell.shell(request));
    return "error/503";
  }

  /** The number joins the page that a person sees with the trace that an engineer reads. */
  @ExceptionHandler(RuntimeException.class)
  @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
  String broken(RuntimeException e, HttpServletRequest request, Model model) {
    model.addAttribute("incident", incident(e));
    model.addAttribute("shell", shell.shell(request));
    return "error/500";
  }

  /** Whether the database is away or full, SQL states 08, 53 and 57; a fault of ours stays one. */
  static boolean passesByItself(RuntimeException e) {
    if (!(e instanceof UncategorizedSQLException failure)) {
      return true;
    }
    return Optional.ofNullable(failure.getSQLException())
        .map(SQLException::getSQLState)
        .filter(state -> List.of("08", "53", "57").contains(state.substring(0, 2)))
        .isPresent();
  }

  static String incident(Throwable e) {
    String incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    log.error("Incident {}", incident, e);
    return incident;
  }
}
