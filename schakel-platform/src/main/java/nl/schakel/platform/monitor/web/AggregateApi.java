// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.aggregate.Aggregate;
import nl.schakel.platform.monitor.aggregate.AggregateRow;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tables of others for programs: the same numbers as the pages, with definition and source. */
@RestController
@RequestMapping("/api/v1/aggregates")
@Requires(MonitorRights.READ)
@Tag(name = "figures", description = "Figures with their definitions")
class AggregateApi {
  private final Aggregates aggregates;

  AggregateApi(Aggregates aggregates) {
    this.aggregates = aggregates;
  }

  record Item(
      String id,
      String kind,
      String title,
      int version,
      String state,
      String maker,
      LocalDate madeOn,
      String citation,
      String certainty,
      @Schema(description = "When it was taken back; its numbers are gone since")
          Optional<Instant> withdrawnAt,
      @Schema(description = "Why it was taken back; empty otherwise") String withdrawnNote) {}

  /**
   * One number.
   *
   * @param split how the figure is divided; empty for its total
   * @param count absent when it is not shown
   */
  record Count(int year, String figure, String split, String category, Optional<Long> count) {}

  /**
   * A table with its numbers.
   *
   * @param exact false when the numbers are rounded to fives
   */
  record TableAnswer(
      Item table, boolean exact, String definition, String countingRule, List<Count> numbers) {}

  private static Item item(Aggregate one) {
    return new Item(
        one.id().toString(),
        one.kind().code(),
        one.title(),
        one.version(),
        one.state().name(),
        one.maker(),
        one.madeOn(),
        one.citation(),
        one.certainty(),
        one.withdrawal().map(Aggregate.Withdrawal::at),
        one.withdrawal().map(Aggregate.Withdrawal::note).orElse(""));
  }

  @GetMapping
  @Operation(summary = "Tables of counts that others made", operationId = "listAggregates")
  List<Item> list() {
    return aggregates.all().stream().map(AggregateApi::item).toList();
  }

  @GetMapping("/{upload}")
  @Operation(
      summary = "One table that others made, with its numbers, definition and source",
      operationId = "readAggregate")
  TableAnswer one(@PathVariable("upload") String upload, Locale locale) {
    Aggregates.Table table = aggregates.get(AggregatePages.id(upload), false);
    return new TableAnswer(
        item(table.aggregate()),
        table.exact(),
        table.aggregate().kind().definition().in(locale),
        table.aggregate().kind().rule().in(locale),
        table.rows().stream().map(AggregateApi::count).toList());
  }

  private static Count count(AggregateRow row) {
    return new Count(
        row.place().year(),
        row.place().figure(),
        row.place().split(),
        row.place().category(),
        row.value().isPresent() ? Optional.of(row.value().getAsLong()) : Optional.empty());
  }
}
