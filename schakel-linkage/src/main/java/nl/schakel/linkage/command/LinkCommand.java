// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import nl.schakel.linkage.Clusterer;
import nl.schakel.linkage.Clusters;
import nl.schakel.linkage.ComparisonSettings;
import nl.schakel.linkage.InputSettings;
import nl.schakel.linkage.InvalidInput;
import nl.schakel.linkage.LinkMode;
import nl.schakel.linkage.LinkageSettings;
import nl.schakel.linkage.Linker;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.ModelFile;
import nl.schakel.linkage.NeverSame;
import nl.schakel.linkage.PersonIds;
import nl.schakel.linkage.Progress;
import nl.schakel.linkage.Records;
import nl.schakel.linkage.RecordsReader;
import nl.schakel.linkage.ScoredPairs;
import nl.schakel.linkage.SettingsFile;
import nl.schakel.linkage.Trainer;
import nl.schakel.linkage.TrainingNote;
import nl.schakel.linkage.Utf8;

/** Links the records of CSV files from the command line. */
public final class LinkCommand {
  private final PrintStream out;
  private final PrintStream err;
  private long lastStep;

  /** Writes results to one stream, progress and errors to the other. */
  public LinkCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends with 0, or with 2 when the input or the command line is wrong. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(new LinkCommand(out, err).run(arguments));
  }

  /** Runs and returns the code to end with. */
  public int run(String... arguments) {
    if (List.of(arguments).contains("--help")) {
      out.print(LinkOptions.USAGE);
      return 0;
    }
    try {
      link(LinkOptions.parse(arguments));
      return 0;
    } catch (LinkOptions.Wrong wrong) {
      err.println(wrong.getMessage());
      err.print(LinkOptions.USAGE);
    } catch (InvalidInput wrong) {
      err.println(wrong.getMessage());
    } catch (UncheckedIOException e) {
      err.println("cannot read or write: " + e.getCause());
    }
    return 2;
  }

  private void link(LinkOptions options) {
    Progress progress = options.quiet() ? Progress.none() : this::show;
    Plan plan = plan(options);
    Records records = RecordsReader.read(plan.input(), options.inputs());
    Model model = plan.model(records, options, progress);
    NeverSame never =
        options.neverSame().map(file -> neverSame(file, records)).orElseGet(NeverSame::none);
    warnOfImpossibleDates(records, model);
    for (String note : model.notes()) {
      err.println("warning: " + TrainingNote.words(note, options.language()));
    }
    Linker.Result result = Linker.link(records, model, options.threads(), progress);
    Clusters clusters = Clusterer.cluster(records, model, result.pairs(), never);
    PersonIds persons = persons(options, records, clusters);
    write(options, records, model, result, clusters, persons);
    out.printf(
        "%,d records, %,d pairs compared, %,d pairs written, %,d persons%n",
        records.size(), result.compared(), result.pairs().size(), clusters.persons());
  }

  /** Settings from a file, from a model, or none. */
  private record Plan(java.util.Optional<Model> known, SettingsFile settings, InputSettings input) {
    Model model(Records records, LinkOptions options, Progress progress) {
      if (known.isPresent()) {
        LinkageSettings settings = mode(known.get().settings(), options);
        settings.check(records);
        return options.train()
            ? Trainer.train(records, settings, options.threads(), progress)
            : known.get().with(settings);
      }
      LinkageSettings found = mode(settings.settings(records, options.mode()), options);
      return Trainer.train(records, found, options.threads(), progress);
    }

    private static LinkageSettings mode(LinkageSettings settings, LinkOptions options) {
      LinkageSettings used = options.mode().map(settings::with).orElse(settings);
      if (used.mode() == LinkMode.LINK_ONLY
          && options.inputs().size() < 2
          && used.input().source().isEmpty()) {
        throw new InvalidInput("mode link-only needs two files or a source column");
      }
      return used;
    }
  }

  private static Plan plan(LinkOptions options) {
    if (options.settings().isEmpty()) {
      SettingsFile none = SettingsFile.none();
      return new Plan(java.util.Optional.empty(), none, none.input());
    }
    Path file = options.settings().get();
    String text = Utf8.text(file.toString(), bytes(file));
    if (ModelFile.isModel(text)) {
      Model model = ModelFile.read(file.toString(), text);
      return new Plan(java.util.Optional.of(model), SettingsFile.none(), model.settings().input());
    }
    SettingsFile settings = SettingsFile.of(file.toString(), text);
    return new Plan(java.util.Optional.empty(), settings, settings.input());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new InvalidInput(file + ": there is no such file");
    } catch (IOException e) {
      throw new InvalidInput("%s: cannot be read (%s)".formatted(file, e.getMessage()));
    }
  }

  /** A decision about an id that is not there protects nobody, so it is said. */
  private NeverSame neverSame(Path file, Records records) {
    NeverSame never =
        NeverSame.read(
            String.valueOf(file.getFileName()), new ByteArrayInputStream(bytes(file)), records);
    List<NeverSame.Pair> unknown = never.unknown(records);
    if (!unknown.isEmpty()) {
      err.printf(
          "%s: %d of %d pairs name an id that is not in the input and change nothing; the first is '%s' and '%s'%n",
          file.getFileName(),
          unknown.size(),
          never.pairs().size(),
          unknown.getFirst().left(),
          unknown.getFirst().right());
    }
    return never;
  }

  private void warnOfImpossibleDates(Records records, Model model) {
    for (ComparisonSettings comparison : model.settings().comparisons()) {
      int impossible =
          comparison.clean().equals("date") ? records.impossibleDates(comparison.column()) : 0;
      if (impossible > 0) {
        err.printf(
            "%s: %,d values are no day of the calendar and count as missing%n",
            comparison.column(), impossible);
      }
    }
  }

  private static PersonIds persons(LinkOptions options, Records records, Clusters clusters) {
    if (options.previous().isEmpty()) {
      return PersonIds.of(records, clusters);
    }
    Path file = options.previous().get();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return PersonIds.following(records, clusters, String.valueOf(file.getFileName()), in);
    } catch (NoSuchFileException e) {
      throw new InvalidInput(file + ": there is no such file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(
      LinkOptions options,
      Records records,
      Model model,
      Linker.Result result,
      Clusters clusters,
      PersonIds persons) {
    try {
      Files.createDirectories(options.output());
      pairs(options.output().resolve("pairs.csv"), records, result);
      persons(options.output().resolve("clusters.csv"), records, persons);
      Files.writeString(options.output().resolve("model.json"), ModelFile.write(model));
      String report = new LinkReport(records, model, result, clusters, options.language()).write();
      Files.writeString(options.output().resolve("report.html"), report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pairs(Path file, Records records, Linker.Result result) {
    ScoredPairs pairs = result.pairs();
    try (CsvFile csv = new CsvFile(file, PairsCsv.HEADER)) {
      PairsCsv lines = new PairsCsv(csv);
      for (int i = 0; i < pairs.size(); i++) {
        lines.pair(
            records.id(pairs.left(i)),
            records.id(pairs.right(i)),
            pairs.weight(i),
            result.rules().get(pairs.rule(i)).keys());
      }
    }
  }

  /** Ids stay as they came, for later runs and joins; whoever opens the file is warned. */
  private void persons(Path file, Records records, PersonIds persons) {
    int formulas = 0;
    try (CsvFile csv = new CsvFile(file, "id,person")) {
      for (int i = 0; i < records.size(); i++) {
        String id = records.id(i);
        formulas += CsvFile.startsFormula(id) ? 1 : 0;
        csv.text(id).text(persons.of(i)).end();
      }
    }
    if (formulas > 0) {
      err.printf(
          "%,d ids begin as a formula of a spreadsheet does. pairs.csv and clusters.csv hold them unchanged: import these files with ids as text, do not open them by a double click.%n",
          formulas);
    }
  }

  /** At most one line a second, and the last one. */
  private void show(String work, long done, long total) {
    long now = System.nanoTime();
    if (done == total || now - lastStep > 1_000_000_000L) {
      lastStep = now;
      err.printf("%s: %d of %d%n", work, done, total);
    }
  }
}
