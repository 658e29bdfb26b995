// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class DayFigureStore {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final JdbcClient jdbc;

  DayFigureStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<PublishedFigures> of(LocalDate day) {
    return jdbc.sql(
            """
            select made_at, register_version, figures
              from monitor.day_figures
             where day = :day
            """)
        .param("day", day)
        .query(
            (row, number) ->
                new PublishedFigures(
                    day,
                    row.getTimestamp("made_at").toInstant(),
                    row.getLong("register_version"),
                    FigureJson.read(row.getString("figures"))))
        .optional();
  }

  /** Keeps the figures of a day unless another node was first. */
  void keep(PublishedFigures figures) {
    jdbc.sql(
            """
            insert into monitor.day_figures (day, made_at, register_version, figures)
            values (:day, :madeAt, :version, cast(:figures as json))
            on conflict (day) do nothing
            """)
        .param("day", figures.day())
        .param("madeAt", Timestamp.from(figures.asOf()))
        .param("version", figures.version())
        .param("figures", FigureJson.write(figures.years()))
        .update();
  }

  Optional<DayChanges> changesOf(LocalDate day) {
    return jdbc.sql("select changes from monitor.day_changes where day = :day")
        .param("day", day)
        .query(String.class)
        .optional()
        .map(text -> MAPPER.readValue(text, DayChanges.class));
  }

  /** Keeps the list of a day unless another machine was first. */
  void keep(LocalDate day, Instant at, long version, DayChanges changes) {
    jdbc.sql(
            """
            insert into monitor.day_changes (day, made_at, register_version, changes)
            values (:day, :at, :version, cast(:changes as json))
            on conflict (day) do nothing
            """)
        .param("day", day)
        .param("at", Timestamp.from(at))
        .param("version", version)
        .param("changes", MAPPER.writeValueAsString(changes))
        .update();
  }
}
