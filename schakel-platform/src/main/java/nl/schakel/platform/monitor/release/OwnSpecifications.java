// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.monitor.FigureDisclosure;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Monitors to draft from: those that come with the application and those that analysts saved. */
@Repository
class OwnSpecifications {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Specifications shipped;
  private final FigureDisclosure door;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  OwnSpecifications(Specifications shipped, FigureDisclosure door, JdbcClient jdbc, Clock clock) {
    this.shipped = shipped;
    this.door = door;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  List<MonitorSpecification> all(Actor actor) {
    List<MonitorSpecification> all = new ArrayList<>(shipped.monitors());
    jdbc.sql(
            """
            select specification from monitor.own_specification
             where organisation_id = :organisation order by saved_at, id
            """)
        .param("organisation", actor.organisation().value())
        .query(String.class)
        .list()
        .forEach(text -> all.add(MAPPER.readValue(text, MonitorSpecification.class)));
    return all;
  }

  @Transactional(readOnly = true)
  Optional<MonitorSpecification> monitor(Actor actor, String code) {
    return all(actor).stream().filter(monitor -> monitor.code().equals(code)).findFirst();
  }

  /**
   * Whether this is kept for who keeps the register and the National Rapporteur. Readers know a
   * shipped name as the figures of the register: nobody else takes it, also not by being first.
   */
  boolean isReserved(Actor actor, MonitorSpecification monitor) {
    return shipped.monitor(monitor.code()).isPresent() && !door.speaksForTheRegister(actor);
  }

  @Transactional
  MonitorSpecification keep(Actor actor, MonitorSpecification monitor) {
    UUID id = ids.generate();
    jdbc.sql(
            """
            insert into monitor.own_specification
              (id, organisation_id, account_id, saved_at, specification)
            values (:id, :organisation, :account, :at, :specification)
            """)
        .param("id", id)
        .param("organisation", actor.organisation().value())
        .param("account", actor.account().value())
        .param("at", Timestamp.from(clock.instant()))
        .param("specification", MAPPER.writeValueAsString(monitor))
        .update();
    return monitor;
  }
}
