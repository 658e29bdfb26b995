// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The settings as JSON; what is left out is found from the columns or has the default. */
public final class SettingsFile {
  private final JsonObject root;

  private SettingsFile(JsonObject root) {
    this.root = root;
  }

  /** Reads settings; the name is for messages. */
  public static SettingsFile of(String name, String text) {
    return new SettingsFile(JsonObject.file(name, text));
  }

  /** No settings: everything is found out. */
  public static SettingsFile none() {
    return new SettingsFile(JsonObject.empty());
  }

  static LinkageSettings complete(JsonObject root) {
    SettingsFile file = new SettingsFile(root);
    InputSettings input = file.input();
    return file.rest(input, file.comparisons(), Optional.empty(), Optional.empty());
  }

  /** How the files are to be read. */
  public InputSettings input() {
    JsonObject input = root.object("input");
    InputSettings read =
        new InputSettings(
            input.text("id"),
            input.text("source"),
            input.texts("ignore"),
            new LinkedHashSet<>(input.texts("missing")));
    input.finish();
    return read;
  }

  /** All settings for these records. */
  public LinkageSettings settings(Records records) {
    return settings(records, Optional.empty());
  }

  /** The same in a mode that goes before that of the file. */
  public LinkageSettings settings(Records records, Optional<LinkMode> forced) {
    List<ComparisonSettings> comparisons =
        root.has("comparisons") ? comparisons() : DefaultSettings.comparisons(records);
    for (JsonObject entry : root.objects("comparisons")) {
      entry.at("column", () -> records.raw(entry.text("column").orElse("")));
    }
    LinkageSettings settings = rest(input(), comparisons, Optional.of(records), forced);
    check(settings, records);
    return settings;
  }

  /** Fails at the place in the file when a column or source that is named is not there. */
  private void check(LinkageSettings settings, Records records) {
    JsonObject blocking = root.object("blocking");
    blocking.at("rules", () -> settings.checkRules(records));
    JsonObject clusters = root.object("clusters");
    clusters.at("onePerSource", () -> settings.checkSources(records));
    for (String column : settings.input().ignore()) {
      if (!records.found(column)) {
        JsonObject input = root.object("input");
        throw new InvalidInput("no column '%s' to ignore".formatted(column))
            .at(input.where("ignore"));
      }
    }
  }

  private LinkageSettings rest(
      InputSettings input,
      List<ComparisonSettings> comparisons,
      Optional<Records> records,
      Optional<LinkMode> forced) {
    Optional<String> format = root.text("format");
    root.at("format", () -> checkFormat(format.orElse(FORMAT)));
    String word = root.text("mode").orElse(LinkMode.DEDUPE.word());
    LinkMode given = root.at("mode", () -> mode(word));
    LinkMode mode = forced.orElse(given);
    TrainingSettings training = training();
    ClusterSettings clusters = clusters();
    double minimum = root.number("minimumWeight", -10);
    BlockingSettings blocking = blocking(List.of());
    LinkageSettings settings =
        root.at(
            root.has("comparisons") ? "comparisons" : "minimumWeight",
            () ->
                new LinkageSettings(
                    input, mode, comparisons, blocking, training, clusters, minimum));
    boolean rules = root.object("blocking").has("rules");
    if (!rules && records.isPresent()) {
      settings = settings.with(blocking(BlockingChooser.rules(records.get(), settings)));
    }
    root.has("comparisons");
    root.finish();
    return settings;
  }

  private static String checkFormat(String format) {
    if (!format.equals(FORMAT)) {
      throw new InvalidInput("format '%s', expected '%s'".formatted(format, FORMAT));
    }
    return format;
  }

  /** The format that this version reads and writes. */
  static final String FORMAT = "schakel-linkage-settings/1";

