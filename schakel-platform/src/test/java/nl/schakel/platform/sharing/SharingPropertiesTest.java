// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every question, whatever the tables say in detail. */
class SharingPropertiesTest {
  private static final SharingCodes CODES = new SharingCodes();
  private static final SharingRules RULES = new SharingRules(CODES, new LawGrounds());

  /** Half of them about what some row was written for, so that yes is not rare. */
  @Provide
  Arbitrary<SharingQuestion> questions() {
    List<DecisionTable.Row> rows =
        RULES.rulebook().tables().stream().flatMap(table -> table.rows().stream()).toList();
    return Arbitraries.oneOf(
        Arbitraries.of(rows).flatMap(row -> question(value(row, 0), row)),
        question(any("sender"), null));
  }

  private static Arbitrary<SharingQuestion> question(
      Arbitrary<String> sender, DecisionTable.@org.jspecify.annotations.Nullable Row row) {
    List<Arbitrary<String>> values = new ArrayList<>();
    for (int column = 0; column < SharingQuestion.INPUTS.size(); column++) {
      values.add(
          column == 0
              ? sender
              : row == null ? any(SharingQuestion.INPUTS.get(column)) : value(row, column));
    }
    Arbitrary<List<String>> more = any("data").list().ofMaxSize(4);
    return Combinators.combine(Combinators.combine(values).as(List::copyOf), more)
        .as(
            (codes, others) -> {
              Set<String> data = new LinkedHashSet<>(List.of(codes.get(3)));
              data.addAll(others);
              return new SharingQuestion(
                  codes.get(0),
                  codes.get(1),
                  codes.get(2),
                  List.copyOf(data),
                  codes.get(4),
                  codes.get(5),
                  codes.get(6),
                  codes.get(7));
            });
  }

  private static Arbitrary<String> any(String input) {
    return Arbitraries.of(CODES.inputs().getOrDefault(input, List.of()));
  }

  private static Arbitrary<String> value(DecisionTable.Row row, int column) {
    return Arbitraries.of(
        CODES.inputs().getOrDefault(SharingQuestion.INPUTS.get(column), List.of()).stream()
            .filter(code -> row.tests().get(column).accepts(code))
            .toList());
  }

  @Property(tries = 5_000)
  void more_data_never_turns_no_into_yes(
      @ForAll("questions") SharingQuestion question, @ForAll("questions") SharingQuestion other) {
    Set<String> more = new LinkedHashSet<>(question.data());
    more.addAll(other.data());

    SharingAnswer few = RULES.answer(question);
    SharingAnswer many = RULES.answer(question.withData(List.copyOf(more)));

    assertThat(many.decision()).isGreaterThanOrEqualTo(few.decision());
    assertThat(many.classes()).containsAll(few.classes());
  }

  @Property(tries = 5_000)
  void consent_never_makes_an_allowed_share_forbidden(
      @ForAll("questions") SharingQuestion question) {
    SharingAnswer now = RULES.answer(question);
    SharingAnswer given = RULES.answer(question.withConsent("given"));

    for (int i = 0; i < now.classes().size(); i++) {
      if (now.classes().get(i).decision().positive()) {
        assertThat(given.classes().get(i).decision()).isNotEqualTo(Decision.FORBIDDEN);
      }
    }
  }

  @Property(tries = 5_000)
  void an_unknown_value_never_yields_allowed(
      @ForAll("questions") SharingQuestion question,
      @ForAll("strange") String strange,
      @ForAll @net.jqwik.api.constraints.IntRange(max = 7) int column) {
    List<String> codes =
        new ArrayList<>(
            List.of(
                question.sender(),
                question.receiver(),
                question.purpose(),
                question.data().getFirst(),
                question.subject(),
                question.consent(),
                question.regime(),
                question.urgency()));
    codes.set(column, strange);

    SharingAnswer answer =
        RULES.answer(
            new SharingQuestion(
                codes.get(0),
                codes.get(1),
                codes.get(2),
                List.of(codes.get(3)),
                codes.get(4),
                codes.get(5),
                codes.get(6),
                codes.get(7)));

    assertThat(answer.decision().positive()).isFalse();
  }

  /** Texts that no list has, some of them close to one that it has. */
  @Provide
  Arbitrary<String> strange() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.of(
                "police ", "POLICE", "-", "*", "not(\"police\")", "unknown", "given ", ""))
        .filter(text -> CODES.inputs().values().stream().noneMatch(list -> list.contains(text)));
  }
}
