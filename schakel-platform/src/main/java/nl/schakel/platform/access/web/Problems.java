// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import java.net.URI;
import java.util.Locale;
import nl.schakel.platform.access.ApiFacts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** What the API says about a status when nothing more is known. */
@ConditionalOnWebApplication
@Component
class Problems {
  private final MessageSource texts;
  private final ApiFacts facts;

  Problems(MessageSource texts, ApiFacts facts) {
    this.texts = texts;
    this.facts = facts;
  }

  /** Every answer of the API carries it, errors included. */
  String apiVersion() {
    return facts.version();
  }

  ProblemDetail of(int status, Locale locale) {
    String key = key(status);
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatusCode.valueOf(status), texts.getMessage(key + ".detail", null, locale));
    problem.setTitle(texts.getMessage(key, null, locale));
    problem.setType(URI.create("about:blank"));
    return problem;
  }

  private static String key(int status) {
    return switch (status) {
      case 401 -> "api.unauthenticated";
      case 403 -> "api.forbidden";
      case 404 -> "api.not-found";
      case 503 -> "api.unavailable";
      default -> status >= 500 ? "api.broken" : "api.refused";
    };
  }

  /**
   * Whether an address, as it was sent, is one of the API; none was sent if it could not be read.
   */
  static boolean isApi(Object address) {
    return String.valueOf(address).startsWith("/api/");
  }
}
