// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dimensions and monitors as they come with the application; what breaks a rule is refused at the
 * start.
 */
@Component
public class Specifications {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Ends the code of a table that goes out only when the one it is named after lacks minors. */
  static final String COARSER = "-minors";

  /** Ends the code of a table that goes out only when the one it is named after is not shown. */
  static final String INSTEAD = "-coarse";

  static final Wording NOT_IN_SET =
      new Wording(
          "Deze dataset heeft dit kenmerk of dit jaar niet.",
          "This set does not have this dimension or this year.");
  static final Wording FREEZE_ANEW =
      new Wording("Bevries een nieuwe dataset.", "Freeze a new set.");

  private static final int MOST_DIMENSIONS = 6;
  private static final Set<String> CERTAINTIES = Set.of("sure", "likely", "unsure");
  private static final String YEAR = "year";

  private final Map<String, MonitorDimension> dimensions = new LinkedHashMap<>();
  private final Map<String, MonitorSpecification> monitors = new LinkedHashMap<>();
  private final String dimensionText;

  Specifications() {
    this(shipped("dimensions.json"), shipped("monitors.json"));
  }

  Specifications(String dimensionText, String monitorText) {
    this.dimensionText = dimensionText;
    for (MonitorDimension dimension : dimensions(dimensionText)) {
      if (dimensions.putIfAbsent(dimension.code(), dimension) != null) {
        throw new IllegalStateException("Dimension %s stands twice".formatted(dimension.code()));
      }
    }
    for (MonitorSpecification monitor : MAPPER.readValue(monitorText, Monitors.class).monitors()) {
      monitor.tables().forEach(this::check);
      if (monitors.putIfAbsent(monitor.code(), monitor) != null
          || monitor.window() < 1
          || monitor.code().startsWith(Explorer.OWN)) {
        throw new IllegalStateException("Monitor %s is wrong".formatted(monitor.code()));
      }
    }
  }

  private record Dimensions(String note, int version, List<MonitorDimension> dimensions) {}

  private record Monitors(String note, int version, List<MonitorSpecification> monitors) {}

  private static List<MonitorDimension> dimensions(String text) {
    return MAPPER.readValue(text, Dimensions.class).dimensions();
  }

  private static String shipped(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            Specifications.class.getResourceAsStream("/reference/monitors/" + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<MonitorSpecification> monitors() {
    return List.copyOf(monitors.values());
  }

  public Optional<MonitorSpecification> monitor(String code) {
    return Optional.ofNullable(monitors.get(code));
  }

  /** Dimensions by code, those that may not be published too. */
  public Map<String, MonitorDimension> dimensions() {
    return Map.copyOf(dimensions);
  }

  /** Every dimension in the order of the file. */
  List<MonitorDimension> inOrder() {
    return List.copyOf(dimensions.values());
  }

  String dimensionText() {
    return dimensionText;
  }

  static String write(Object document) {
    return MAPPER.writeValueAsString(document);
  }

  static Explorer.Asked readAsked(String json) {
    return MAPPER.readValue(json, Explorer.Asked.class);
  }

  static TableSpecification readTable(String json) {
    return MAPPER.readValue(json, TableSpecification.class);
  }

  /**
   * Refuses a table that breaks a rule, with every rule that it breaks.
   *
   * @throws SpecificationRefused with the reasons
   */
  public void check(TableSpecification table) {
    List<Wording> reasons = new ArrayList<>();
    List<String> named = new ArrayList<>(table.dimensions());
    named.addAll(table.only().keySet());
    named.addAll(table.each());
    named.stream().distinct().forEach(code -> checkDimension(code, reasons));
    if (new HashSet<>(table.dimensions()).size() != table.dimensions().size()) {
      reasons.add(
          new Wording("Een kenmerk staat er twee keer in.", "A dimension stands in it twice."));
    }
    if (fields(table).size() != new HashSet<>(fields(table)).size()) {
      reasons.add(
          new Wording(
              "Twee kenmerken zeggen hetzelfde op een andere manier; kies er één.",
              "Two dimensions say the same in another way; choose one."));
    }
    if (table.dimensions().isEmpty() || table.dimensions().size() > MOST_DIMENSIONS) {
      reasons.add(
          new Wording(
              "Kies één tot %d kenmerken.".formatted(MOST_DIMENSIONS),
              "Choose one to %d dimensions.".formatted(MOST_DIMENSIONS)));
    }
    if (!table.dimensions().contains(YEAR)
        && table.only().getOrDefault(YEAR, List.of()).size() != 1) {
      reasons.add(
          new Wording(
              "Iemand telt één keer per jaar. Tel naar jaar, of kies één jaar.",
              "Somebody counts once a year. Count by year, or choose one year."));
    }
    table.only().forEach((code, kept) -> checkFilter(code, kept, reasons));
    String chart = table.chart();
    if (chart != null && ChartKind.of(chart).isEmpty()) {
      reasons.add(
          new Wording(
              "De grafiek %s is niet bekend.".formatted(chart),
              "The chart %s is not known.".formatted(chart)));
    }
    if (!describes(table)) {
      reasons.add(
          new Wording(
              "Elke tabel heeft een titel, een definitie, een telregel en een bron in het Nederlands en het Engels.",
              "Each table has a title, a definition, a counting rule and a source, in Dutch and English."));
    }
    if (!reasons.isEmpty()) {
      throw new SpecificationRefused(table.code(), reasons);
    }
  }

  private List<String> fields(TableSpecification table) {
    return table.dimensions().stream()
        .distinct()
        .flatMap(code -> Optional.ofNullable(dimensions.get(code)).stream())
        .map(MonitorDimension::field)
        .toList();
  }

  private static boolean describes(TableSpecification table) {
    return table.title().complete()
        && table.definition().complete()
        && table.rule().complete()
        && table.sentence().complete()
        && !table.source().isBlank()
        && CERTAINTIES.contains(table.certainty());
  }

  private void checkDimension(String code, List<Wording> reasons) {
    MonitorDimension dimension = dimensions.get(code);
    if (dimension == null) {
      reasons.add(
          new Wording(
              "Het kenmerk %s is niet bekend.".formatted(code),
              "The dimension %s is not known.".formatted(code)));
    } else if (!dimension.publishable()) {
      Wording ban = Objects.requireNonNull(dimension.ban(), dimension.code());
      reasons.add(
          new Wording(
              "%s mag niet worden gepubliceerd. %s".formatted(dimension.label().nl(), ban.nl()),
              "%s may not be published. %s".formatted(dimension.label().en(), ban.en())));
    }
  }

  private void checkFilter(String code, List<String> kept, List<Wording> reasons) {
    MonitorDimension dimension = dimensions.get(code);
    if (dimension == null) {
      return;
    }
    if (code.equals(YEAR)) {
      if (kept.isEmpty() || !kept.stream().allMatch(year -> year.matches("[0-9]{4}"))) {
        reasons.add(new Wording("Een jaar heeft vier cijfers.", "A year has four digits."));
      }
      return;
    }
    List<String> known = dimension.leaves().stream().map(MonitorDimension.Category::code).toList();
    if (kept.isEmpty() || !known.containsAll(kept)) {
      reasons.add(
          new Wording(
              "Een keuze bij %s is niet bekend.".formatted(dimension.label().nl()),
              "A choice of %s is not known.".formatted(dimension.label().en())));
    }
  }
}
