// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The articles that rules may rest on. */
@Component
public class LawGrounds {
  private final Map<String, LawGround> grounds = new LinkedHashMap<>();

  LawGrounds() {
    SharingFiles.rows(
            "grounds.csv",
            row ->
                new LawGround(
                    row.getField("id"),
                    row.getField("special").equals("yes"),
                    row.getField("label_nl"),
                    row.getField("label_en"),
                    Certainty.of(row.getField("certainty")),
                    row.getField("source"),
                    row.getField("text_nl"),
                    row.getField("text_en")))
        .forEach(ground -> grounds.put(ground.id(), ground));
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
