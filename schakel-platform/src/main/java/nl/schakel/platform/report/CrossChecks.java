// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.web.FieldProblem;

/** Rules that look at two answers at once. */
final class CrossChecks {
  private static final String YES = "yes";

  private CrossChecks() {}

  static void check(Map<String, FieldValue> given, List<FieldProblem> problems) {
    if (given.get("periodFrom") instanceof FieldValue.Month from
        && given.get("periodTo") instanceof FieldValue.Month to
        && from.month().isAfter(to.month())) {
      problems.add(new FieldProblem("periodTo", "period-order"));
    }
    if (given.get("signalOn") instanceof FieldValue.Day signal
        && given.get("reportedOn") instanceof FieldValue.Day reported
        && signal.day().isAfter(reported.day())) {
      problems.add(new FieldProblem("signalOn", "signal-after-report"));
    }
    checkBirth(given, problems);
    if (given.containsKey("contactAddress") && !given.containsKey("contactSafe")) {
      problems.add(new FieldProblem("contactSafe", "contact-safe-missing"));
    }
    if (is(given, "shelterAsked", YES) && !given.containsKey("shelterConsent")) {
      problems.add(new FieldProblem("shelterConsent", "shelter-consent-missing"));
    }
  }

  private static void checkBirth(Map<String, FieldValue> given, List<FieldProblem> problems) {
    if (!(given.get("birthDate") instanceof FieldValue.Day born)) {
      return;
    }
    LocalDate day = born.day();
    if (given.get("birthYear") instanceof FieldValue.Count year && year.count() != day.getYear()) {
      problems.add(new FieldProblem("birthYear", "birth-year-differs"));
    }
    if (given.get("signalOn") instanceof FieldValue.Day signal && day.isAfter(signal.day())) {
      problems.add(new FieldProblem("birthDate", "birth-after-signal"));
    }
  }

  private static boolean is(Map<String, FieldValue> given, String field, String code) {
    return given.get(field) instanceof FieldValue.Text text && text.text().equals(code);
  }
}
