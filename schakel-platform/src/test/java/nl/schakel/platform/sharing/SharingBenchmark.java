// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How many questions a second one core answers with explanation, beside a hash map that holds the
 * answers to the same questions already. Run by {@code benchmarks/sharing/run.sh}.
 */
final class SharingBenchmark {
  private static final int ROUNDS = 5;
  private static final int QUESTIONS = 200_000;

  private SharingBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    SharingRules rules = new SharingRules(new SharingCodes(), new LawGrounds());
    System.out.printf("read, checked and compiled in %.0f ms%n", (System.nanoTime() - start) / 1e6);
    List<SharingQuestion> questions = new ArrayList<>();
    for (NamedCsvRecord row : SharingCasesTest.cases()) {
      questions.add(SharingCasesTest.question(row));
    }
    Map<SharingQuestion, SharingAnswer> expanded = new HashMap<>();
    questions.forEach(question -> expanded.put(question, rules.answer(question)));
    for (int round = 1; round <= ROUNDS; round++) {
      measure(round, "tables", questions, question -> rules.answer(question).grounds().size());
      measure(
          round,
          "hash map",
          questions,
          question -> Objects.requireNonNull(expanded.get(question)).grounds().size());
    }
  }

  private interface Answering {
    int answer(SharingQuestion question);
  }

  private static void measure(
      int round, String what, List<SharingQuestion> questions, Answering answering) {
    long[] nanos = new long[QUESTIONS];
    long sum = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < QUESTIONS; i++) {
      long from = System.nanoTime();
      sum += answering.answer(questions.get(i % questions.size()));
      nanos[i] = System.nanoTime() - from;
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Arrays.sort(nanos);
    System.out.printf(
        "round %d %-8s %9.0f answers/s, median %6.2f us, 99%% within %6.2f us (%d)%n",
        round,
        what,
        QUESTIONS / seconds,
        nanos[QUESTIONS / 2] / 1e3,
        nanos[(int) (QUESTIONS * 0.99)] / 1e3,
        sum);
  }
}
