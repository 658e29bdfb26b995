// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads the reference files into the database at start, each only when it changed. Rules that a
 * person switched stay as they are.
 */
@Configuration(proxyBeanMethods = false)
class ReferenceData {
  private final ReferenceStore store;
  private final Clock clock;

  ReferenceData(ReferenceStore store, PlatformTransactionManager transactions, Clock clock) {
    this.store = store;
    this.clock = clock;
    new TransactionTemplate(transactions).executeWithoutResult(status -> load());
  }

  @Bean
  CodeLists codeLists() {
    return new CodeLists(store.codes());
  }

  @Bean
  Grounds grounds() {
    return new Grounds(store.grounds(), store.proposedGrounds());
  }

  private void load() {
    store.lock();
    whenChanged(ReferenceFiles.CODES, () -> store.saveCodes(ReferenceFiles.codes()));
    whenChanged(
        ReferenceFiles.MUNICIPALITIES, () -> store.saveCodes(ReferenceFiles.municipalities()));
    whenChanged(ReferenceFiles.GROUNDS, () -> store.saveGrounds(ReferenceFiles.grounds()));
    whenChanged(
        ReferenceFiles.PROPOSED_GROUNDS,
        () -> store.replaceProposedGrounds(ReferenceFiles.proposedGrounds()));
    whenChanged(ReferenceFiles.FIELD_LISTS, this::loadRules);
  }

  private void whenChanged(String file, Runnable load) {
    byte[] sha256 = sha256(ReferenceFiles.content(file));
    if (!store.isLoaded(file, sha256)) {
      load.run();
      store.markLoaded(file, sha256, clock.instant());
    }
  }

  /** Adds the rules that differ from the last reference rule of that field and first day. */
  private void loadRules() {
    record Key(String reporterType, String field, LocalDate validFrom) {}
    Map<Key, FieldRule> known = new HashMap<>();
    for (FieldRule rule : store.rules()) {
      if (rule.switched().isEmpty()) {
        known.put(new Key(rule.reporterType(), rule.field(), rule.validFrom()), unnumbered(rule));
      }
    }
    List<FieldRule> changed = new ArrayList<>();
    for (FieldRule rule : ReferenceFiles.fieldLists()) {
      FieldRule before = known.get(new Key(rule.reporterType(), rule.field(), rule.validFrom()));
      if (!rule.equals(before)) {
        changed.add(rule);
      }
    }
    store.insertRules(changed, clock.instant());
  }

  private static FieldRule unnumbered(FieldRule rule) {
    return new FieldRule(
        0,
        rule.reporterType(),
        rule.field(),
        rule.presence(),
        rule.switchable(),
        rule.ground(),
        rule.noteNl(),
        rule.noteEn(),
        rule.certainty(),
        rule.validFrom(),
        rule.validTo(),
        rule.source(),
        rule.satisfiedBy(),
        Optional.empty());
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
