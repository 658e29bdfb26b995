// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nl.schakel.platform.access.Gate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Versions of the rules: in force from a day, and kept so that each decision can be given again.
 *
 * <p>An approval on another node is seen within {@link #FRESH_FOR}.
 */
@Service
public class RuleVersions {
  static final Duration FRESH_FOR = Duration.ofSeconds(10);
  public static final int LARGEST_UPLOAD_BYTES = 5_000_000;
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final RuleVersionStore store;
  private final LawGrounds grounds;
  private final Gate gate;
  private final Clock clock;
  private final Map<RuleVersionId, Rulebook> rulebooks = new ConcurrentHashMap<>();
  private final Set<RuleVersionId> learned = ConcurrentHashMap.newKeySet();
  private volatile Known known;

  /** The versions as they were read, with the one in force on that day. */
  private record Known(Instant readAt, LocalDate day, List<RuleVersion> approved, Rulebook now) {}

  RuleVersions(
      RuleVersionStore store,
      LawGrounds grounds,
      SharingRules rules,
      Gate gate,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.grounds = grounds;
    this.gate = gate;
    this.clock = clock;
    new TransactionTemplate(transactions).executeWithoutResult(status -> keepShipped());
    this.known = read();
    rules.follow(this::inForce);
  }

  /**
   * Keeps the tables that came with this release. The first ones hold at once; later ones hold at
   * once too unless the chain has approved a version of its own: then somebody decides.
   */
  private void keepShipped() {
    store.lock();
    RuleFiles files = RuleFiles.shipped();
    List<RuleVersion> all = store.versions();
    String digest = files.digest();
    if (all.stream().anyMatch(one -> one.shipped() && one.digest().equals(digest))) {
      return;
    }
    boolean own = all.stream().anyMatch(one -> !one.shipped() && one.approvedAt().isPresent());
    Instant now = clock.instant();
    store.insert(
        new RuleVersion(
            nextId(),
            files.version(),
            digest,
            true,
            "Schakel " + SharingRules.SHIPPED_ON,
            "These tables came with the application.",
            Optional.empty(),
            Optional.empty(),
            now,
            all.isEmpty() ? SharingRules.SHIPPED_ON : today(),
            Optional.empty(),
            own ? Optional.empty() : Optional.of(now),
            Optional.empty()),
        Optional.empty(),
        files,
        Set.of());
  }

  static RuleVersionId nextId() {
    return new RuleVersionId(Generators.timeBasedEpochGenerator().generate());
  }

  LocalDate today() {
    return LocalDate.now(clock.withZone(ZONE));
  }

  private Known read() {
    List<RuleVersion> approved =
        store.versions().stream().filter(one -> one.approvedAt().isPresent()).toList();
    approved.forEach(this::learn);
    LocalDate day = today();
    return new Known(clock.instant(), day, approved, rulebook(holding(approved, day)));
  }

  /** Before any of its rules is shown; a proposal changes nothing until it is approved. */
  private void learn(RuleVersion approved) {
    if (!learned.contains(approved.id())) {
      grounds.learn(unaltered(approved).grounds());
      learned.add(approved.id());
    }
  }

  private Known current() {
    Known seen = known;
    Instant now = clock.instant();
    if (seen.readAt().plus(FRESH_FOR).isBefore(now) || !seen.day().equals(today())) {
      seen = read();
      known = seen;
    }
    return seen;
  }

  /** The rules that hold now. */
  private Rulebook inForce() {
    return current().now();
  }

  /** The approved version whose first day was last; before all of them, the earliest. */
  private static RuleVersion holding(List<RuleVersion> approved, LocalDate day) {
    Comparator<RuleVersion> order =
        Comparator.comparing(RuleVersion::validFrom)
            .thenComparing(one -> one.approvedAt().orElse(Instant.MIN));
    return approved.stream()
        .filter(one -> !one.validFrom().isAfter(day))
        .max(order)
        .or(() -> approved.stream().min(order))
        .orElseThrow();
  }

  Rulebook rulebook(RuleVersion version) {
    return rulebooks.computeIfAbsent(version.id(), id -> compiled(version));
  }

  private Rulebook compiled(RuleVersion version) {
    RuleFiles files = unaltered(version);
    return new Rulebook(files.tables(), files.version());
  }

  private RuleFiles unaltered(RuleVersion version) {
    RuleFiles files = filesOf(version);
    if (!files.digest().equals(version.digest())) {
      throw new IllegalStateException("The files of version " + version.id() + " were altered");
    }
    return files;
  }

  /** The answer by the rules of that day. */
  public SharingAnswer answer(SharingQuestion question, LocalDate day) {
    return rulebook(holding(current().approved(), day)).answer(question);
  }

  /** The answer by the approved version of that name; empty when none had it. */
  Optional<SharingAnswer> answer(SharingQuestion question, String content) {
    return approved(content).map(version -> rulebook(version).answer(question));
  }

  /** A proposal never answered anything, so only approved versions are looked through. */
  private Optional<RuleVersion> approved(String content) {
    return store.versions().stream()
        .filter(one -> one.content().equals(content) && one.approvedAt().isPresent())
        .findFirst();
  }

  /** A file of a version, as it came in. */
  Optional<byte[]> file(String content, String name) {
    return approved(content)
        .flatMap(version -> Optional.ofNullable(store.files(version.id()).get(name)));
  }

  /** A version with where it is in its life. */
  public record Listed(RuleVersion version, RuleVersion.State state) {}

  /** Versions that held, hold or will hold, the latest day first; no secret. */
  public List<Listed> approved() {
    return listed(current().approved());
  }

  /** Every version, proposals and withdrawn ones too. */
  @Transactional(readOnly = true)
  public List<Listed> all() {
    gate.require(SharingRights.VERSIONS);
    return listed(store.versions());
  }

  private List<Listed> listed(List<RuleVersion> versions) {
    return versions.stream()
        .sorted(Comparator.comparing(RuleVersion::validFrom).reversed())
        .map(version -> new Listed(version, state(version)))
        .toList();
  }

  private RuleVersion.State state(RuleVersion version) {
    if (version.withdrawnAt().isPresent()) {
      return RuleVersion.State.WITHDRAWN;
    }
    if (version.approvedAt().isEmpty()) {
      return RuleVersion.State.PROPOSED;
    }
    if (version.validFrom().isAfter(today())
        && !holding(current().approved(), today()).id().equals(version.id())) {
      return RuleVersion.State.COMING;
    }
    return holding(current().approved(), today()).id().equals(version.id())
        ? RuleVersion.State.IN_FORCE
        : RuleVersion.State.PAST;
  }

  @Transactional(readOnly = true)
  public Listed get(RuleVersionId id) {
    gate.require(SharingRights.VERSIONS);
    RuleVersion version = find(id);
    return new Listed(version, state(version));
  }

  RuleVersion find(RuleVersionId id) {
    return store.find(id).orElseThrow(() -> new RuleVersionNotFound(id));
  }

  /** Names of the files that came with the upload of this version. */
  @Transactional(readOnly = true)
  public List<String> uploaded(RuleVersionId id) {
    gate.require(SharingRights.VERSIONS);
    return store.uploaded(find(id).id());
  }

  /** One file of a version. */
  @Transactional(readOnly = true)
  public byte[] file(RuleVersionId id, String name) {
    gate.require(SharingRights.VERSIONS);
    return Optional.ofNullable(store.files(find(id).id()).get(name))
        .orElseThrow(() -> new RuleVersionNotFound(name));
  }

  /** The version that holds on its first day without it; empty for the first of all. */
  Optional<RuleVersion> before(RuleVersion version) {
    Instant until = version.approvedAt().orElse(Instant.MAX);
    List<RuleVersion> others =
        read().approved().stream()
            .filter(one -> !one.id().equals(version.id()))
            .filter(one -> one.approvedAt().filter(until::isAfter).isPresent())
            .toList();
    return others.isEmpty() ? Optional.empty() : Optional.of(holding(others, version.validFrom()));
  }

  RuleFiles filesOf(RuleVersion version) {
    return new RuleFiles(store.files(version.id()));
  }

  /** Whether other files bear the short name of these: then the log could not tell them apart. */
  boolean nameTaken(RuleFiles files) {
    String name = files.version();
    String digest = files.digest();
    return store.versions().stream()
        .anyMatch(one -> one.content().equals(name) && !one.digest().equals(digest));
  }

  /** The files that hold on a day, as the database says now. */
  RuleFiles filesOn(LocalDate day) {
    return filesOf(holding(read().approved(), day));
  }

  /** Holds at once on this node. */
  void readAgainAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            known = read();
          }
        });
  }
}
