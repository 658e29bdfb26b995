// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import nl.schakel.estimate.CaptureTable;
import nl.schakel.estimate.Progress;
import nl.schakel.estimate.Settings;
import nl.schakel.estimate.SharedInteractions;
import nl.schakel.estimate.Strata;
import nl.schakel.estimate.StrataStudy;
import nl.schakel.estimate.Study;
import nl.schakel.estimate.command.Language;
import nl.schakel.estimate.command.Report;
import nl.schakel.platform.report.CodeLists;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Runs the estimates on counts; the same counts and settings give the same documents. */
@Component
class EstimateMaker {
  private static final Locale DUTCH = Locale.of("nl");
  private static final double LEVEL = 0.95;

  /** Half of the machine: pages are served beside it. The number of threads changes no result. */
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final CodeLists codes;
  private final MessageSource texts;

  EstimateMaker(CodeLists codes, MessageSource texts) {
    this.codes = codes;
    this.texts = texts;
  }

  EstimateDocuments make(EstimateRun run, EstimateSnapshot snapshot, Progress progress) {
    EstimateQuestion question = run.question();
    CaptureTable table = snapshot.together();
    Study.Result result =
        Study.run(
            table,
            new Settings(
                Set.of(Settings.Method.values()),
                0,
                question.replicates(),
                question.seed(),
                THREADS,
                LEVEL,
                true),
            progress);
    Optional<StrataStudy> years = years(snapshot, question, progress);
    return new EstimateDocuments(
        Report.fingerprint(result, years),
        Report.json(result, years),
        Report.safeJson(result, years),
        Report.html(result, source(run, DUTCH), Language.DUTCH, true),
        Report.html(result, source(run, Locale.ENGLISH), Language.ENGLISH, true));
  }

  /** Year by year; empty for one year, or when all years together have no usable fit. */
  private static Optional<StrataStudy> years(
      EstimateSnapshot snapshot, EstimateQuestion question, Progress progress) {
    Strata years = snapshot.years();
    if (years.tables().size() < 2) {
      return Optional.empty();
    }
    Settings plain =
        new Settings(
            Set.of(Settings.Method.STEPWISE), 0, 0, question.seed(), THREADS, LEVEL, false);
    try {
      return Optional.of(StrataStudy.run(years, plain, progress));
    } catch (SharedInteractions.NoFit noFit) {
      return Optional.empty();
    }
  }

  /**
   * Names the run and not its snapshot: that name is a digest of the exact counts, and whoever has
   * the rounded ones could try the few tables that fit until the digest is right.
   */
  private String source(EstimateRun run, Locale locale) {
    EstimateQuestion question = run.question();
    StringJoiner text = new StringJoiner("; ");
    text.add(texts.getMessage("monitor.unseen.source.register", null, locale));
    text.add(
        question.firstYear() == question.lastYear()
            ? String.valueOf(question.firstYear())
            : question.firstYear() + "–" + question.lastYear());
    add(text, "age-group", question.ageGroup(), locale);
    add(text, "sex", question.sex(), locale);
    add(text, "exploitation-form", question.form(), locale);
    add(text, "nationality-group", question.nationalityGroup(), locale);
    question
        .lists()
        .forEach(list -> text.add(list + " = " + codes.label("source-list", list, locale)));
    text.add(
        texts.getMessage("monitor.unseen.source.run", new Object[] {run.id().toString()}, locale));
    return text.toString();
  }

  private void add(StringJoiner text, String list, String code, Locale locale) {
    if (!code.isEmpty()) {
      text.add(codes.label(list, code, locale));
    }
  }
}
