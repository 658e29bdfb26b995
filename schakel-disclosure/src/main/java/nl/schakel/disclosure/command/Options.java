// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

import java.nio.file.Path;
import java.util.Optional;

/** The command line, parsed once. */
record Options(
    Path file,
    String method,
    int base,
    boolean audit,
    boolean detailed,
    Optional<Path> keyFile,
    boolean dutch) {
  static final String USAGE =
      """
      Usage: protect TABLE.csv [options]

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

      The table goes to the output, what is said about it to the output of errors. Ends with 0, with 2 for a wrong
      command line or file, with 3 when the table is refused.
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
    private String method = "controlled-rounding";
    private int base = 5;
    private boolean audit;
    private boolean detailed;
    private Optional<Path> keyFile = Optional.empty();
    private boolean dutch;

    Parser(String[] arguments) {
      this.arguments = arguments;
    }

    void parse() {
      while (next < arguments.length) {
        String argument = arguments[next++];
        switch (argument) {
          case "--method" ->
              method = oneOf(argument, "controlled-rounding", "cell-key", "suppress");
          case "--base" -> base = base(value(argument));
          case "--rules" -> detailed = oneOf(argument, "detailed", "none").equals("detailed");
          case "--audit" -> audit = true;
          case "--key-file" -> keyFile = Optional.of(Path.of(value(argument)));
          case "--language" -> dutch = oneOf(argument, "nl", "en").equals("nl");
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

    private static int base(String text) {
      if (!text.matches("[0-9]{1,3}")
          || Integer.parseInt(text) < 2
          || Integer.parseInt(text) > 100) {
        throw new Wrong("--base %s, expected 2 to 100".formatted(text));
      }
      return Integer.parseInt(text);
    }

    Options options() {
      return new Options(
          file.orElseThrow(() -> new Wrong("no file given")),
          method,
          base,
          audit,
          detailed,
          keyFile,
          dutch);
    }
  }
}
