// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.Records;
import nl.schakel.linkage.WeightSteps;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds and weighs persons of the vault that may be one.
 *
 * <p>Guarantee: names and numbers stay inside; what comes out is which persons were compared, how
 * much the facts weigh, and the level of agreement of each field. It takes a {@link MachinePermit},
 * which is written to the log before it exists. Names are in memory while a batch is compared and
 * are written nowhere.
 */
@Service
public class Comparing {
  /** So many persons of a block are looked at; a larger block says nothing about a person. */
  static final int BLOCK_CAP = 200;

  /** So many of the persons who share keys with one person are weighed against it. */
  static final int MOST_OTHERS = 12;

  /**
   * What two persons share must be at least as rare as one key that fifty have, or as two keys that
   * 150 have: with many alike, one common key says too little to open a name for.
   */
  private static final double LEAST_RARE = 2;

  /** Second row of a person, without the day of birth. */
  private static final String WITH_YEARS = "~";

  private final ComparingStore store;
  private final VaultStore vault;
  private final PersonSealer sealer;
  private final BlockingKeys keys;
  private final LinkModels models;

  Comparing(
      ComparingStore store,
      VaultStore vault,
      PersonSealer sealer,
      BlockingKeys keys,
      LinkModels models) {
    this.store = store;
    this.vault = vault;
    this.sealer = sealer;
    this.keys = keys;
    this.models = models;
  }

  /**
   * Who is worth weighing.
   *
   * @param pairs each pair once, the person who was asked about first
   * @param capped how often a block was too large to look into
   */
  public record Near(List<PersonPair> pairs, long capped) {}

  /**
   * Makes these persons findable and tells who shares keys with them; doing it again changes
   * nothing. The persons become findable first, so of two batches the later finds the earlier.
   */
  @Transactional
  public Near near(Collection<KnownFacts> asked, MachinePermit permit) {
    permit.use(VaultCompared.Work.FIND, asked.size());
    store.lock();
    Map<PersonId, KnownFacts> facts = new LinkedHashMap<>();
    asked.forEach(one -> facts.put(one.person(), one));
    Map<PersonId, Set<Long>> own = new LinkedHashMap<>();
    vault.eachPerson(
        facts.keySet(),
        kept ->
            own.put(
                kept.person(),
                keys.of(sealer.open(kept), Objects.requireNonNull(facts.get(kept.person())))));
    store.insert(own);
    Set<Long> all = new HashSet<>();
    own.values().forEach(all::addAll);
    return near(own, store.holding(all, BLOCK_CAP));
  }

  static Near near(Map<PersonId, Set<Long>> own, Map<Long, List<PersonId>> holding) {
    Set<PersonPair> pairs = new LinkedHashSet<>();
    long capped = 0;
    for (Map.Entry<PersonId, Set<Long>> one : own.entrySet()) {
      Map<PersonId, Double> worth = new HashMap<>();
      for (Long key : one.getValue()) {
        // Everybody asked about holds the key, so nobody is there only when too many are.
        List<PersonId> same = holding.getOrDefault(key, List.of());
        if (same.isEmpty()) {
          capped++;
          continue;
        }
        // The rarer what two share, the more it says.
        double rare = Math.log((2.0 * BLOCK_CAP) / same.size());
        same.forEach(other -> worth.merge(other, rare, Double::sum));
      }
      worth.remove(one.getKey());
      worth.entrySet().stream()
          .filter(other -> other.getValue() >= LEAST_RARE)
          .sorted(
              Comparator.comparingDouble((Map.Entry<PersonId, Double> other) -> -other.getValue())
                  .thenComparing(other -> other.getKey().value(), Comparator.reverseOrder()))
          .limit(MOST_OTHERS)
          .map(other -> new PersonPair(one.getKey(), other.getKey()))
          .filter(pair -> !pairs.contains(new PersonPair(pair.other(), pair.one())))
          .forEach(pairs::add);
    }
    return new Near(List.copyOf(pairs), capped);
  }

