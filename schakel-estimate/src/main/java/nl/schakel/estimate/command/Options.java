// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nl.schakel.estimate.Settings;

/** The command line, parsed once. */
record Options(
    Path file,
    Settings settings,
    List<String> strata,
    boolean json,
    Optional<Path> report,
    Language language) {
  static final String USAGE =
      """
      Usage: estimate FILE.csv [options]

      FILE.csv has one column for each list (0 or 1) and a last column 'count'.

        --method all|stepwise|bic|dga|lcm|bayes   methods, comma separated (stepwise)
        --max-order K     largest number of lists in one term of a full search (2 to 3)
        --bootstrap B     replicates for intervals, 0 for a profile interval (1000)
        --seed S          seed of all random numbers (1)
        --threads T       threads; the result does not depend on it (number of processors)
        --strata COL,...  columns that are covariates, estimated apart and together
        --coverage K      simulate K tables at the fitted truth and see how often the interval holds it (0)
        --json            print one JSON object
        --report FILE     write an HTML report
        --language en|nl  language of the report (en)
        --help            this text
      """;

  /** Thrown for a command line that cannot be read. */
  static final class Wrong extends RuntimeException {
    Wrong(String message) {
      super(message);
    }
  }

  static Options parse(String[] arguments) {
    Parser parser = new Parser(arguments);
    parser.parse();
    return parser.options();
  }

  private static final class Parser {
    private final String[] arguments;
    private int next;
    private Optional<Path> file = Optional.empty();
    private Set<Settings.Method> methods = EnumSet.of(Settings.Method.STEPWISE);
    private int maxOrder;
    private int bootstrap = 1000;
    private long seed = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private List<String> strata = List.of();
    private boolean json;
    private int coverage;
    private Language language = Language.ENGLISH;
    private Optional<Path> report = Optional.empty();

    Parser(String[] arguments) {
      this.arguments = arguments;
    }

    void parse() {
      while (next < arguments.length) {
        String argument = arguments[next++];
        switch (argument) {
          case "--method" -> methods = methods(value(argument));
          case "--max-order" -> maxOrder = (int) number(argument, 2, 20);
          case "--bootstrap" -> bootstrap = (int) number(argument, 0, 1_000_000);
          case "--seed" -> seed = number(argument, Long.MIN_VALUE, Long.MAX_VALUE);
          case "--threads" -> threads = (int) number(argument, 1, 256);
          case "--strata" -> strata = List.of(value(argument).split(","));
          case "--coverage" -> coverage = (int) number(argument, 0, 100_000);
          case "--language" -> language = language(value(argument));
          case "--json" -> json = true;
          case "--report" -> report = Optional.of(Path.of(value(argument)));
          default -> file(argument);
        }
      }
    }

    private void file(String argument) {
      if (argument.startsWith("--")) {
        throw new Wrong("unknown option " + argument);
      }
      if (file.isPresent()) {
        throw new Wrong("a second file, " + argument);
      }
      file = Optional.of(Path.of(argument));
    }

    private static Language language(String text) {
      return switch (text) {
        case "en" -> Language.ENGLISH;
        case "nl" -> Language.DUTCH;
        default -> throw new Wrong("--language %s, expected en or nl".formatted(text));
      };
    }

    private String value(String option) {
      if (next == arguments.length) {
        throw new Wrong(option + " needs a value");
      }
      return arguments[next++];
    }

    private long number(String option, long least, long most) {
      String text = value(option);
      try {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        throw new Wrong("%s %s, expected a whole number".formatted(option, text));
      }
      throw new Wrong("%s %s, expected %d to %d".formatted(option, text, least, most));
    }

    private static Set<Settings.Method> methods(String text) {
      if (text.equals("all")) {
        return EnumSet.allOf(Settings.Method.class);
      }
      Set<Settings.Method> methods = EnumSet.noneOf(Settings.Method.class);
      for (String name : text.split(",")) {
        methods.add(
            Arrays.stream(Settings.Method.values())
                .filter(m -> m.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(
                    () ->
                        new Wrong(
                            "--method %s, expected all, stepwise, bic, dga, lcm or bayes"
                                .formatted(name))));
      }
      return methods;
    }

    Options options() {
      boolean diagnostics = methods.size() > 1 || report.isPresent();
      Settings settings =
          new Settings(methods, maxOrder, bootstrap, seed, threads, 0.95, diagnostics, coverage);
      return new Options(
          file.orElseThrow(() -> new Wrong("no file given")),
          settings,
          strata,
          json,
          report,
          language);
    }
  }
}
