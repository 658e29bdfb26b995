// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Tables and recorded results of other programs; sources and licences in mse/README.md. */
final class Reference {
  static final List<String> SETS =
      List.of(
          "Artificial_3",
          "Korea",
          "UKdat_4",
          "NewOrl_5",
          "NewOrl_5_185",
          "UKdat_5",
          "Ned_5",
          "UKdat",
          "Ned",
          "NewOrl",
          "NewOrl_185");

  private static final JsonNode JSON = json();

  /** One line of a table by column name. */
  record Row(Map<String, String> values) {
    String get(String column) {
      String value = values.get(column);
      if (value == null) {
        throw new IllegalArgumentException("no column " + column);
      }
      return value;
    }
  }

  private Reference() {}

  static CaptureTable table(String name) {
    return TableReader.read(text(name + ".csv"));
  }

  static String text(String file) {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode of(String set) {
    return JSON.get("datasets").get(set);
  }

  static JsonNode all() {
    return JSON;
  }

  /** Rows of a compressed file by column name; fields in quotes may hold commas. */
  static List<Row> rows(String file) {
    List<List<String>> lines = lines(file);
    List<Row> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < line.size(); i++) {
        row.put(lines.getFirst().get(i), line.get(i));
      }
      rows.add(new Row(row));
    }
    return rows;
  }

  static List<List<String>> lines(String file) {
    List<List<String>> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(open(file)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(split(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /** Tables of the stored resamples: column names are histories, list 1 first. */
  static List<Cells> draws(String file, int lists) {
    List<List<String>> lines = lines(file);
    int[] histories =
        lines.getFirst().stream()
            .mapToInt(name -> Integer.parseInt(new StringBuilder(name).reverse().toString(), 2))
            .toArray();
    List<Cells> draws = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      double[] y = new double[1 << lists];
      for (int i = 0; i < histories.length; i++) {
        y[histories[i]] = Double.parseDouble(line.get(i));
      }
      draws.add(new Cells(lists, y));
    }
    return draws;
  }

  private static InputStream open(String file) {
    InputStream in = Reference.class.getResourceAsStream("mse/" + file);
    if (in == null) {
      throw new IllegalArgumentException("no reference file " + file);
    }
    return in;
  }

  private static JsonNode json() {
    return new ObjectMapper().readTree(text("reference.json"));
  }
}