  /**
   * Weighs pairs with the model in force. Pairs below the least weight and pairs of somebody who is
   * not in the vault any more are left out.
   */
  @Transactional(readOnly = true)
  public List<WeighedPair> weigh(
      Collection<PersonPair> pairs,
      Map<PersonId, KnownFacts> facts,
      double leastBits,
      MachinePermit permit) {
    permit.use(VaultCompared.Work.COMPARE, pairs.size());
    if (pairs.isEmpty()) {
      return List.of();
    }
    LinkModels.InForce model = models.inForce();
    Set<PersonId> persons = new LinkedHashSet<>();
    pairs.forEach(
        pair -> {
          persons.add(pair.one());
          persons.add(pair.other());
        });
    persons.retainAll(facts.keySet());
    Rows rows = rows(persons, facts);
    return weigh(pairs, rows, model, leastBits);
  }

  private static List<WeighedPair> weigh(
      Collection<PersonPair> pairs, Rows rows, LinkModels.InForce inForce, double leastBits) {
    List<WeighedPair> weighed = new ArrayList<>();
    if (rows.byId().isEmpty()) {
      return weighed;
    }
    Records records = rows.records();
    Model model = inForce.model();
    WeightSteps weigher = new WeightSteps(records, model);
    for (PersonPair pair : pairs) {
      String suffix = rows.hasDay(pair.one()) && rows.hasDay(pair.other()) ? "" : WITH_YEARS;
      int one = records.find(pair.one() + suffix);
      int other = records.find(pair.other() + suffix);
      if (one >= 0 && other >= 0) {
        int left = Math.min(one, other);
        int right = Math.max(one, other);
        double bits = weigher.weight(left, right);
        if (bits >= leastBits) {
          weighed.add(new WeighedPair(pair, bits, inForce.version(), weigher.steps(left, right)));
        }
      }
    }
    return weighed;
  }

  /** Rows of persons, each with or without the day of birth. */
  private record Rows(Map<String, List<String>> byId, Set<PersonId> withDay) {
    boolean hasDay(PersonId person) {
      return withDay.contains(person);
    }

    Records records() {
      return Records.of("vault", ComparedPerson.COLUMNS, byId);
    }
  }

  private Rows rows(Set<PersonId> persons, Map<PersonId, KnownFacts> facts) {
    Rows rows = new Rows(new TreeMap<>(), new HashSet<>());
    vault.eachPerson(
        persons,
        kept -> {
          ComparedPerson row = opened(kept, facts);
          rows.byId().put(kept.person() + WITH_YEARS, row.withYears());
          if (row.hasDay()) {
            rows.withDay().add(kept.person());
            rows.byId().put(kept.person().toString(), row.withDay());
          }
        });
    return rows;
  }

  private ComparedPerson opened(SealedPerson kept, Map<PersonId, KnownFacts> facts) {
    return ComparedPerson.of(sealer.open(kept), Objects.requireNonNull(facts.get(kept.person())));
  }

  /** A row for each person, with the day of birth where it is known; empty without anybody. */
  @Transactional(readOnly = true)
  Optional<Records> forTraining(Collection<KnownFacts> known, MachinePermit permit) {
    permit.use(VaultCompared.Work.TRAIN, known.size());
    Map<PersonId, KnownFacts> facts = new LinkedHashMap<>();
    known.forEach(one -> facts.put(one.person(), one));
    Map<String, List<String>> rows = new TreeMap<>();
    vault.eachPerson(
        facts.keySet(),
        kept -> {
          ComparedPerson row = opened(kept, facts);
          rows.put(kept.person().toString(), row.hasDay() ? row.withDay() : row.withYears());
        });
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(Records.of("vault", ComparedPerson.COLUMNS, rows));
  }

  /** In the transaction that erases. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(PersonErased erased) {
    store.lock();
    store.delete(erased.person());
  }
}
