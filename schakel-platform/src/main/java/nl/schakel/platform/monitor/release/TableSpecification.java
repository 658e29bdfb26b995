// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One table as data: what is counted by what, and the words that stand beside every number.
 *
 * @param sentence for journalists; {year} and {number} are filled in
 * @param dimensions codes of dimensions, in the order of the table
 * @param filters categories that are counted alone, by dimension; leaves only
 * @param apart dimensions with a yes: one table is made for each, as a person may be in several
 * @param chart code of a {@link ChartKind}; the usual one when there is none
 * @param perInhabitants a rate for so many inhabitants is shown beside the number
 * @param columns names of the columns in an export, by dimension
 * @param values what stands in those columns in place of our codes, by dimension and code; not
 *     written when there is none, since questions are found again by what is written of them
 * @param certainty of the source: sure, likely or unsure
 */
public record TableSpecification(
    String code,
    Wording title,
    Wording sentence,
    Wording definition,
    Wording rule,
    List<String> dimensions,
    @Nullable Map<String, List<String>> filters,
    @Nullable List<String> apart,
    @Nullable String chart,
    @Nullable Target target,
    @Nullable Integer perInhabitants,
    @Nullable Map<String, String> columns,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable Map<String, Map<String, String>> values,
    String source,
    String certainty) {

  public TableSpecification {
    dimensions = List.copyOf(dimensions);
    filters = filters == null ? Map.of() : Map.copyOf(filters);
    apart = apart == null ? List.of() : List.copyOf(apart);
    columns = columns == null ? Map.of() : Map.copyOf(columns);
    values = values == null ? Map.of() : Map.copyOf(values);
  }

  /** A table whose export names categories by our codes. */
  public TableSpecification(
      String code,
      Wording title,
      Wording sentence,
      Wording definition,
      Wording rule,
      List<String> dimensions,
      @Nullable Map<String, List<String>> filters,
      @Nullable List<String> apart,
      @Nullable String chart,
      @Nullable Target target,
      @Nullable Integer perInhabitants,
      @Nullable Map<String, String> columns,
      String source,
      String certainty) {
    this(
        code,
        title,
        sentence,
        definition,
        rule,
        dimensions,
        filters,
        apart,
        chart,
        target,
        perInhabitants,
        columns,
        null,
        source,
        certainty);
  }

  /** A number that somebody agreed on, with what it counts. */
  public record Target(int value, Wording text) {}

  /** Filters, never null. */
  public Map<String, List<String>> only() {
    return filters == null ? Map.of() : filters;
  }

  public List<String> each() {
    return apart == null ? List.of() : apart;
  }

  public Map<String, String> names() {
    return columns == null ? Map.of() : columns;
  }

  /** How an export names a category: as its standard does, else by our code. */
  public String value(String dimension, String category) {
    return values == null
        ? category
        : values.getOrDefault(dimension, Map.of()).getOrDefault(category, category);
  }

  /** The same table without one of its dimensions. */
  TableSpecification without(String dimension) {
    return new TableSpecification(
        code,
        title,
        sentence,
        definition,
        rule,
        dimensions.stream().filter(one -> !one.equals(dimension)).toList(),
        filters,
        apart,
        chart,
        target,
        perInhabitants,
        columns,
        values,
        source,
        certainty);
  }

  /** The same table drawn in another way. */
  TableSpecification drawnAs(ChartKind kind) {
    return new TableSpecification(
        code,
        title,
        sentence,
        definition,
        rule,
        dimensions,
        filters,
        apart,
        kind.code(),
        target,
        perInhabitants,
        columns,
        values,
        source,
        certainty);
  }

  /** The tables that are counted for this one: itself, or one for each dimension that is apart. */
  List<TableSpecification> counted() {
    if (each().isEmpty()) {
      return List.of(this);
    }
    return each().stream().map(this::about).toList();
  }

  private TableSpecification about(String dimension) {
    Map<String, List<String>> only = new LinkedHashMap<>(only());
    only.put(dimension, List.of("yes"));
    return new TableSpecification(
        code + "." + dimension,
        title,
        sentence,
        definition,
        rule,
        dimensions,
        only,
        List.of(),
        chart,
        target,
        perInhabitants,
        columns,
        values,
        source,
        certainty);
  }
}
