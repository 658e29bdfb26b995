// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests that the web server itself turns down because it cannot read them: a problem
 * under {@code /api}, a bare page elsewhere.
 *
 * <p>Guarantee: the answer repeats nothing of the request and tells nothing of the server.
 */
@ConditionalOnWebApplication
@Component
class PlainRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final Problems problems;
  private final MessageSource texts;
  private final JsonMapper json;

  PlainRefusals(Problems problems, MessageSource texts, JsonMapper json) {
    this.problems = problems;
    this.texts = texts;
    this.json = json;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            // The one that the host would add by itself names the server.
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new PlainReport());
          }
        });
  }

  private String problem(Request request, int status) {
    return json.writeValueAsString(problems.of(status, request.getLocale()));
  }

  /** In both languages: which one the reader chose cannot be known here. */
  private String page() {
    StringBuilder page =
        new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="nl">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            """
                .formatted(
                    text("error.other.page-title", WebConfiguration.DUTCH),
                    text("error.other.title", WebConfiguration.DUTCH)));
    for (Locale locale : List.of(WebConfiguration.DUTCH, Locale.ENGLISH)) {
      page.append(
          "<p lang=\"%s\">%s %s</p>%n<p lang=\"%s\"><a href=\"/\">%s</a></p>%n"
              .formatted(
                  locale.getLanguage(),
                  text("error.other.meaning", locale),
                  text("error.other.do", locale),
                  locale.getLanguage(),
                  text("error.home", locale)));
    }
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private String text(String key, Locale locale) {
    return texts.getMessage(key, null, locale);
  }

  private final class PlainReport extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      int status = response.getStatus();
      if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
        return;
      }
      AtomicBoolean writable = new AtomicBoolean();
      response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
      if (writable.get()) {
        write(request, response, status);
      }
    }

    private void write(Request request, Response response, int status) {
      boolean api = Problems.isApi(request.getRequestURI());
      response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Cache-Control", "no-store");
      if (api) {
        response.setHeader("API-Version", problems.apiVersion());
      }
      response.setContentType(
          api ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.TEXT_HTML_VALUE);
      response.setCharacterEncoding("UTF-8");
      try {
        Writer writer = response.getReporter();
        if (writer != null) {
          writer.write(api ? problem(request, status) : page());
          response.finishResponse();
        }
      } catch (IOException e) {
        // Who asked is gone.
      }
    }
  }
}
