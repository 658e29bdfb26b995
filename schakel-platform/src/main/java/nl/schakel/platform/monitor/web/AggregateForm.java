// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.schakel.platform.monitor.aggregate.AggregateKind;
import nl.schakel.platform.monitor.aggregate.AggregateProblem;
import nl.schakel.platform.monitor.aggregate.AggregateRequest;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.FormTexts;
import org.springframework.context.MessageSource;

/** The form for a table of others, and everything that is wrong with it and its file, in words. */
final class AggregateForm {
  /** Fields of the form, in order. */
  private static final List<String> FIELDS =
      List.of(
          "kind", "title", "maker", "madeOn", "protection", "citation", "certainty", "changeNote");

  private final MessageSource texts;
  private final Words words;
  private final List<AggregateKind> kinds;

  AggregateForm(MessageSource texts, Words words, List<AggregateKind> kinds) {
    this.texts = texts;
    this.words = words;
    this.kinds = List.copyOf(kinds);
  }

  /** One problem of the file in words. */
  record Told(long line, String field, String sentence, String mend) {}

  /** A kind of table with its template. */
  record KindView(String code, String title, String lead, String href) {}

  /** The kinds, each with the address of its template. */
  List<KindView> kinds(String templates) {
    return kinds.stream()
        .map(
            kind ->
                new KindView(
                    kind.code(),
                    kind.title().in(words.locale()),
                    kind.lead().in(words.locale()),
                    templates + kind.code() + ".csv"))
        .toList();
  }

  Map<String, FormField> fields(Map<String, String> typed, List<AggregateProblem> problems) {
    FormTexts form =
        new FormTexts(
            texts,
            words.locale(),
            "monitor.aggregate.form",
            typed,
            problems.stream()
                .filter(one -> one.line() == 0)
                .map(AggregateProblem::problem)
                .toList());
    Map<String, FormField> fields = new LinkedHashMap<>();
    FIELDS.forEach(name -> fields.put(name, form.field(name)));
    Map<String, String> titles = new LinkedHashMap<>();
    kinds.forEach(kind -> titles.put(kind.code(), kind.title().in(words.locale())));
    fields.put("kind", form.choice("kind", titles));
    fields.put(
        "protection",
        form.choice(
            "protection",
            answers(
                "monitor.aggregate.form.protection.",
                AggregateRequest.PUBLISHED,
                AggregateRequest.UNPROTECTED)));
    fields.put(
        "certainty",
        form.choice("certainty", answers("monitor.certainty.", "sure", "likely", "unsure")));
    fields.put("citation", form.field("citation").optional());
    fields.put("file", form.field("file"));
    return fields;
  }

  private Map<String, String> answers(String prefix, String... answers) {
    Map<String, String> all = new LinkedHashMap<>();
    Stream.of(answers).forEach(one -> all.put(one, words.of(prefix + one)));
    return all;
  }

  List<Told> ofTheFile(List<AggregateProblem> problems) {
    return problems.stream()
        .filter(AggregateForm::isOfTheFile)
        .sorted(Comparator.comparingLong(AggregateProblem::line))
        .map(
            one ->
                new Told(
                    one.line(),
                    one.problem().field(),
                    sentence(one.problem(), ""),
                    sentence(one.problem(), ".mend")))
        .toList();
  }

  private static boolean isOfTheFile(AggregateProblem one) {
    return one.line() > 0 || !FIELDS.contains(one.problem().field());
  }

  List<FormError> errors(List<AggregateProblem> problems) {
    List<FormError> errors = new ArrayList<>();
    problems.stream()
        .filter(one -> !isOfTheFile(one))
        .forEach(
            one -> errors.add(new FormError(one.problem().field(), sentence(one.problem(), ""))));
    long wrong = problems.stream().filter(AggregateForm::isOfTheFile).count();
    if (wrong > 0) {
      errors.add(
          new FormError(
              "file", words.of("monitor.aggregate.form.file.wrong", Long.toString(wrong))));
    }
    return errors;
  }

  private String sentence(FieldProblem problem, String suffix) {
    return words.of("problem." + problem.rule() + suffix, problem.arguments().toArray());
  }
}
