// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.stereotype.Component;

/** Shares that came in and may be passed on, as cases of who received them. */
@Component
class ReceivedCases implements ShareableCases {
  static final String KIND = "share";

  private static final String PARENT = "parent";

  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final ShareStore store;
  private final ShareLooks looks;
  private final Gate gate;

  ReceivedCases(ShareStore store, ShareLooks looks, Gate gate) {
    this.store = store;
    this.looks = looks;
    this.gate = gate;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean open() {
    return gate.may(SharingRights.SEND_SHARES);
  }

  private OrganisationId own() {
    return gate.actor().map(Actor::organisation).orElseThrow();
  }

  @Override
  public List<Choice> newest(int most) {
    return store.toPassOn(own(), most).stream()
        .map(
            share ->
                new Choice(
                    share.id().value(),
                    share.id().number(),
                    LocalDate.ofInstant(share.changedAt(), ZONE)))
        .toList();
  }

  /** What the recipient may see of it today; what was kept back stays so. */
  @Override
  public Optional<SharedCase> read(UUID id) {
    return store
        .byId(new ShareId(id), own())
        .filter(share -> share.receivedBy(own()) && share.state() == ShareState.ACCEPTED)
        .map(this::shared);
  }

  private SharedCase shared(Share share) {
    List<CaseField> fields = looks.today(share).fields();
    return new SharedCase(
        KIND,
        share.id().value(),
        share.id().number(),
        share.reports(),
        share.subject(),
        birthYear(fields),
        parentExploits(fields),
        share.person(),
        fields);
  }

  private static Optional<Integer> birthYear(List<CaseField> fields) {
    return field(fields, "birthYear")
        .flatMap(field -> field.values().stream().findFirst())
        .map(Integer::valueOf);
  }

  /** Whoever cannot see whether a parent exploits takes it that one may. */
  private static boolean parentExploits(List<CaseField> fields) {
    return field(fields, "exploiterRelation")
        .filter(field -> !field.state().withheld() && !field.values().contains(PARENT))
        .isEmpty();
  }

  private static Optional<CaseField> field(List<CaseField> fields, String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  @Override
  public Map<UUID, String> labels(Collection<UUID> reports) {
    Map<UUID, String> labels = new HashMap<>();
    store
        .receivedFrom(own(), reports)
        .forEach(
            share ->
                share.reports().stream()
                    .filter(reports::contains)
                    .forEach(report -> labels.putIfAbsent(report, share.id().number())));
    return labels;
  }
}
