// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.monitor.FigureDisclosure;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.register.RegisterFigures;
import nl.schakel.platform.register.ReportsForgotten;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes snapshots of the register for figures, and proves that they are whole.
 *
 * <p>Guarantee: a frozen set never changes, but for persons who are erased: of them only a mark is
 * left from which nothing can be computed, and the set says so. Records hold no identifier of the
 * register; what leads from a report to its records goes when the person is erased.
 */
@Service
public class FrozenSets {
  private final FrozenSetStore store;
  private final FactsReading facts;
  private final FrozenDefinitions definitions;
  private final RegisterFigures register;
  private final Gate gate;
  private final FigureDisclosure door;
  private final AuditLog auditLog;
  private final TransactionTemplate transactions;
  private final TransactionTemplate oneSnapshot;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  FrozenSets(
      FrozenSetStore store,
      FactsReading facts,
      FrozenDefinitions definitions,
      RegisterFigures register,
      Gate gate,
      FigureDisclosure door,
      AuditLog auditLog,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.facts = facts;
    this.definitions = definitions;
    this.register = register;
    this.gate = gate;
    this.door = door;
    this.auditLog = auditLog;
    this.transactions = new TransactionTemplate(transactions);
    this.oneSnapshot = new TransactionTemplate(transactions);
    // Beside the transaction that writes: the chain of the log needs to see its last link.
    this.oneSnapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.oneSnapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.clock = clock;
  }

  /** Years with at least one victim. */
  public List<Integer> years() {
    door.requireExact(MonitorRights.RELEASE, "frozen-sets");
    return register.years();
  }

  /**
   * Freezes what the register knows now.
   *
   * @throws InvalidInput when the years hold nobody, the name is taken, or what it corrects is not
   *     the last version
   */
  public FrozenSet freeze(FreezeRequest request) {
    return freeze(door.requireExact(MonitorRights.RELEASE, "frozen-sets"), request);
  }

  /** Freezes on behalf of this account. Whoever erases waits, or is waited for. */
  FrozenSet freeze(Actor actor, FreezeRequest request) {
    return gate.asSystem(
        () ->
            transactions.execute(
                status -> {
                  store.holdErasures();
                  int version = version(actor, request);
                  FrozenSet set =
                      keep(
                          actor, request, version, oneSnapshot.execute(inner -> snapshot(request)));
                  auditLog.writeFor(actor, ReleaseEvent.frozen(set));
                  return set;
                }));
  }

  /** What the register knew at one moment. */
  private record Snapshot(List<FrozenRecord> records, long registerVersion) {}

  private Snapshot snapshot(FreezeRequest request) {
    List<FrozenRecord> records =
        facts.read(request.firstYear(), request.lastYear()).stream()
            .sorted(Comparator.comparing(FrozenRecord::mark, Arrays::compareUnsigned))
            .toList();
    if (records.isEmpty()) {
      throw new InvalidInput(List.of(new FieldProblem("firstYear", "monitor.freeze-empty")));
    }
    return new Snapshot(records, register.version());
  }

  private int version(Actor actor, FreezeRequest request) {
    List<FrozenSet> named =
        store.all(actor.organisation()).stream()
            .filter(set -> set.name().equals(request.name()))
            .toList();
    int last = named.stream().mapToInt(FrozenSet::version).max().orElse(0);
    Optional<FrozenSet> corrected = request.corrects().map(id -> get(actor, id));
    if (corrected.isEmpty() && last > 0) {
      throw new InvalidInput(List.of(new FieldProblem("name", "monitor.freeze-taken")));
    }
    if (corrected.isPresent()
        && (corrected.get().version() != last || !corrected.get().name().equals(request.name()))) {
      throw new InvalidInput(List.of(new FieldProblem("name", "monitor.freeze-last")));
    }
    return last + 1;
  }

