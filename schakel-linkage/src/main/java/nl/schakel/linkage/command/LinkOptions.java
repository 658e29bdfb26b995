// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.schakel.linkage.Language;
import nl.schakel.linkage.LinkMode;

/** The command line, parsed once. */
record LinkOptions(
    List<Path> inputs,
    Optional<Path> settings,
    boolean train,
    Optional<LinkMode> mode,
    Optional<Path> neverSame,
    Optional<Path> previous,
    Path output,
    int threads,
    Language language,
    boolean quiet) {
  static final String USAGE =
      """
      Usage: link --input a.csv [--input b.csv] --output DIR [options]

        --settings FILE      settings, or the model.json of an earlier run (docs/linkage/settings.md)
        --train              learn again, although the settings are a model
        --link-only          only pairs of records from different files
        --dedupe             all pairs (default)
        --never-same FILE    CSV with a line of names and two ids a line: not the same person
        --previous FILE      clusters.csv of an earlier run; persons keep their ids
        --threads T          threads; the result does not depend on it (number of processors)
        --language nl|en     language of the report (en)
        --quiet              no progress
        --help               this text

      Writes pairs.csv, clusters.csv, model.json and report.html. Without settings the comparisons
      and blocking rules are found from the columns.
      """;

  /** Thrown for a command line that cannot be read. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  static LinkOptions parse(String[] arguments) {
    return new Parser(arguments).parse();
  }

  private static final class Parser {
    private final String[] arguments;
    private int next;
    private final List<Path> inputs = new ArrayList<>();
    private Optional<Path> settings = Optional.empty();
    private boolean train;
    private Optional<LinkMode> mode = Optional.empty();
    private Optional<Path> neverSame = Optional.empty();
    private Optional<Path> previous = Optional.empty();
    private Optional<Path> output = Optional.empty();
    private int threads = Runtime.getRuntime().availableProcessors();
    private Language language = Language.ENGLISH;
    private boolean quiet;

    Parser(String[] arguments) {
      this.arguments = arguments;
    }

    LinkOptions parse() {
      while (next < arguments.length) {
        option(arguments[next++]);
      }
      if (inputs.isEmpty()) {
        throw new Wrong("no --input given");
      }
      if (mode.filter(m -> m == LinkMode.LINK_ONLY).isPresent() && inputs.size() < 2) {
        throw new Wrong("--link-only needs two files or more");
      }
      return new LinkOptions(
          List.copyOf(inputs),
          settings,
          train,
          mode,
          neverSame,
          previous,
          output.orElseThrow(() -> new Wrong("no --output given")),
          threads,
          language,
          quiet);
    }

    private void option(String argument) {
      switch (argument) {
        case "--input" -> inputs.add(Path.of(value(argument)));
        case "--settings" -> settings = Optional.of(Path.of(value(argument)));
        case "--train" -> train = true;
        case "--link-only" -> mode(LinkMode.LINK_ONLY);
        case "--dedupe" -> mode(LinkMode.DEDUPE);
        case "--never-same" -> neverSame = Optional.of(Path.of(value(argument)));
        case "--previous" -> previous = Optional.of(Path.of(value(argument)));
        case "--output" -> output = Optional.of(Path.of(value(argument)));
        case "--threads" -> threads = number(argument, 1, 256);
        case "--language" -> language = language(value(argument));
        case "--quiet" -> quiet = true;
        default -> throw new Wrong("unknown option " + argument);
      }
    }

    private void mode(LinkMode wanted) {
      if (mode.isPresent() && mode.get() != wanted) {
        throw new Wrong("--link-only and --dedupe exclude each other");
      }
      mode = Optional.of(wanted);
    }

    private String value(String option) {
      if (next == arguments.length) {
        throw new Wrong(option + " needs a value");
      }
      return arguments[next++];
    }

    private int number(String option, int least, int most) {
      String text = value(option);
      try {
        int number = Integer.parseInt(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        throw new Wrong("%s %s, expected a whole number".formatted(option, text));
      }
      throw new Wrong("%s %s, expected %d to %d".formatted(option, text, least, most));
    }

    private static Language language(String code) {
      for (Language language : Language.values()) {
        if (language.code().equals(code)) {
          return language;
        }
      }
      throw new Wrong("--language %s, expected nl or en".formatted(code));
    }
  }
}
