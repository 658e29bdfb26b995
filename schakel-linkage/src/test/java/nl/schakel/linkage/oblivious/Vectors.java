// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published test vectors, see the README beside them. */
final class Vectors {
  private Vectors() {}

  static JsonNode read(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream("/oblivious/" + file)) {
      if (in == null) {
        throw new IOException(file + " is not there");
      }
      return JsonMapper.builder().build().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** One value, or several with commas between. */
  static List<byte[]> several(JsonNode node) {
    return Arrays.stream(node.asString().split(",")).map(Vectors::hex).toList();
  }
}
