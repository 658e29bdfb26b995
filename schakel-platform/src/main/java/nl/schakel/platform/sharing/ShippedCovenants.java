// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the agreements that sources name into the register.
 *
 * <p>Guarantee: they come as proposed. A source that mentions an agreement says nothing about
 * whether it still runs, so none of them opens a way to share before somebody has read it.
 */
@Component
class ShippedCovenants implements SmartInitializingSingleton {
  private final CovenantStore store;
  private final Covenants covenants;
  private final Gate gate;
  private final TransactionTemplate transaction;

  ShippedCovenants(
      CovenantStore store, Covenants covenants, Gate gate, TransactionTemplate transaction) {
    this.store = store;
    this.covenants = covenants;
    this.gate = gate;
    this.transaction = transaction;
  }

  @Override
  public void afterSingletonsInstantiated() {
    gate.asSystem(() -> transaction.execute(status -> bring()));
  }

  /** What an administrator renamed or ended does not come back: names stay taken for ever. */
  private Integer bring() {
    List<String> known = store.shipped();
    List<CovenantDraft> missing =
        shipped().stream().filter(draft -> !known.contains(draft.name())).toList();
    missing.forEach(draft -> covenants.add(draft, gate.actor().orElseThrow(), "shipped"));
    return missing.size();
  }

  static List<CovenantDraft> shipped() {
    return SharingFiles.rows("covenants.csv", ShippedCovenants::draft);
  }

  private static CovenantDraft draft(NamedCsvRecord row) {
    return new CovenantDraft(
        row.getField("name"),
        CovenantKind.of(row.getField("kind")).orElseThrow(),
        several(row, "nationwide_types"),
        several(row, "party_types"),
        List.of(),
        several(row, "party_names"),
        several(row, "purposes"),
        several(row, "data"),
        new CovenantDraft.PartnershipDecision(
            row.getField("interest"),
            row.getField("partnership"),
            row.getField("aim"),
            row.getField("data_described"),
            row.getField("conditions"),
            row.getField("recipients")),
        row.getField("ground"),
        row.getField("source"),
        Certainty.of(row.getField("certainty")),
        day(row, "starts_on"),
        day(row, "ends_on"),
        Optional.empty());
  }

  private static List<String> several(NamedCsvRecord row, String column) {
    return Arrays.stream(row.getField(column).split(";")).filter(text -> !text.isEmpty()).toList();
  }

  private static Optional<LocalDate> day(NamedCsvRecord row, String column) {
    return Optional.of(row.getField(column)).filter(text -> !text.isEmpty()).map(LocalDate::parse);
  }
}
