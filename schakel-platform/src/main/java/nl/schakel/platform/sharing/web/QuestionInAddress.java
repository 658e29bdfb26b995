// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.sharing.SharingQuestion;
import nl.schakel.platform.sharing.SharingRules;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** A question as it stands in an address or in the hidden fields of a form: codes only. */
final class QuestionInAddress {
  private static final List<String> FIELDS =
      List.of("sender", "receiver", "purpose", "subject", "consent", "regime", "urgency");
  private static final int MOST_CLASSES = 20;

  private QuestionInAddress() {}

  /** One hidden field. */
  record Hidden(String name, String value) {}

  static Optional<SharingQuestion> read(SharingRules rules, MultiValueMap<String, String> sent) {
    Map<String, String> given = new HashMap<>();
    for (String field : FIELDS) {
      String value = sent.getFirst(field);
      if (value != null) {
        given.put(field, value);
      }
    }
    List<String> data = sent.getOrDefault("data", List.of());
    return data.size() <= MOST_CLASSES
            && rules.read(given, data) instanceof SharingRules.Read.Asked(SharingQuestion question)
        ? Optional.of(question)
        : Optional.empty();
  }

  static String href(String path, SharingQuestion question) {
    UriComponentsBuilder to = UriComponentsBuilder.fromPath(path);
    hidden(question).forEach(field -> to.queryParam(field.name(), field.value()));
    return to.encode().toUriString();
  }

  static List<Hidden> hidden(SharingQuestion question) {
    List<Hidden> fields = new ArrayList<>();
    fields.add(new Hidden("sender", question.sender()));
    question.data().forEach(one -> fields.add(new Hidden("data", one)));
    fields.add(new Hidden("receiver", question.receiver()));
    fields.add(new Hidden("purpose", question.purpose()));
    fields.add(new Hidden("subject", question.subject()));
    fields.add(new Hidden("consent", question.consent()));
    fields.add(new Hidden("regime", question.regime()));
    fields.add(new Hidden("urgency", question.urgency()));
    return fields;
  }
}
