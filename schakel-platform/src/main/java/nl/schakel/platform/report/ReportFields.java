// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The questions that a report may answer, in the order of the form. */
@Component
public class ReportFields {
  private final Map<String, ReportField> fields = new LinkedHashMap<>();

  ReportFields() {
    ReferenceFiles.fields().stream()
        .sorted(Comparator.comparingInt(ReportField::position))
        .forEach(field -> fields.put(field.name(), field));
  }

  public Collection<ReportField> all() {
    return fields.values();
  }

  public Optional<ReportField> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  public ReportField get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("There is no field " + name));
  }

  public List<ReportField> of(ReportField.Group... groups) {
    List<ReportField.Group> asked = Arrays.asList(groups);
    return fields.values().stream().filter(field -> asked.contains(field.group())).toList();
  }
}
