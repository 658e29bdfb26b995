// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a table safe to publish, or says why it cannot be. */
public final class Disclosure {
  private static final int ATTEMPTS = 4;

  private Disclosure() {}

  /**
   * Makes a table safe.
   *
   * <p>The same table, method, key and ledger always give the same outcome. A bounded search that
   * finds nothing is a refusal, never half a table. Rounded and noisy figures are judged by the
   * rules about groups as they are shown, so that going out or not tells nothing more than they do.
   *
   * @param table the true counts
   * @param rules what the table must keep to whatever the method
   * @param ledger everything published before
   */
  public static Outcome protect(CountTable table, Method method, GroupRules rules, Ledger ledger) {
    return protect(table, method, rules, ledger, List.of());
  }

  /**
   * Makes a table safe beside everything published over other frozen sets too.
   *
   * @param cohorts the persons in common with other sets; only controlled rounding can be judged
   *     together with them
   */
  public static Outcome protect(
      CountTable table, Method method, GroupRules rules, Ledger ledger, List<Cohort> cohorts) {
    Optional<Refused.Reason> differences = ledger.differences(table, rules.smallestDifference());
    for (Cohort cohort : cohorts) {
      differences = differences.or(() -> Ledger.differences(cohort, rules.smallestDifference()));
    }
    if (differences.isPresent()) {
      return new Refused(List.of(differences.get()));
    }
    List<Release> elsewhere =
        cohorts.stream().flatMap(cohort -> cohort.releases().stream()).toList();
    return switch (method) {
      case Method.ControlledRounding rounding -> round(table, rounding, rules, ledger, cohorts);
      case Method.CellKey noise ->
          elsewhere.isEmpty()
              ? perturb(table, noise, rules, ledger)
              : notProven(List.of(), elsewhere);
      case Method.Suppression suppression ->
          elsewhere.isEmpty()
              ? suppress(table, suppression, rules, ledger)
              : notProven(List.of(), elsewhere);
    };
  }

  private static Outcome round(
      CountTable table,
      Method.ControlledRounding method,
      GroupRules rules,
      Ledger ledger,
      List<Cohort> cohorts) {
    List<Release> releases = ledger.sharing(table);
    Rounding rounding =
        new Rounding(table, method, new Choices(table, method.base(), ledger, cohorts));
    List<List<String>> closed = List.of();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Rounding.Found> found = rounding.find(attempt);
      Optional<Audit> alone = found.flatMap(new RoundingAudit(table, method.base())::of);
      if (found.isEmpty() || alone.isEmpty()) {
        return new Refused(
            List.of(
                new Refused.Reason(
                    Refused.Code.NO_ROUNDING, List.of(), 0, names(releases, cohorts))));
      }
      // Totals left out are judged as sums of the leaf cells, which readers see.
      long[] figures = table.shape().sums(found.get().leaves());
      List<Refused.Reason> broken = rules.broken(table.shape(), figures);
      if (!broken.isEmpty()) {
        return new Refused(broken);
      }
      Release mine = new Release("", table, found.get().shown(), method.base() - 1, method.base());
      Joint joint = new Joint(mine, releases, rules.smallestDifference());
      long seed = method.key().bits("witnesses|%d|%s".formatted(attempt, table.identity()));
      // Whether it can be proven a second time is chance; readers who have the table learn nothing.
      boolean isTold =
          releases.stream().anyMatch(mine::isToldBy)
              || cohorts.stream().anyMatch(cohort -> cohort.tells(mine));
      closed = releases.isEmpty() ? List.of() : joint.closed(method.base(), seed, !isTold);
      for (Cohort cohort : cohorts) {
        if (!isTold && closed.isEmpty() && !cohort.releases().isEmpty()) {
          closed =
              new Joint(cohort.shown(mine), cohort.releases(), rules.smallestDifference())
                  .newlyClosed(method.base(), seed);
        }
      }
      if (isTold || closed.isEmpty()) {
        return new ProtectedTable(
            table,
            method,
            rules,
            found.get().shown(),
            method.base() - 1,
            method.base(),
            releases.isEmpty() ? alone.get() : joint.audit());
      }
    }
    return new Refused(
        List.of(
            new Refused.Reason(
                Refused.Code.NOT_PROVEN, closed, method.base(), names(releases, cohorts))));
  }

  /**
   * Noise is safe when no count can be known exactly. Noise does not depend on the table, so there
   * is nothing to try again: what is closed stays closed.
   */
  private static Outcome perturb(
      CountTable table, Method.CellKey method, GroupRules rules, Ledger ledger) {
    CountTable counted = table;
    if (table.cube().isEmpty()) {
      Optional<CountTable> invented = CellKeys.withPersons(table);
      if (invented.isEmpty()) {
        return notProven(List.of(), List.of());
      }
      counted = invented.get();
    }
    List<Release> releases = ledger.sharing(counted);
    long[] shown = CellKeys.shown(counted, method);
    List<Refused.Reason> broken = rules.broken(counted.shape(), shown);
    if (!broken.isEmpty()) {
      return new Refused(broken);
    }
    Joint joint =
        new Joint(
            new Release("", counted, shown, method.maxNoise(), 1),
            releases,
            rules.smallestDifference());
    long seed = method.key().bits("witnesses|" + counted.identity());
    List<List<String>> closed = joint.closed(1, seed, true);
    if (!closed.isEmpty()) {
      return notProven(closed, releases);
    }
    return new ProtectedTable(counted, method, rules, shown, method.maxNoise(), 1, joint.audit());
  }

  /**
   * True figures beside other tables are not proven safe here, so they must come first and alone.
   * Hidden cells have no figure to judge, so the rules about groups are judged on true counts here.
   */
  private static Outcome suppress(
      CountTable table, Method.Suppression method, GroupRules rules, Ledger ledger) {
    List<Refused.Reason> broken = rules.broken(table.shape(), table.sums());
    if (!broken.isEmpty()) {
      return new Refused(broken);
    }
    List<Release> releases = ledger.sharing(table);
    if (!releases.isEmpty()) {
      return notProven(List.of(), releases);
    }
    Suppressor suppressor = new Suppressor(table, method);
    List<List<String>> open = suppressor.run();
    if (!open.isEmpty()) {
      return new Refused(
          List.of(new Refused.Reason(Refused.Code.WORKED_OUT, open, method.smallest(), List.of())));
    }
    return new ProtectedTable(table, method, rules, suppressor.shown(), 0, 1, suppressor.audit());
  }

  private static Refused notProven(List<List<String>> cells, List<Release> releases) {
    return new Refused(
        List.of(new Refused.Reason(Refused.Code.NOT_PROVEN, cells, 0, names(releases))));
  }

  private static List<String> names(List<Release> releases, List<Cohort> cohorts) {
    Stream<Release> elsewhere = cohorts.stream().flatMap(cohort -> cohort.releases().stream());
    return Stream.concat(releases.stream(), elsewhere).map(Release::name).distinct().toList();
  }

  private static List<String> names(List<Release> releases) {
    return releases.stream().map(Release::name).toList();
  }
}
