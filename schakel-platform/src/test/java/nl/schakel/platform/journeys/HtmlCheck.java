// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The Nu HTML checker, in this process. */
final class HtmlCheck {
  /** Reading the schema takes far longer than checking a page against it. */
  private static final SimpleDocumentValidator CHECKER = checker();

  private HtmlCheck() {}

  /** The schema is nested deeper than the stack of an ordinary thread reaches on every machine. */
  private static SimpleDocumentValidator checker() {
    FutureTask<SimpleDocumentValidator> reading = new FutureTask<>(HtmlCheck::readSchema);
    new Thread(null, reading, "html-schema", 64L << 20).start();
    try {
      return reading.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SimpleDocumentValidator readSchema() throws Exception {
    SimpleDocumentValidator checker = new SimpleDocumentValidator();
    checker.setUpMainSchema("http://s.validator.nu/html5-rdfalite.rnc", new DefaultHandler());
    return checker;
  }

  static synchronized List<String> errors(String html) {
    List<String> errors = new ArrayList<>();
    try {
      CHECKER.setUpValidatorAndParsers(handler(errors), true, false);
      CHECKER.checkHtmlInputSource(
          new InputSource(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8))));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return errors;
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
