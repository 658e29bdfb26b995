// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.invented;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file of invented reports: FILE REPORTS SEED ERROR MISSING [BANDS]. */
public final class GenerateCommand {
  private GenerateCommand() {}

  /** Writes the file. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5 && arguments.length != 6) {
      System.err.println(
          "usage: FILE REPORTS SEED ERROR MISSING [AGE BANDS], as reports.csv 10000 1 0.1 0.1");
      System.exit(2);
    }
    try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]))) {
      new InventedReports(
              Long.parseLong(arguments[2]),
              Double.parseDouble(arguments[3]),
              Double.parseDouble(arguments[4]))
          .withAgeBands(arguments.length == 6 ? Double.parseDouble(arguments[5]) : 0)
          .write(Integer.parseInt(arguments[1]), out);
    }
  }
}
