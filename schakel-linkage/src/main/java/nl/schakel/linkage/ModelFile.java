// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model as JSON. Reading what was written gives a model with equal parameters, bit for bit.
 *
 * <p>The file holds frequent values of the columns with term-frequency adjustment, such as names:
 * keep it where the records may be kept.
 */
public final class ModelFile {
  /** The format that this version reads and writes. */
  static final String FORMAT = "schakel-linkage-model/1";

  private ModelFile() {}

  /** Whether a text says that it is a model, as against settings. */
  public static boolean isModel(String text) {
    return text.contains("\"" + FORMAT + "\"");
  }

  /** The model as JSON. */
  public static String write(Model model) {
    List<Object> fields = new ArrayList<>();
    for (FieldModel field : model.fields()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", field.settings().name());
      entry.put("m", java.util.Arrays.stream(field.m()).boxed().toList());
      entry.put("u", java.util.Arrays.stream(field.u()).boxed().toList());
      entry.put("base", field.base());
      entry.put("frequencies", new TreeMap<>(field.frequencies()));
      fields.add(entry);
    }
    return Json.write(
        SettingsFile.ordered(
            "format",
            FORMAT,
            "prior",
            model.prior(),
            "priorLow",
            model.priorLow(),
            "priorHigh",
            model.priorHigh(),
            "notes",
            model.notes(),
            "fields",
            fields,
            "settings",
            SettingsFile.write(model.settings())));
  }

  /** Reads a model; the name is for messages. */
  public static Model read(String name, String text) {
    JsonObject root = JsonObject.file(name, text);
    String format = root.text("format").orElse("");
    if (!format.equals(FORMAT)) {
      throw root.wrong("format", "'%s', expected '%s'".formatted(format, FORMAT));
    }
    LinkageSettings settings =
        root.at("settings", () -> SettingsFile.complete(root.object("settings")));
    List<FieldModel> fields = new ArrayList<>();
    List<JsonObject> entries = root.objects("fields");
    if (entries.size() != settings.comparisons().size()) {
      throw root.wrong(
          "fields",
          "%d fields for %d comparisons".formatted(entries.size(), settings.comparisons().size()));
    }
    for (int f = 0; f < entries.size(); f++) {
      fields.add(field(entries.get(f), settings.comparisons().get(f)));
    }
    double prior = root.number("prior", Double.NaN);
    root.at("prior", () -> LevelSettings.checked("prior", prior, 1e-15, 0.5));
    Model model =
        new Model(
            settings,
            prior,
            root.number("priorLow", prior),
            root.number("priorHigh", prior),
            fields,
            root.texts("notes"));
    root.finish();
    return model;
  }

  private static FieldModel field(JsonObject entry, ComparisonSettings comparison) {
    String name = entry.text("name").orElse("");
    if (!name.equals(comparison.name())) {
      throw entry.wrong(
          "name", "'%s', expected '%s' as in the settings".formatted(name, comparison.name()));
    }
    JsonObject frequencies = entry.object("frequencies");
    Map<String, Double> values = new TreeMap<>();
    for (String value : frequencies.names()) {
      double frequency = frequencies.number(value, Double.NaN);
      frequencies.at(value, () -> LevelSettings.checked("frequencies", frequency, 1e-15, 1));
      values.put(value, frequency);
    }
    double[] m = entry.numbers("m");
    double[] u = entry.numbers("u");
    long base = entry.whole("base", 1, 0, 1L << 53);
    FieldModel field = entry.at("m", () -> new FieldModel(comparison, m, u, values, base));
    entry.finish();
    return field;
  }
}
