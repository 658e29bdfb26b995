// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The code lists that the directory uses: types, regions, source lists and reporter types. */
@Component
public class DirectoryCodes {
  public static final String TYPES = "organisation-type";
  public static final String REGIONS = "region";
  public static final String SOURCE_LISTS = "source-list";

  private final Map<String, Map<String, Label>> lists = new LinkedHashMap<>();
  private final Map<String, String> reporterTypes = new LinkedHashMap<>();

  DirectoryCodes() {
    for (ReferenceFile.Row row : ReferenceFile.read("code-lists.csv")) {
      String list = row.text("list");
      if (List.of(TYPES, REGIONS, SOURCE_LISTS).contains(list)) {
        lists
            .computeIfAbsent(list, name -> new LinkedHashMap<>())
            .put(row.text("code"), new Label(row.text("nl"), row.text("en")));
      }
    }
    for (ReferenceFile.Row row : ReferenceFile.read("reporter-types.csv")) {
      for (String type : row.text("organisation_types").split(";")) {
        reporterTypes.put(type, row.text("reporter_type"));
      }
    }
  }

  private record Label(String dutch, String english) {}

  public boolean knows(String list, String code) {
    return codes(list).containsKey(code);
  }

  /** Codes with their labels, in the order of the list. */
  public Map<String, String> labels(String list, Locale locale) {
    Map<String, String> labels = new LinkedHashMap<>();
    codes(list).forEach((code, label) -> labels.put(code, text(label, locale)));
    return labels;
  }

  public String label(String list, String code, Locale locale) {
    Label label = codes(list).get(code);
    return label == null ? code : text(label, locale);
  }

  /**
   * The reporter type of an organisation of this type; empty when such organisations report nobody.
   */
  Optional<String> reporterType(String type) {
    return Optional.ofNullable(reporterTypes.get(type));
  }

  private Map<String, Label> codes(String list) {
    return lists.getOrDefault(list, Map.of());
  }

  private static String text(Label label, Locale locale) {
    return locale.getLanguage().equals("en") ? label.english() : label.dutch();
  }
}
