// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a table safe to publish, or says why it cannot be. */
public final class Disclosure {
  private Disclosure() {}

  /**
   * Makes a table safe.
   *
   * <p>The same table, method, key and ledger always give the same outcome. A bounded search that
   * finds nothing is a refusal, never half a table.
   *
   * @param table the true counts
   * @param rules what the table must keep to whatever the method
   * @param ledger everything published before
   */
  public static Outcome protect(CountTable table, Method method, GroupRules rules, Ledger ledger) {
    List<Refused.Reason> reasons = new ArrayList<>(rules.broken(table));
    ledger.differences(table, rules.smallestDifference()).ifPresent(reasons::add);
    if (!reasons.isEmpty()) {
      return new Refused(reasons);
    }
    List<Release> releases = ledger.sharing(table);
    return switch (method) {
      case Method.ControlledRounding rounding -> round(table, rounding, rules, releases);
    };
  }

  private static Outcome round(
      CountTable table,
      Method.ControlledRounding method,
      GroupRules rules,
      List<Release> releases) {
    Rounding rounding = new Rounding(table, method, releases);
    Optional<Rounding.Found> found = rounding.find();
    Optional<Audit> audit =
        found.flatMap(
            f ->
                new RoundingAudit(table, method.base(), releases, rounding.atoms())
                    .of(f.shown(), f.witness()));
    if (found.isEmpty() || audit.isEmpty()) {
      return new Refused(
          List.of(
              new Refused.Reason(
                  Refused.Code.NO_ROUNDING,
                  List.of(),
                  0,
                  releases.stream().map(Release::name).toList())));
    }
    return new ProtectedTable(
        table, method, rules, found.get().shown(), method.base() - 1, method.base(), audit.get());
  }
}
