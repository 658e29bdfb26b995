// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The tables of a release: counted, protected and judged together with those before them. */
@Component
class ReleaseTables {
  private static final String MINOR = "minor";
  private static final String AGE = "age";

  private final ReleaseStore store;
  private final TableProtection protection;

  ReleaseTables(ReleaseStore store, TableProtection protection) {
    this.store = store;
    this.protection = protection;
  }

  /** Reads what protection needs, before there is a transaction. */
  void makeReady() {
    protection.makeReady();
  }

  /** A coarser table stands in for one that had to go out without minors apart, or not at all. */
  static boolean isWanted(TableSpecification table, List<ReleaseTable> made) {
    String code = table.code();
    if (code.endsWith(Specifications.INSTEAD)) {
      String finer = code.substring(0, code.length() - Specifications.INSTEAD.length());
      return made.stream()
          .noneMatch(one -> one.code().equals(finer) && one.published().isPresent());
    }
    if (!code.endsWith(Specifications.COARSER)) {
      return true;
    }
    String finer = code.substring(0, code.length() - Specifications.COARSER.length());
    return made.stream()
        .filter(one -> one.code().equals(finer) && one.published().isPresent())
        .map(one -> one.specification().dimensions())
        .noneMatch(told -> told.contains(MINOR) || told.contains(AGE));
  }

  /** A table that would tell too much with minors apart is tried without. */
  ReleaseTable table(
      Release release,
      FrozenCube cube,
      TableSpecification specification,
      int position,
      Ledgers ledger) {
    if (!cube.knows(specification)) {
      return notInSet(specification, position);
    }
    ReleaseTable made = attempt(release, cube, specification, position, ledger);
    // A coarser one is there for minors apart; without them it would tell no more than the finer.
    if (made.refusal().isEmpty()
        || specification.code().endsWith(Specifications.COARSER)
        || specification.dimensions().size() < 2
        || !specification.dimensions().contains(MINOR)) {
      return made;
    }
    ReleaseTable without = attempt(release, cube, specification.without(MINOR), position, ledger);
    return without.published().isPresent()
        ? without.noting(
            new Wording(
                "Met minderjarigen apart zou deze tabel te veel zeggen; zonder mag zij.",
                "With minors apart this table would tell too much; without it may go out."),
            made.audit())
        : made;
  }

  /** The set was frozen before somebody thought of one of these dimensions. */
  private static ReleaseTable notInSet(TableSpecification specification, int position) {
    return new ReleaseTable(
        position,
        specification.code(),
        specification,
        Optional.empty(),
        Optional.of(
            new Refusal(
                List.of(
                    new Refusal.Reason(
                        "NOT_IN_SET", Specifications.NOT_IN_SET, Specifications.FREEZE_ANEW)))),
        new AuditReport(false, List.of(new AuditReport.Finding(Specifications.NOT_IN_SET, ""))),
        "");
  }

  private ReleaseTable attempt(
      Release release,
      FrozenCube cube,
      TableSpecification specification,
      int position,
      Ledgers ledger) {
    String name = name(release, specification);
    return switch (protection.protect(
        cube, specification, release.monitor().window(), name, ledger)) {
      case TableProtection.Made.Shown(PublishedTable shown, AuditReport audit) ->
          new ReleaseTable(
              position,
              specification.code(),
              specification,
              Optional.of(shown),
              Optional.empty(),
              audit,
              Sha256.hex(ReleaseStore.text(shown)));
      case TableProtection.Made.NotShown(Refusal refusal, AuditReport audit) ->
          new ReleaseTable(
              position,
              specification.code(),
              specification,
              Optional.empty(),
              Optional.of(refusal),
              audit,
              "");
    };
  }

  private static String name(Release release, TableSpecification specification) {
    return "%s v%d, %s".formatted(release.publication(), release.version(), specification.code());
  }

  /** These releases as readers saw them or will. */
  Ledgers ledger(List<Release> releases, FrozenCube cube) {
    Ledgers ledger = new Ledgers();
    for (Release earlier : releases) {
      for (ReleaseTable table : store.tables(earlier.id())) {
        protection.remember(
            cube, table, earlier.monitor().window(), name(earlier, table.specification()), ledger);
      }
    }
    return ledger;
  }
}