  private static LinkMode mode(String word) {
    for (LinkMode mode : LinkMode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new InvalidInput("mode '%s', expected dedupe or link-only".formatted(word));
  }

  private List<ComparisonSettings> comparisons() {
    return root.objects("comparisons").stream().map(SettingsFile::comparison).toList();
  }

  private static ComparisonSettings comparison(JsonObject entry) {
    String column = entry.text("column").orElseThrow(() -> entry.wrong("column", "is missing"));
    List<LevelSettings> levels = new ArrayList<>();
    for (Object level : entry.list("levels")) {
      int number = levels.size();
      levels.add(entry.at("levels", () -> level(entry, number, level)));
    }
    boolean frequency = entry.truth("termFrequency", false);
    if (frequency) {
      levels.replaceAll(l -> l.kind() == LevelKind.EXACT ? l.withFrequency() : l);
    }
    String name = entry.text("name").orElse(column);
    String clean = entry.text("clean").orElse("lower");
    double floor = entry.number("frequencyFloor", 0);
    ComparisonSettings comparison =
        entry.at(
            entry.has("clean") && !Transform.known(clean) ? "clean" : "levels",
            () -> new ComparisonSettings(name, column, clean, levels, floor));
    entry.finish();
    return comparison;
  }

  private static LevelSettings level(JsonObject comparison, int number, Object level) {
    if (level instanceof String rule) {
      return LevelSettings.of(rule);
    }
    JsonObject entry = comparison.element("levels", number, level);
    String rule = entry.text("is").orElseThrow(() -> entry.wrong("is", "is missing"));
    double frequency = entry.number("termFrequency", 0);
    OptionalDouble m = entry.number("m");
    OptionalDouble u = entry.number("u");
    LevelSettings read = entry.at("is", () -> new LevelSettings(rule, frequency, m, u));
    entry.text("reason");
    entry.finish();
    return read;
  }

  private BlockingSettings blocking(List<List<String>> found) {
    JsonObject entry = root.object("blocking");
    List<List<String>> rules = new ArrayList<>();
    for (Object rule : entry.list("rules")) {
      if (!(rule instanceof List<?> keys)) {
        throw entry.wrong("rules", "expected lists of keys");
      }
      rules.add(keys.stream().map(String::valueOf).toList());
    }
    long all = entry.whole("compareAllUpTo", BlockingSettings.ALL_UP_TO, 0, 1_000_000_000_000L);
    int cap = (int) entry.whole("blockCap", BlockingSettings.CAP, 2, 1_000_000);
    BlockingSettings read =
        entry.at("rules", () -> new BlockingSettings(rules.isEmpty() ? found : rules, all, cap));
    entry.finish();
    return read;
  }

  private TrainingSettings training() {
    JsonObject entry = root.object("training");
    TrainingSettings defaults = TrainingSettings.defaults();
    int pairs = (int) entry.whole("randomPairs", defaults.randomPairs(), 1000, 1_000_000_000);
    long seed = entry.whole("seed", defaults.seed(), -(1L << 53), 1L << 53);
    int rounds = (int) entry.whole("rounds", defaults.rounds(), 1, 10_000);
    double smoothing = entry.number("smoothing", defaults.smoothing());
    OptionalDouble prior = entry.number("prior");
    TrainingSettings read =
        root.at("training", () -> new TrainingSettings(pairs, seed, rounds, smoothing, prior));
    entry.finish();
    return read;
  }

  private ClusterSettings clusters() {
    JsonObject entry = root.object("clusters");
    ClusterSettings defaults = ClusterSettings.defaults();
    double threshold = entry.number("threshold", defaults.threshold());
    double average = entry.number("averageWeight", defaults.averageWeight());
    int largest = (int) entry.whole("largest", defaults.largest(), 2, 1_000_000);
    List<String> single = entry.texts("onePerSource");
    ClusterSettings read =
        root.at("clusters", () -> new ClusterSettings(threshold, average, largest, single));
    entry.finish();
    return read;
  }

  /** Settings as a map for JSON; reading it gives equal settings. */
  static Map<String, Object> write(LinkageSettings settings) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("format", FORMAT);
    map.put("mode", settings.mode().word());
    Map<String, Object> input = new LinkedHashMap<>();
    settings.input().id().ifPresent(v -> input.put("id", v));
    settings.input().source().ifPresent(v -> input.put("source", v));
    input.put("ignore", settings.input().ignore());
    input.put("missing", settings.input().missing().stream().sorted().toList());
    map.put("input", input);
    map.put("comparisons", settings.comparisons().stream().map(SettingsFile::write).toList());
    map.put(
        "blocking",
        ordered(
            "rules",
            settings.blocking().rules(),
            "compareAllUpTo",
            settings.blocking().compareAllUpTo(),
            "blockCap",
            settings.blocking().blockCap()));
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("randomPairs", settings.training().randomPairs());
    training.put("seed", settings.training().seed());
    training.put("rounds", settings.training().rounds());
    training.put("smoothing", settings.training().smoothing());
    settings.training().prior().ifPresent(p -> training.put("prior", p));
    map.put("training", training);
    map.put(
        "clusters",
        ordered(
            "threshold",
            settings.clusters().threshold(),
            "averageWeight",
            settings.clusters().averageWeight(),
            "largest",
            settings.clusters().largest(),
            "onePerSource",
            settings.clusters().onePerSource()));
    map.put("minimumWeight", settings.minimumWeight());
    return map;
  }

  private static Map<String, Object> write(ComparisonSettings comparison) {
    List<Object> levels = new ArrayList<>();
    for (LevelSettings level : comparison.levels()) {
      if (level.equals(LevelSettings.of(level.rule()))) {
        levels.add(level.rule());
      } else {
        Map<String, Object> entry = ordered("is", level.rule());
        entry.put("termFrequency", level.frequencyWeight());
        level.m().ifPresent(p -> entry.put("m", p));
        level.u().ifPresent(p -> entry.put("u", p));
        levels.add(entry);
      }
    }
    return ordered(
        "name",
        comparison.name(),
        "column",
        comparison.column(),
        "clean",
        comparison.clean(),
        "levels",
        levels,
        "frequencyFloor",
        comparison.frequencyFloor());
  }

  static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return map;
  }
}
