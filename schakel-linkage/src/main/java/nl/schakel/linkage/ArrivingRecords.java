// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts records with persons one at a time, as they arrive, and keeps why.
 *
 * <p>The persons that one new record is alike are tried from the strongest link on, under the
 * guards of {@link Clusterer}: it joins the first that none of them forbids, or begins a person. It
 * never brings two known persons together: where a record is alike two, the decision names both and
 * a person decides. Not for use by several threads at once.
 */
public final class ArrivingRecords {
  private final LinkIndex index;
  private final PersonBook book;
  private final ClusterSettings guards;
  private final Map<String, Set<String>> never = new HashMap<>();
  private final List<Decision> decisions = new ArrayList<>();

  /**
   * A person that a record was alike.
   *
   * @param link the strongest link to one of its records
   * @param meanWeight over the pairs with all its records, those included that no rule finds
   * @param refused why the record was kept apart from it; empty when nothing speaks against it
   */
  public record Considered(
      String person, LinkIndex.Match link, double meanWeight, Optional<Clusters.Guard> refused) {}

  /**
   * Where a record belongs.
   *
   * @param person whom it joined; empty when it is a person of its own
   * @param considered from the strongest link on; more than one without a refusal is a question for
   *     a person
   */
  public record Decision(String id, Optional<String> person, List<Considered> considered) {
    /** Copies the list. */
    public Decision {
      considered = List.copyOf(considered);
    }
  }

  /** The book must hold a person for each record of the index. */
  public ArrivingRecords(LinkIndex index, PersonBook book, NeverSame neverSame) {
    this.index = index;
    this.book = book;
    this.guards = index.settings().clusters();
    for (NeverSame.Pair pair : neverSame.pairs()) {
      never.computeIfAbsent(pair.left(), id -> new HashSet<>()).add(pair.right());
      never.computeIfAbsent(pair.right(), id -> new HashSet<>()).add(pair.left());
    }
  }

  /** Where a record would belong; nothing is kept. */
  public Decision decide(String id, String source, Map<String, String> fields) {
    return decide(id, source, fields, index.find(id, source, fields));
  }

  /** Puts a record with its person, or begins one, and keeps the decision. */
  public Decision add(String id, String source, Map<String, String> fields) {
    if (book.find(id).isPresent()) {
      throw new InvalidInput("the record '%s' is in the book already".formatted(id));
    }
    Decision decision = decide(id, source, fields);
    index.add(id, source, fields);
    decision.person().ifPresentOrElse(person -> book.join(id, person), () -> book.begin(id));
    decisions.add(decision);
    return decision;
  }

  /** What was decided, in the order in which records came. */
  public List<Decision> decisions() {
    return List.copyOf(decisions);
  }

  private Decision decide(
      String id, String source, Map<String, String> fields, List<LinkIndex.Match> matches) {
    List<Considered> considered = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (LinkIndex.Match match : matches) {
      String person = book.personOf(match.id());
      if (match.weight() >= guards.thresholdBits() && seen.add(person)) {
        considered.add(considered(id, source, fields, match, person));
      }
    }
    Optional<String> joined =
        considered.stream().filter(c -> c.refused().isEmpty()).map(Considered::person).findFirst();
    return new Decision(id, joined, considered);
  }

  private Considered considered(
      String id, String source, Map<String, String> fields, LinkIndex.Match match, String person) {
    List<String> members = book.recordsOf(person);
    boolean linkOnly = index.settings().mode() == LinkMode.LINK_ONLY;
    double mean =
        members.stream()
            .mapToInt(this::number)
            .filter(known -> !linkOnly || !index.source(known).equals(source))
            .mapToDouble(known -> index.weight(id, source, fields, known))
            .average()
            .orElse(Double.POSITIVE_INFINITY);
    return new Considered(person, match, mean, refusal(id, source, members, mean));
  }

  private int number(String record) {
    int known = index.number(record);
    if (known < 0) {
      throw new InvalidInput("the record '%s' of the book is not in the index".formatted(record));
    }
    return known;
  }

  private Optional<Clusters.Guard> refusal(
      String id, String source, List<String> members, double mean) {
    if (members.size() >= guards.largest()) {
      return Optional.of(Clusters.Guard.SIZE);
    }
    boolean single = guards.onePerSource().contains(source);
    if (single && members.stream().anyMatch(m -> index.source(number(m)).equals(source))) {
      return Optional.of(Clusters.Guard.ONE_PER_SOURCE);
    }
    if (members.stream().anyMatch(never.getOrDefault(id, Set.of())::contains)) {
      return Optional.of(Clusters.Guard.NEVER_SAME);
    }
    return mean < guards.averageWeight() ? Optional.of(Clusters.Guard.BRIDGE) : Optional.empty();
  }
}
