// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A form with fields and one small file, read into memory with a limit and kept nowhere.
 *
 * @param file empty when none was chosen; one byte more than the limit when it was too large
 */
public record UploadForm(Submitted fields, byte[] file) {
  private static final int LONGEST_FIELD_BYTES = 10_000;

  /**
   * Reads a request.
   *
   * @param mostParts of fields and files together; what comes after these is left out
   * @param rule what is told when it cannot be read, about the field {@code file}
   */
  public static UploadForm of(
      HttpServletRequest request, int mostParts, int largestBytes, String rule) throws IOException {
    MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
    byte[] file = new byte[0];
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return new UploadForm(new Submitted(fields), file);
    }
    try {
      FileItemIterator parts = new FileUpload().getItemIterator(new ServletRequestContext(request));
      for (int i = 0; i < mostParts && parts.hasNext(); i++) {
        FileItemStream part = parts.next();
        try (InputStream in = part.openStream()) {
          if (part.isFormField()) {
            byte[] text = in.readNBytes(LONGEST_FIELD_BYTES);
            fields.add(
                part.getFieldName(), new String(text, StandardCharsets.UTF_8).replace("\0", ""));
          } else {
            file = in.readNBytes(largestBytes + 1);
          }
        }
      }
      return new UploadForm(new Submitted(fields), file);
    } catch (FileUploadException e) {
      throw new InvalidInput(List.of(new FieldProblem("file", rule)));
    }
  }
}
