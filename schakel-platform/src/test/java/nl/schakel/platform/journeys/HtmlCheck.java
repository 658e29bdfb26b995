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

/** The Nu HTML checker, in this process. */
final class HtmlCheck {
  private HtmlCheck() {}

  static List<String> errors(String html) {
    List<String> errors = new ArrayList<>();
    try {
      SimpleDocumentValidator validator = new SimpleDocumentValidator();
      validator.setUpMainSchema(
          "http://s.validator.nu/html5-rdfalite.rnc", new org.xml.sax.helpers.DefaultHandler());
      validator.setUpValidatorAndParsers(handler(errors), true, false);
      validator.checkHtmlInputSource(
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
