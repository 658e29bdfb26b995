// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import nl.schakel.platform.access.Open;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Answers what was refused before any handler saw it: a problem for the API, a page elsewhere. */
@ConditionalOnWebApplication
@Controller
@Open
class ErrorAnswers implements ErrorController {
  private final Problems problems;

  ErrorAnswers(Problems problems) {
    this.problems = problems;
  }

  @RequestMapping("${server.error.path:/error}")
  Object answer(HttpServletRequest request, Model model) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer given
            ? given
            : 404;
    if (Problems.isApi(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))) {
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problems.of(status, request.getLocale()));
    }
    if (status >= 500
        && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      model.addAttribute("incident", ErrorPages.incident(failure));
    }
    return new ModelAndView(view(status), model.asMap(), HttpStatusCode.valueOf(status));
  }

  private static String view(int status) {
    return switch (status) {
      case 403 -> "error/403";
      case 404 -> "error/404";
      case 503 -> "error/503";
      default -> status >= 500 ? "error/500" : "error/4xx";
    };
  }
}
