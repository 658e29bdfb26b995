// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Builds rows in the text format of PostgreSQL's COPY. */
final class CopyRows {
  private final StringBuilder text = new StringBuilder(1 << 16);
  private boolean first = true;

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  CopyRows endRow() {
    text.append('\n');
    first = true;
    return this;
  }

  CopyRows add(String value) {
    separate();
    escape(value);
    return this;
  }

  CopyRows add(Optional<?> value) {
    separate();
    if (value.isPresent()) {
      escape(value.get().toString());
    } else {
      text.append("\\N");
    }
    return this;
  }

  /** Codes only: they hold no comma, brace, quote or space. */
  CopyRows addCodes(List<String> codes) {
    separate();
    text.append('{');
    for (int i = 0; i < codes.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      text.append(codes.get(i));
    }
    text.append('}');
    return this;
  }

  CopyRows addBytes(byte[] bytes) {
    separate();
    text.append("\\\\x");
    for (byte each : bytes) {
      text.append(Character.forDigit((each >> 4) & 15, 16))
          .append(Character.forDigit(each & 15, 16));
    }
    return this;
  }

  private void separate() {
    if (!first) {
      text.append('\t');
    }
    first = false;
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      switch (each) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(each);
      }
    }
  }
}
