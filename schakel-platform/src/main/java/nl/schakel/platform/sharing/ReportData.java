// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * How a report for registration looks to the rules: which class of data each field is, and what the
 * ground that the reporter named says about consent and conditions.
 */
@Component
public class ReportData {
  /** Fields and their classes; its reasons are for whoever checks them. */
  public static final String FIELDS = "report-fields.csv";

  /** Grounds and what they say. */
  public static final String GROUNDS = "report-grounds.csv";

  private final Map<String, String> classes = new LinkedHashMap<>();
  private final Map<String, Stance> stances = new LinkedHashMap<>();
  private final SharingCodes codes;

  /** What a ground says; {@code data} is set when every field counts as that class. */
  private record Stance(
      String consent, Optional<String> regime, Set<String> met, Optional<String> data) {}

  ReportData(SharingCodes codes) {
    this.codes = codes;
    SharingFiles.rows(FIELDS, row -> row)
        .forEach(
            row -> classes.put(row.getField("field"), known(FIELDS, "data", row.getField("data"))));
    SharingFiles.rows(GROUNDS, row -> row)
        .forEach(row -> stances.put(row.getField("ground"), stance(row)));
  }

  private Stance stance(NamedCsvRecord row) {
    Set<String> met = new LinkedHashSet<>();
    for (String gate : row.getField("met").split(";", -1)) {
      if (!gate.isEmpty()) {
        met.add(known(GROUNDS, SharingCodes.GATE, gate));
      }
    }
    return new Stance(
        known(GROUNDS, "consent", row.getField("consent")),
        filled(row, "regime").map(code -> known(GROUNDS, "regime", code)),
        met,
        filled(row, "data").map(code -> known(GROUNDS, "data", code)));
  }

  private static Optional<String> filled(NamedCsvRecord row, String column) {
    return Optional.of(row.getField(column)).filter(text -> !text.isEmpty());
  }

  private String known(String file, String list, String code) {
    if (codes.code(list, code).isEmpty()) {
      throw new IllegalStateException("%s: %s '%s' is not known".formatted(file, list, code));
    }
    return code;
  }

  public Set<String> fields() {
    return classes.keySet();
  }

  public Set<String> grounds() {
    return stances.keySet();
  }

  /** The class of a field of a report on this ground; empty for a field that is not known. */
  public Optional<String> dataClass(String field, String ground) {
    return Optional.ofNullable(stances.get(ground))
        .flatMap(Stance::data)
        .or(() -> Optional.ofNullable(classes.get(field)));
  }

  /** The classes of these fields; a field that is not known adds one that no row accepts. */
  public List<String> dataClasses(Collection<String> fields, String ground) {
    Set<String> found = new LinkedHashSet<>();
    fields.forEach(field -> found.add(dataClass(field, ground).orElse(SharingParties.UNKNOWN)));
    return new ArrayList<>(found);
  }

  /**
   * The question that a report of this party asks: to the centre, for registration, about somebody
   * whose age nobody settled.
   *
   * @param ground code of the list of grounds; one that is not known says nothing
   */
  public SharingQuestion question(String party, String ground, List<String> data) {
    Optional<Stance> stance = Optional.ofNullable(stances.get(ground));
    return new SharingQuestion(
        party,
        SharingParties.CENTRE,
        "registration",
        data,
        "age-unsure",
        stance.map(Stance::consent).orElse("not-asked"),
        stance.flatMap(Stance::regime).orElse(codes.usualRegime(party)),
        "normal");
  }

  /** The conditions that the reporter says are met by naming this ground. */
  public Set<String> met(String ground) {
    return Optional.ofNullable(stances.get(ground)).map(Stance::met).orElse(Set.of());
  }
}
