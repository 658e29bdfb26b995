// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The command line, parsed once. */
record Options(
    Path file,
    String method,
    int base,
    boolean audit,
    boolean detailed,
    Optional<Path> keyFile,
    boolean dutch,
    Optional<Privacy> privacy) {
  static final String PRIVATE_COUNTS = "private-counts";
  static final String SYNTHETIC = "synthetic";

  static final String USAGE =
      """
      Usage: protect TABLE.csv [options]
             protect RECORDS.csv --method private-counts|synthetic --codes CODES.csv --epsilon E --budget FILE --years Y [options]

      TABLE.csv has a column for each dimension and a last column 'count', a line for each cell.
      Totals (*) may be given and are checked; North/Groningen is a category under North.

        --method controlled-rounding|cell-key|suppress   how (controlled-rounding)
        --base B          base of controlled rounding (5)
        --rules detailed  also refuse rows under 10 persons, columns of 90 % and full columns
        --audit           print what can be worked out about each cell
        --key-file FILE   secret of 64 hexadecimal digits; made when it is not there
                          (~/.schakel/disclosure.key)
        --language nl|en  language of what is said about the table (en)
        --help            this text

      RECORDS.csv has a line for each record, with a column 'person' and one for each field of CODES.csv.

        --method private-counts   counts of one field under differential privacy
        --method synthetic        invented records under differential privacy, or why there are none
        --codes FILE       the codes that each field can have, as field,code; fixed without looking at the records
        --epsilon E        how much may be told, 0.000001 to 1000
        --budget FILE      ledger of what was told by year, charged before anything is printed
        --years Y,Y        the years the persons are from; each is charged (one for private-counts)
        --records-each N   private-counts: most records of one person that are counted (1)
        --longest 2|3      synthetic: most fields whose counts together are followed (2)
        --true-data-report synthetic: also print errors counted from the true data. They are not
                           paid from the budget: never publish them or keep them in a log

      The table or the records go to the output, what is said about them to the output of errors. Ends with 0, with 2
      for a wrong command line or file, with 3 when it is refused.
      """;

  /**
   * What only the methods with a budget ask for.
   *
   * @param epsilon in millionths
   */
  record Privacy(
      Path codes,
      long epsilon,
      Path budget,
      List<Integer> years,
      int recordsEach,
      int longest,
      boolean trueDataReport) {
    Privacy {
      years = List.copyOf(years);
    }
  }

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

  /** Reads a number above 0 with at most six decimals. */
  static Optional<Long> millionths(String text) {
    if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,6})?")) {
      return Optional.empty();
    }
    long millionths = new BigDecimal(text).movePointRight(6).longValueExact();
    return millionths > 0 ? Optional.of(millionths) : Optional.empty();
  }

  private static final class Parser {
    private final String[] arguments;
    private int next;
    private Optional<Path> file = Optional.empty();
    private String method = "controlled-rounding";
    private int base = 5;
    private boolean audit;
    private boolean detailed;
    private Optional<Path> keyFile = Optional.empty();
    private boolean dutch;
    private Optional<Path> codes = Optional.empty();
    private Optional<Long> epsilon = Optional.empty();
    private Optional<Path> budget = Optional.empty();
    private List<Integer> years = List.of();
    private int recordsEach = 1;
    private int longest = 2;
    private boolean trueDataReport;

    Parser(String[] arguments) {
      this.arguments = arguments;
    }

    void parse() {
      while (next < arguments.length) {
        String argument = arguments[next++];
        switch (argument) {
          case "--method" ->
              method =
                  oneOf(
                      argument,
                      "controlled-rounding",
                      "cell-key",
                      "suppress",
                      PRIVATE_COUNTS,
                      SYNTHETIC);
          case "--base" -> base = number(argument, 2, 100);
          case "--rules" -> detailed = oneOf(argument, "detailed", "none").equals("detailed");
          case "--audit" -> audit = true;
          case "--key-file" -> keyFile = Optional.of(Path.of(value(argument)));
          case "--language" -> dutch = oneOf(argument, "nl", "en").equals("nl");
          case "--codes" -> codes = Optional.of(Path.of(value(argument)));
          case "--epsilon" -> epsilon = Optional.of(epsilon(value(argument)));
          case "--budget" -> budget = Optional.of(Path.of(value(argument)));
          case "--years" -> years = years(value(argument));
          case "--records-each" -> recordsEach = number(argument, 1, 1000);
          case "--longest" -> longest = number(argument, 2, 3);
          case "--true-data-report" -> trueDataReport = true;
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

    private String value(String option) {
      if (next == arguments.length) {
        throw new Wrong(option + " needs a value");
      }
      return arguments[next++];
    }

    private String oneOf(String option, String... allowed) {
      String text = value(option);
      for (String each : allowed) {
        if (each.equals(text)) {
          return text;
        }
      }
      throw new Wrong("%s %s, expected %s".formatted(option, text, String.join(", ", allowed)));
    }

    private int number(String option, int least, int most) {
      String text = value(option);
      if (!text.matches("[0-9]{1,4}")
          || Integer.parseInt(text) < least
          || Integer.parseInt(text) > most) {
        throw new Wrong("%s %s, expected %d to %d".formatted(option, text, least, most));
      }
      return Integer.parseInt(text);
    }

    private static long epsilon(String text) {
      return millionths(text)
          .filter(epsilon -> epsilon <= 1_000_000_000)
          .orElseThrow(() -> new Wrong("--epsilon %s, expected 0.000001 to 1000".formatted(text)));
    }

    private static List<Integer> years(String text) {
      if (!text.matches("[12][0-9]{3}(,[12][0-9]{3})*")) {
        throw new Wrong("--years %s, expected years such as 2024,2025".formatted(text));
      }
      return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).distinct().toList();
    }

    Options options() {
      return new Options(
          file.orElseThrow(() -> new Wrong("no file given")),
          method,
          base,
          audit,
          detailed,
          keyFile,
          dutch,
          privacy());
    }

    private Optional<Privacy> privacy() {
      if (!method.equals(PRIVATE_COUNTS) && !method.equals(SYNTHETIC)) {
        return Optional.empty();
      }
      if (codes.isEmpty() || epsilon.isEmpty() || budget.isEmpty() || years.isEmpty()) {
        throw new Wrong(
            "--method %s needs --codes, --epsilon, --budget and --years".formatted(method));
      }
      if (method.equals(PRIVATE_COUNTS) && years.size() > 1) {
        throw new Wrong("--method %s counts the records of one year".formatted(method));
      }
      return Optional.of(
          new Privacy(
              codes.get(),
              epsilon.get(),
              budget.get(),
              years,
              recordsEach,
              longest,
              trueDataReport));
    }
  }
}
