// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a linkage unit found by comparing encodings outside this system: pairs of receipts, and
 * nothing of what was compared.
 *
 * <p>Guarantee: a list passes only when each pair is of two organisations that both have the route
 * of encodings today on the ground of the report; else nothing of it passes.
 */
@Service
public class EncodedTrial {
  private final ReportStore store;
  private final LinkageRoutes routes;
  private final ReportCalendar calendar;

  EncodedTrial(ReportStore store, LinkageRoutes routes, ReportCalendar calendar) {
    this.store = store;
    this.routes = routes;
    this.calendar = calendar;
  }

  /** Two receipts, as the organisations wrote them beside their encodings. */
  public record Receipts(String left, String right) {}

  /** The reports of two receipts. */
  public record Alike(ReportFacts left, ReportFacts right) {}

  /** What became of a list. */
  public sealed interface Outcome {
    /** Every pair, in the order of the list. */
    record Good(List<Alike> pairs) implements Outcome {
      public Good {
        pairs = List.copyOf(pairs);
      }
    }

    record Refused(List<FieldProblem> problems) implements Outcome {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Looks the receipts up; whoever asks holds a right of its own and does so as the system. */
  @Transactional(readOnly = true)
  public Outcome check(List<Receipts> asked) {
    Map<Long, ReportFacts> reports = reports(asked);
    Map<OrganisationId, OrganisationRoutes> known = new HashMap<>();
    List<Alike> pairs = new ArrayList<>();
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      String place = "pairs[%d]".formatted(i);
      Optional<ReportFacts> left = find(reports, asked.get(i).left());
      Optional<ReportFacts> right = find(reports, asked.get(i).right());
      check(place + ".left", left, known, problems);
      check(place + ".right", right, known, problems);
      if (left.isPresent() && right.isPresent()) {
        if (left.get().organisation().equals(right.get().organisation())) {
          problems.add(new FieldProblem(place, "encoded-one-organisation"));
        }
        pairs.add(new Alike(left.get(), right.get()));
      }
    }
    return problems.isEmpty() ? new Outcome.Good(pairs) : new Outcome.Refused(problems);
  }

  private Map<Long, ReportFacts> reports(List<Receipts> asked) {
    Map<Long, ReportFacts> reports = new HashMap<>();
    Collection<Long> numbers =
        asked.stream()
            .flatMap(pair -> Stream.of(pair.left(), pair.right()))
            .flatMap(text -> Receipt.parse(text).stream())
            .map(Receipt::number)
            .distinct()
            .toList();
    store.byNumber(numbers).forEach(facts -> reports.put(facts.number(), facts));
    return reports;
  }

  /** The year on the receipt has to be right too: a number alone may be a slip of the pen. */
  private static Optional<ReportFacts> find(Map<Long, ReportFacts> reports, String text) {
    return Receipt.parse(text)
        .flatMap(
            receipt ->
                Optional.ofNullable(reports.get(receipt.number()))
                    .filter(facts -> facts.receipt().equals(receipt.text())));
  }

  private void check(
      String place,
      Optional<ReportFacts> report,
      Map<OrganisationId, OrganisationRoutes> known,
      List<FieldProblem> problems) {
    if (report.isEmpty()) {
      problems.add(new FieldProblem(place, "encoded-receipt"));
      return;
    }
    ReportFacts facts = report.get();
    OrganisationRoutes today =
        Objects.requireNonNull(
            known.computeIfAbsent(
                facts.organisation(), id -> routes.of(id, facts.reporterType(), calendar.today())));
    String ground = facts.ground().orElse("");
    if (!today.allows(LinkageRoute.ENCODED, ground)) {
      problems.add(
          routes.refusal(place, LinkageRoute.ENCODED, today.rule(LinkageRoute.ENCODED, ground)));
    }
  }
}
