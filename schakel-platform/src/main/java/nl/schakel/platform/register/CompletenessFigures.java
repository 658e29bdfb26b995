// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How complete reports are: of the fields that the field list of the day allowed, the share that
 * was filled. A field that is not allowed is not missing; "unknown" is not filled, and counted
 * apart.
 */
@Service
public class CompletenessFigures {
  private final CompletenessStore store;
  private final Gate gate;
  private final RegisterDisclosure door;

  CompletenessFigures(CompletenessStore store, Gate gate, RegisterDisclosure door) {
    this.store = store;
    this.gate = gate;
    this.door = door;
  }

  /** Counts of one field, in reports. */
  public record Field(String field, long required, long allowed, long known, long unknown) {
    /** Share of the reports that might fill it and did, 0 to 1. */
    public double share() {
      return allowed == 0 ? 0 : (double) known / allowed;
    }
  }

  /** One organisation in one year. */
  public record Completeness(OrganisationId organisation, int year, List<Field> fields) {
    /** Share of all allowed fields that were filled, 0 to 1. */
    public double allowedFilled() {
      long allowed = fields.stream().mapToLong(Field::allowed).sum();
      return allowed == 0 ? 0 : (double) fields.stream().mapToLong(Field::known).sum() / allowed;
    }

    /** The same for fields that the list asked for; empty when it asked for none. */
    public Optional<Double> requiredFilled() {
      List<Field> asked = fields.stream().filter(field -> field.required() > 0).toList();
      long allowed = asked.stream().mapToLong(Field::allowed).sum();
      return allowed == 0
          ? Optional.empty()
          : Optional.of((double) asked.stream().mapToLong(Field::known).sum() / allowed);
    }
  }

  /** All organisations for who reads the register, the own one for others. */
  @Transactional(readOnly = true)
  public List<Completeness> of(int year) {
    Optional<OrganisationId> only = only();
    Map<OrganisationId, List<Field>> byOrganisation = new LinkedHashMap<>();
    store
        .fields(year, only)
        .forEach(
            (row) ->
                byOrganisation
                    .computeIfAbsent(row.organisation(), id -> new ArrayList<>())
                    .add(row.field()));
    return byOrganisation.entrySet().stream()
        .map(entry -> new Completeness(entry.getKey(), year, entry.getValue()))
        .toList();
  }

  /** Years with reports, latest first. */
  @Transactional(readOnly = true)
  public List<Integer> years() {
    return store.years(only());
  }

  private Optional<OrganisationId> only() {
    Actor actor = gate.require(RegisterRights.COMPLETENESS);
    return door.reachesEveryOrganisation() ? Optional.empty() : Optional.of(actor.organisation());
  }
}
