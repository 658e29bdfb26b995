// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The Nu HTML checker, in this process. */
final class HtmlCheck {
  private static final long DEEP = 64L << 20;

  /** One thread, as the checker is for one; the schema is nested deeper than most stacks reach. */
  private static final ExecutorService CHECKING =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(null, work, "html-check", DEEP);
            thread.setDaemon(true);
            return thread;
          });

  /** Reading the schema takes far longer than checking a page against it. */
  private static final ThreadLocal<SimpleDocumentValidator> CHECKER =
      ThreadLocal.withInitial(HtmlCheck::readSchema);

  private HtmlCheck() {}

  private static SimpleDocumentValidator readSchema() {
    try {
      SimpleDocumentValidator checker = new SimpleDocumentValidator();
      checker.setUpMainSchema("http://s.validator.nu/html5-rdfalite.rnc", new DefaultHandler());
      return checker;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> errors(String html) {
    return onDeepStack(() -> check(html));
  }

  private static List<String> check(String html) throws Exception {
    List<String> errors = new ArrayList<>();
    SimpleDocumentValidator checker = CHECKER.get();
    checker.setUpValidatorAndParsers(handler(errors), true, false);
    checker.checkHtmlInputSource(
        new InputSource(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8))));
    return errors;
  }

  private static <T> T onDeepStack(Callable<T> work) {
    try {
      return CHECKING.submit(work).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ErrorHandler handler(List<String> errors) {
    return new ErrorHandler() {
      @Override
      public void warning(SAXParseException warning) {
        // Advice of the checker is not a fault of the page.
      }

      @Override
      public void error(SAXParseException error) {
        errors.add("line %d: %s".formatted(error.getLineNumber(), error.getMessage()));
      }

      @Override
      public void fatalError(SAXParseException error) throws SAXException {
        error(error);
      }
    };
  }
}
