// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The code lists of the rules: who, what, what for, and the words for them. */
@Component
public class SharingCodes {
  public static final String PARTY = "party";

  /** Things to do when sharing that never stand in the way of it. */
  public static final String DUTY = "duty";

  /** Things that must be so before anything is shared. */
  public static final String GATE = "gate";

  private final Map<String, Map<String, SharingCode>> lists = new LinkedHashMap<>();
  private final Map<String, String> usualRegime = new HashMap<>();

  SharingCodes() {
    SharingFiles.rows("parties.csv", row -> List.of(row.getFields().toArray(String[]::new)))
        .forEach(this::party);
    SharingFiles.rows("codes.csv", row -> List.of(row.getFields().toArray(String[]::new)))
        .forEach(
            row ->
                add(
                    new SharingCode(
                        row.get(0),
                        row.get(1),
                        "",
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        row.get(5))));
  }

  private void party(List<String> row) {
    add(new SharingCode(PARTY, row.get(0), row.get(1), row.get(3), row.get(4), "", ""));
    usualRegime.put(row.get(0), row.get(2));
  }

  private void add(SharingCode code) {
    lists.computeIfAbsent(code.list(), list -> new LinkedHashMap<>()).put(code.code(), code);
  }

  /** The codes of a list in the order in which they are shown. */
  public List<SharingCode> list(String list) {
    return List.copyOf(lists.getOrDefault(list, Map.of()).values());
  }

  public List<String> codes(String list) {
    return List.copyOf(lists.getOrDefault(list, Map.of()).keySet());
  }

  public Optional<SharingCode> code(String list, String code) {
    return Optional.ofNullable(lists.getOrDefault(list, Map.of()).get(code));
  }

  /** A condition, whichever of the two kinds it is. */
  public SharingCode condition(String code) {
    return code(GATE, code).or(() -> code(DUTY, code)).orElseThrow();
  }

  /** Whether this condition must be so before anything goes. */
  public boolean isGate(String condition) {
    return code(GATE, condition).isPresent();
  }

  /** The regime under which an organisation usually holds its data. */
  public String usualRegime(String party) {
    return usualRegime.getOrDefault(party, "avg");
  }

  /** The values that each input of the tables may have. */
  Map<String, List<String>> inputs() {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    inputs.put("sender", codes(PARTY));
    inputs.put("receiver", codes(PARTY));
    List<String> rest = new ArrayList<>(SharingQuestion.INPUTS);
    rest.removeAll(inputs.keySet());
    rest.forEach(input -> inputs.put(input, codes(input)));
    return inputs;
  }
}
