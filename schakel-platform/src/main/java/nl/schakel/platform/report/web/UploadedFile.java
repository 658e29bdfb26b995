// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/**
 * The file in a form as a stream. Servlet parts and Spring's multipart support would write it to a
 * temporary file as plain text; this reads it from the wire and keeps nothing.
 */
final class UploadedFile {
  private static final int MOST_PARTS = 10;

  private UploadedFile() {}

  /** The first chosen file of the form, to be read before the next part; empty when none. */
  static Optional<InputStream> in(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return Optional.empty();
    }
    try {
      FileItemIterator parts = new FileUpload().getItemIterator(new ServletRequestContext(request));
      for (int i = 0; i < MOST_PARTS && parts.hasNext(); i++) {
        FileItemStream part = parts.next();
        if (!part.isFormField() && part.getName() != null && !part.getName().isBlank()) {
          return Optional.of(part.openStream());
        }
      }
      return Optional.empty();
    } catch (FileUploadException e) {
      throw new InvalidInput(List.of(new FieldProblem("file", "unreadable-upload")));
    }
  }
}
