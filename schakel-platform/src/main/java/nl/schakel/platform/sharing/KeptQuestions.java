// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Questions over which versions of the rules are compared: the typical ones and the case set. */
@Component
class KeptQuestions {
  private final List<Kept> all = new ArrayList<>();

  KeptQuestions(TypicalQuestions typical, SharingRules rules) {
    typical.all().forEach(one -> all.add(new Kept(one.nl(), one.en(), one.question())));
    SharingFiles.rows(
            "cases.csv",
            row -> {
              Map<String, String> given = new HashMap<>(row.getFieldsAsMap());
              List<String> data = List.of(row.getField("data").split(",", -1));
              String source = row.getField("source");
              return switch (rules.read(given, data)) {
                case SharingRules.Read.Asked asked -> new Kept(source, source, asked.question());
                case SharingRules.Read.Refused refused ->
                    throw new IllegalStateException(
                        "cases.csv, %s: %s".formatted(source, refused.problems()));
              };
            })
        .forEach(all::add);
  }

  /** A question with the words by which people know it. */
  record Kept(String nl, String en, SharingQuestion question) {
    String text(Locale locale) {
      return locale.getLanguage().equals("en") ? en : nl;
    }
  }

  List<Kept> all() {
    return List.copyOf(all);
  }
}
