// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file that the browser keeps instead of showing it. */
final class Attachment {
  static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private Attachment() {}

  static ResponseEntity<byte[]> of(String name, MediaType type, byte[] content) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }
}
