// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import nl.schakel.estimate.CaptureTable;
import nl.schakel.estimate.InvalidTable;
import nl.schakel.estimate.Progress;
import nl.schakel.estimate.SharedInteractions;
import nl.schakel.estimate.Strata;
import nl.schakel.estimate.StrataStudy;
import nl.schakel.estimate.Study;
import nl.schakel.estimate.TableReader;

/** Estimates from a CSV file and prints a table or JSON. */
public final class EstimateCommand {
  private final PrintStream out;
  private final PrintStream err;

  EstimateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends with 0, or 2 for a wrong command line or file. */
  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out),
            false,
            StandardCharsets.UTF_8);
    int code = new EstimateCommand(out, System.err).run(arguments);
    out.flush();
    System.exit(code);
  }

  int run(String[] arguments) {
    if (arguments.length == 0 || List.of(arguments).contains("--help")) {
      out.print(Options.USAGE);
      return arguments.length == 0 ? 2 : 0;
    }
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (Options.Wrong wrong) {
      err.println(wrong.getMessage());
      err.println("Try --help.");
      return 2;
    }
    try {
      return options.strata().isEmpty() ? whole(options) : byStratum(options);
    } catch (InvalidTable problem) {
      err.println(options.file() + ": " + problem.getMessage());
      return 2;
    } catch (SharedInteractions.NoFit problem) {
      err.println(options.file() + ": " + problem.getMessage());
      return 2;
    } catch (UncheckedIOException problem) {
      boolean missing = problem.getCause() instanceof NoSuchFileException;
      err.println(options.file() + ": " + (missing ? "no such file" : "cannot be read or written"));
      return 2;
    }
  }

  private int whole(Options options) {
    CaptureTable table = TableReader.read(options.file());
    Study.Result result = Study.run(table, options.settings(), progress());
    out.print(options.json() ? Json.write(ResultJson.of(result)) : ResultText.of(result));
    options
        .report()
        .ifPresent(
            path -> write(path, Report.html(result, name(options), options.language(), false)));
    return 0;
  }

  private int byStratum(Options options) {
    Strata strata = TableReader.readStrata(options.file(), options.strata());
    Study.Result pooled = Study.run(strata.pooled(), options.settings(), progress());
    StrataStudy study = StrataStudy.run(strata, options.settings(), progress());
    out.print(
        options.json() ? Json.write(ResultJson.of(study, pooled)) : ResultText.of(study, pooled));
    options
        .report()
        .ifPresent(
            path -> write(path, Report.html(pooled, name(options), options.language(), false)));
    return 0;
  }

  private static String name(Options options) {
    return options.file().getFileName().toString();
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bar on the terminal; nothing when the output of errors is not one. */
  private Progress progress() {
    if (System.console() == null || !System.console().isTerminal()) {
      return Progress.NONE;
    }
    return new ProgressBar(err, 500_000_000L);
  }
}
