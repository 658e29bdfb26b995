// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.journeys;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  private static SimpleDocumentValidator checker() {
    try {
      SimpleDocumentValidator checker = new SimpleDocumentValidator();
      checker.setUpMainSchema("http://s.validator.nu/html5-rdfalite.rnc", new DefaultHandler());
      return checker;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
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
