// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The command line, parsed once. */
record JobOptions(
    List<Input> inputs, Path model, String output, String master, long recordsInTask) {
  private static final int RECORDS_IN_TASK = 1_000_000;

  static final String USAGE =
      """
      Usage: LinkJob --model model.json --input PATH [--input PATH] --output DIR [--master M]

        --model FILE     a model of ./schakel link; its settings hold here too
        --input PATH     a CSV file, or a folder of CSV files of one source
        --output DIR     gets part files; one behind the other they are pairs.csv
        --master M       only without spark-submit (local[*])
        --task-records N a task holds about so many records, some 300 bytes each (1000000)
        --help           this text
      """;

  /** Thrown for a command line that cannot be read. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  static JobOptions parse(String[] arguments) {
    List<Input> inputs = new ArrayList<>();
    Optional<Path> model = Optional.empty();
    Optional<String> output = Optional.empty();
    String master = "local[*]";
    long recordsInTask = RECORDS_IN_TASK;
    for (int i = 0; i < arguments.length; i += 2) {
      String option = arguments[i];
      switch (option) {
        case "--input" -> inputs.add(Input.of(value(arguments, i)));
        case "--model" -> model = Optional.of(Path.of(value(arguments, i)));
        case "--output" -> output = Optional.of(value(arguments, i));
        case "--master" -> master = value(arguments, i);
        case "--task-records" -> recordsInTask = records(value(arguments, i));
        default -> throw new Wrong("unknown option " + option);
      }
    }
    if (inputs.isEmpty()) {
      throw new Wrong("no --input given");
    }
    refuseEqualNames(inputs);
    return new JobOptions(
        List.copyOf(inputs),
        model.orElseThrow(() -> new Wrong("no --model given")),
        output.orElseThrow(() -> new Wrong("no --output given")),
        master,
        recordsInTask);
  }

  private static long records(String text) {
    try {
      long records = Long.parseLong(text);
      if (records >= 1000 && records <= 100_000_000) {
        return records;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a number out of range.
    }
    throw new Wrong("--task-records is '%s', expected 1000 to 100000000".formatted(text));
  }

  private static String value(String[] arguments, int option) {
    if (option + 1 == arguments.length) {
      throw new Wrong(arguments[option] + " needs a value");
    }
    return arguments[option + 1];
  }

  private static void refuseEqualNames(List<Input> inputs) {
    Set<String> sources = new HashSet<>();
    for (Input input : inputs) {
      if (!sources.add(input.source())) {
        throw new Wrong("two inputs have the name '%s'; rename one".formatted(input.source()));
      }
    }
  }
}
