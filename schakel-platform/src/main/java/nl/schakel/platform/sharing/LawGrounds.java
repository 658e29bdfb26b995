// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The articles that rules may rest on. */
@Component
public class LawGrounds {
  private static final String FILE = "grounds.csv";
  private static final Pattern ID =
      Pattern.compile("(jci1\\.3:c:BWBR|http://data\\.europa\\.eu/eli/|urn:schakel:source:)\\S+");

  private volatile Map<String, LawGround> grounds;

  LawGrounds() {
    this(SharingFiles.rows(FILE, LawGrounds::ground));
  }

  private LawGrounds(List<LawGround> all) {
    Map<String, LawGround> byId = new LinkedHashMap<>();
    all.forEach(ground -> byId.put(ground.id(), ground));
    this.grounds = byId;
  }

  private static LawGround ground(NamedCsvRecord row) {
    return new LawGround(
        row.getField("id"),
        row.getField("special").equals("yes"),
        row.getField("label_nl"),
        row.getField("label_en"),
        Certainty.of(row.getField("certainty")),
        row.getField("source"),
        row.getField("text_nl"),
        row.getField("text_en"));
  }

  /**
   * Grounds in a file of the shape of the shipped one.
   *
   * @throws TablesRefused with everything that is wrong with it
   */
  static List<LawGround> read(byte[] csv) {
    List<TableProblem> problems = new ArrayList<>();
    List<LawGround> read = new ArrayList<>();
    try {
      SharingFiles.rows(csv, row -> row)
          .forEach(
              row -> {
                List<TableProblem> wrong = problems(row);
                problems.addAll(wrong);
                if (wrong.isEmpty()) {
                  read.add(ground(row));
                }
              });
    } catch (CsvParseException | NoSuchElementException e) {
      problems.add(new TableProblem(FILE, "", "", "its columns are not those of the shipped file"));
    }
    if (!problems.isEmpty()) {
      throw new TablesRefused(problems);
    }
    return read;
  }

  private static List<TableProblem> problems(NamedCsvRecord row) {
    List<TableProblem> problems = new ArrayList<>();
    String line = "line " + row.getStartingLineNumber();
    if (!ID.matcher(row.getField("id")).matches()) {
      problems.add(new TableProblem(FILE, line, "id", "is no jci1.3, ELI or urn of a source"));
    }
    if (!List.of("yes", "no").contains(row.getField("special"))) {
      problems.add(new TableProblem(FILE, line, "special", "is yes or no"));
    }
    if (!List.of("sure", "likely", "unsure").contains(row.getField("certainty"))) {
      problems.add(new TableProblem(FILE, line, "certainty", "is sure, likely or unsure"));
    }
    for (String column : List.of("label_nl", "label_en", "source", "text_nl", "text_en")) {
      if (row.getField(column).isBlank()) {
        problems.add(new TableProblem(FILE, line, column, "is empty"));
      }
    }
    return problems;
  }

  /** These grounds and others; a ground keeps its meaning, so another under its id is refused. */
  LawGrounds with(List<LawGround> others) {
    List<LawGround> all = new ArrayList<>(all());
    List<TableProblem> problems = new ArrayList<>();
    for (LawGround other : others) {
      Optional<LawGround> known = find(other.id());
      if (known.filter(same -> !same.equals(other)).isPresent()) {
        problems.add(new TableProblem(FILE, other.id(), "", "is known with other words"));
      }
      all.add(other);
    }
    if (!problems.isEmpty()) {
      throw new TablesRefused(problems);
    }
    return new LawGrounds(all);
  }

  /** From now on these are known too: those of an approved version, never of a proposal. */
  synchronized void learn(List<LawGround> others) {
    grounds = with(others).grounds;
  }

  Optional<LawGround> find(String id) {
    return Optional.ofNullable(grounds.get(id));
  }

  public LawGround get(String id) {
    return find(id).orElseThrow();
  }

  public List<LawGround> all() {
    return List.copyOf(grounds.values());
  }
}
