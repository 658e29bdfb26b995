// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import nl.schakel.linkage.BlockingSettings;
import nl.schakel.linkage.ClusterSettings;
import nl.schakel.linkage.ComparisonSettings;
import nl.schakel.linkage.InputSettings;
import nl.schakel.linkage.LinkMode;
import nl.schakel.linkage.LinkageSettings;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.ModelFile;
import nl.schakel.linkage.Progress;
import nl.schakel.linkage.Records;
import nl.schakel.linkage.Trainer;
import nl.schakel.linkage.TrainingSettings;
import nl.schakel.linkage.invented.InventedReports;
import nl.schakel.platform.command.Command;
import org.springframework.stereotype.Component;

/**
 * Makes the model that comes with the program: how each field is compared, trained on invented
 * persons. The same command gives the same file.
 */
@Component
class FirstModel implements Command {
  static final int RECORDS = 50_000;

  private static final long SEED = 2026;
  private static final double ERROR = 0.1;
  private static final double MISSING = 0.1;
  private static final int BAND = 5;

  @Override
  public String name() {
    return "first-model";
  }

  @Override
  public String usage() {
    return "first-model FILE              train the first model of the matching desk on invented persons";
  }

  @Override
  public int run(List<String> arguments) {
    if (arguments.size() != 1) {
      System.err.println("Usage: " + usage());
      return 2;
    }
    Path file = Path.of(arguments.getFirst());
    try {
      Files.writeString(file, ModelFile.write(train()));
    } catch (IOException e) {
      System.err.printf("%s cannot be written.%n", file);
      return 1;
    }
    System.out.printf("%s: trained on %,d invented reports.%n", file, RECORDS);
    return 0;
  }

  /** How each field is compared; the order is that of the steps that a registrar sees. */
  static LinkageSettings settings() {
    return new LinkageSettings(
        new InputSettings(Optional.empty(), Optional.empty(), List.of(), Set.of()),
        LinkMode.DEDUPE,
        List.of(
            // Without the frequency of names: a model must hold no name, and invented names say
            // nothing about how rare a real one is.
            ComparisonSettings.of(
                "given_name",
                "name",
                false,
                "exact",
                "transliteration",
                "jaro-winkler 0.92",
                "crossed family_name",
                "initial",
                "jaro-winkler 0.8"),
            ComparisonSettings.of(
                "family_name",
                "name",
                false,
                "exact",
                "transliteration",
                "jaro-winkler 0.92",
                "counted-with given_name",
                "initial",
                "jaro-winkler 0.8"),
            ComparisonSettings.of("aliases", "set", false, "shared"),
            ComparisonSettings.of(
                ComparedPerson.DAY,
                "date",
                false,
                "exact",
                "damerau-levenshtein 1",
                "swapped-day-month",
                "first-of-january 1",
                "months 1",
                "years 2"),
            ComparisonSettings.of(
                ComparedPerson.YEARS, "as-is", false, "within 0", "within 1", "band", "within 4"),
            ComparisonSettings.of("sex", "lower", false, "exact"),
            ComparisonSettings.of("nationalities", "set", false, "exact", "shared"),
            ComparisonSettings.of("municipalities", "set", false, "exact", "shared")),
        new BlockingSettings(
            List.of(
                List.of("skeleton(family_name)", "first1(given_name)"),
                List.of(ComparedPerson.DAY),
                List.of("fold(given_name)", ComparedPerson.YEARS),
                List.of("skeleton(family_name)", "sex", "nationalities")),
            1_000_000,
            300),
        new TrainingSettings(1_000_000, 1, 200, 1, OptionalDouble.empty()),
        ClusterSettings.defaults(),
        -10);
  }

  static Model train() {
    Records records = Records.of("invented", ComparedPerson.COLUMNS, rows());
    return Trainer.train(records, settings(), 1, Progress.none());
  }

  /** Reports as the vault and the register would hold them, of people who do not exist. */
  private static Map<String, List<String>> rows() {
    StringWriter csv = new StringWriter();
    new InventedReports(SEED, ERROR, MISSING).write(RECORDS, csv);
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, List<String>> rows = new TreeMap<>();
    csv.toString()
        .lines()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .forEach(cells -> rows.put(cells.getFirst(), row(cells, random)));
    if (rows.size() != RECORDS) {
      throw new UncheckedIOException(new IOException(rows.size() + " reports were made"));
    }
    return rows;
  }

  /**
   * Columns of an invented report: id, given name, family name, day of birth, sex, nationality,
   * city, telephone, alias. What its maker leaves out of consideration is added here: half of the
   * reports do not know the day of birth, some heard another alias, a few know the first letter of
   * a name only, err in sex or nationality, or name a second place.
   */
  private static List<String> row(List<String> cells, SplittableRandom random) {
    String day = cells.get(3);
    boolean yearsOnly = !day.isEmpty() && random.nextInt(100) < 50;
    String nationality = random.nextInt(100) < 3 ? "Elders" : cells.get(5);
    return List.of(
        cells.get(1),
        random.nextInt(100) < 3 ? initial(cells.get(2)) : cells.get(2),
        alias(cells.get(8), random),
        yearsOnly ? "" : day,
        yearsOnly ? years(Integer.parseInt(day.substring(0, 4)), random) : "",
        random.nextInt(100) < 1 ? "" : random.nextInt(100) < 1 ? other(cells.get(4)) : cells.get(4),
        random.nextInt(100) < 3 ? nationality + ";Nederland" : nationality,
        random.nextInt(100) < 10 ? cells.get(6) + ";Nergenshuizen" : cells.get(6));
  }

  private static String years(int born, SplittableRandom random) {
    if (random.nextInt(100) < 60) {
      return ComparedPerson.years(born, born);
    }
    int from = born - random.nextInt(BAND);
    return ComparedPerson.years(from, from + BAND);
  }

  private static String initial(String name) {
    return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
  }

  /** People are known by other names in other places; a third of the reports heard another one. */
  private static String alias(String alias, SplittableRandom random) {
    return alias.isEmpty() || random.nextInt(100) >= 35 ? alias : "Bijnaam" + random.nextInt(300);
  }

  private static String other(String sex) {
    return sex.equals("V") ? "M" : "V";
  }
}