  private FrozenSet keep(Actor actor, FreezeRequest request, int version, Snapshot snapshot) {
    List<FrozenRecord> records = snapshot.records();
    String read = definitions.text();
    FrozenSet set =
        new FrozenSet(
            new FrozenSetId(ids.generate()),
            actor.organisation(),
            actor.account(),
            request.name(),
            version,
            request.corrects(),
            request.changeNote().strip(),
            clock.instant(),
            request.firstYear(),
            request.lastYear(),
            records.size(),
            fingerprint(read, records.stream().map(FrozenRecord::mark).toList()));
    store.insert(set, snapshot.registerVersion(), read);
    store.insert(set.id(), records);
    return set;
  }

  private static String fingerprint(String definitions, List<byte[]> marks) {
    MessageDigest digest = Sha256.digest();
    digest.update(definitions.getBytes(StandardCharsets.UTF_8));
    marks.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The sets of the own organisation, the newest first. */
  public List<FrozenSet> all() {
    Actor actor = door.requireExact(MonitorRights.RELEASE, "frozen-sets");
    return transactions.execute(status -> store.all(actor.organisation()));
  }

  public FrozenSet get(FrozenSetId id) {
    return get(door.requireExact(MonitorRights.RELEASE, "frozen-sets"), id);
  }

  private FrozenSet get(Actor actor, FrozenSetId id) {
    return transactions
        .execute(status -> store.find(actor.organisation(), id))
        .orElseThrow(() -> new FrozenSetNotFound(id));
  }

  /** Whoever erases from a set waits until the transaction at hand has ended. */
  void holdErasures() {
    store.holdErasures();
  }

  /** The last erasure from any set; for the system alone. */
  long lastErasure() {
    return store.lastErasure();
  }

  /** What was erased from it since. */
  public Erasures erasures(FrozenSetId id) {
    get(id);
    return transactions.execute(status -> store.erasures(id));
  }

  /** What stands beside the facts: series, lists with their versions, breaks. */
  FrozenDefinitions.Document definitions(FrozenSetId id) {
    get(id);
    return FrozenDefinitions.read(transactions.execute(status -> store.definitions(id)));
  }

  /** Series, counting rule, lists with versions and breaks, in words; keys are message codes. */
  public Map<String, String> described(FrozenSetId id, Locale locale) {
    FrozenDefinitions.Document read = definitions(id);
    Map<String, String> described = new LinkedHashMap<>();
    described.put(
        "series", read.series().name().in(locale) + ". " + read.series().warning().in(locale));
    described.put("counting", read.population().in(locale) + " " + read.counting().in(locale));
    described.put(
        "lists",
        read.codeLists().stream()
            .map(
                list ->
                    "%s v%d (%s)"
                        .formatted(list.name(), list.version(), list.sha256().substring(0, 12)))
            .collect(Collectors.joining(", ")));
    described.put(
        "breaks",
        read.breaks().stream().map(one -> one.text().in(locale)).collect(Collectors.joining(" ")));
    described.put("software", read.software());
    return described;
  }

  /**
   * Whether every record that is there gives its mark and all marks with the definitions give the
   * fingerprint: nothing was changed, added or left out since it was frozen.
   */
  public boolean isWhole(FrozenSetId id) {
    FrozenSet set = get(id);
    return transactions.execute(
        status -> {
          List<FrozenSetStore.Kept> kept = store.kept(id);
          boolean records =
              kept.stream()
                  .allMatch(
                      one ->
                          one.record()
                              .map(record -> Arrays.equals(record.mark(), one.mark()))
                              .orElse(true));
          return records
              && fingerprint(
                      store.definitions(id), kept.stream().map(FrozenSetStore.Kept::mark).toList())
                  .equals(set.sha256());
        });
  }

  /** In the transaction that erases, so that no moment is left with a way back. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(ReportsForgotten forgotten) {
    store.holdErasures();
    int records = store.takeOut(forgotten.reports());
    if (records > 0) {
      auditLog.write(ReleaseEvent.erased(records));
    }
  }
}
