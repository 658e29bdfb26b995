// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files in the folder data, see its README. */
final class TestData {
  private TestData() {}

  static String text(String name) {
    try (InputStream in = TestData.class.getResourceAsStream("data/" + name)) {
      if (in == null) {
        throw new IOException(name + " is not there");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Records records(String name) {
    return reader(text(name), name).finish();
  }

  static RecordsReader reader(String text, String name) {
    return new RecordsReader(InputSettings.defaults())
        .stream(name, new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  static List<Map<String, String>> table(String name) {
    String[] lines = text(name).split("\r?\n");
    String[] header = lines[0].split(",");
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] cells = lines[i].split(",", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int c = 0; c < header.length; c++) {
        row.put(header[c], cells[c]);
      }
      rows.add(row);
    }
    return rows;
  }

  static int[] truth(Records records) {
    return records.columns().contains("cluster")
        ? Accuracy.truth(records, id -> records.value(records.find(id), "cluster"))
        : Accuracy.truth(records, id -> id.split("-")[1]);
  }
}
