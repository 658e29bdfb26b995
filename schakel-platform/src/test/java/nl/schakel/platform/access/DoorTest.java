// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.schakel.platform.TestActors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoorTest {
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private final List<EntryRefused> told = new ArrayList<>();
  private final InstantSource time = () -> now;
  private final Door door =
      new Door(event -> told.add((EntryRefused) event), time.withZone(ZoneOffset.UTC));

  @Test
  void a_flood_of_strangers_fills_no_log_and_is_counted_afterwards() {
    for (int i = 0; i < Door.MOST_A_MINUTE + 500; i++) {
      door.refuseStranger(Actor.Kind.MACHINE, EntryRefused.EntryKind.TOKEN, "unreadable");
    }
    assertThat(told).hasSize(Door.MOST_A_MINUTE).allMatch(line -> line.unlogged() == 0);

    now = now.plusSeconds(60);
    door.refuseStranger(Actor.Kind.MACHINE, EntryRefused.EntryKind.TOKEN, "unreadable");
    door.refuseStranger(Actor.Kind.MACHINE, EntryRefused.EntryKind.TOKEN, "unreadable");

    assertThat(told.subList(Door.MOST_A_MINUTE, told.size()))
        .extracting(EntryRefused::unlogged)
        .containsExactly(500L, 0L);
  }

  @Test
  void a_flood_at_one_way_in_hides_neither_another_nor_a_known_client() {
    for (int i = 0; i < Door.MOST_A_MINUTE + 1; i++) {
      door.refuseStranger(Actor.Kind.MACHINE, EntryRefused.EntryKind.TOKEN, "unreadable");
    }
    Actor known = TestActors.machine(new OrganisationId(UUID.randomUUID()));

    door.refuse(known, EntryRefused.EntryKind.TOKEN, "lifetime");
    door.refuseStranger(Actor.Kind.PERSON, EntryRefused.EntryKind.OWN_ORGANISATION, "roles");

    assertThat(told.subList(Door.MOST_A_MINUTE, told.size()))
        .extracting(EntryRefused::reason)
        .containsExactly("lifetime", "roles");
  }
}
