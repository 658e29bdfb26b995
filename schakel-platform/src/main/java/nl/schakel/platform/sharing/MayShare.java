// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.command.Command;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./schakel may-share}: the same answer as the page, for scripts. */
@Component
class MayShare implements Command {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "--from", "sender",
          "--to", "receiver",
          "--purpose", "purpose",
          "--data", "data",
          "--subject", "subject",
          "--consent", "consent",
          "--regime", "regime",
          "--urgency", "urgency");

  private final SharingRules rules;
  private final RuleVersions versions;
  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final JsonMapper json;

  MayShare(
      SharingRules rules,
      RuleVersions versions,
      SharingCodes codes,
      LawGrounds grounds,
      JsonMapper json) {
    this.rules = rules;
    this.versions = versions;
    this.codes = codes;
    this.grounds = grounds;
    this.json = json;
  }

  @Override
  public String name() {
    return "may-share";
  }

  @Override
  public String usage() {
    return "may-share --from TYPE --to TYPE --purpose P --data A,B [--subject S] [--consent C] [--regime R] [--urgency U] [--on DAY] [--json]";
  }

  @Override
  public int run(List<String> arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    boolean asJson = false;
    Optional<LocalDate> on = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("--json")) {
        asJson = true;
      } else if (word.equals("--on") && i + 1 < arguments.size()) {
        on = day(arguments.get(++i));
        if (on.isEmpty()) {
          System.err.printf("--on takes a day such as 2027-07-01.%n");
          return 2;
        }
      } else if (OPTIONS.containsKey(word) && i + 1 < arguments.size()) {
        given.put(OPTIONS.get(word), arguments.get(++i));
      } else {
        System.err.printf("may-share does not know '%s'.%n  %s%n", word, usage());
        return 2;
      }
    }
    String data = given.getOrDefault("data", "");
    return switch (rules.read(given, data.isBlank() ? List.of() : List.of(data.split(",", -1)))) {
      case SharingRules.Read.Asked asked -> tell(answer(asked.question(), on), asJson);
      case SharingRules.Read.Refused refused -> refuse(refused.problems());
    };
  }

  private SharingAnswer answer(SharingQuestion question, Optional<LocalDate> on) {
    return on.map(day -> versions.answer(question, day)).orElseGet(() -> rules.answer(question));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static int refuse(List<FieldProblem> problems) {
    for (FieldProblem problem : problems) {
      System.err.printf(
          problem.rule().equals("sharing-missing")
              ? "%s is missing%s. Allowed: %s%n"
              : "%s '%s' is not known. Allowed: %s%n",
          option(problem.field()),
          problem.arguments().get(0),
          problem.arguments().get(1));
    }
    return 2;
  }

  private static String option(String field) {
    return OPTIONS.entrySet().stream()
        .filter(option -> option.getValue().equals(field))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(field);
  }

  private int tell(SharingAnswer answer, boolean asJson) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    out.println(asJson ? json.writeValueAsString(fields(answer)) : sentences(answer));
    out.flush();
    return out.checkError() ? 1 : 0;
  }

  private Map<String, Object> fields(SharingAnswer answer) {
    Map<String, Object> perClass = new LinkedHashMap<>();
    for (SharingAnswer.ForClass one : answer.classes()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("decision", one.decision().code());
      fields.put("certainty", one.certainty().code());
      fields.put("conditions", one.conditions());
      fields.put("grounds", grounds(one.grounds()));
      fields.put("rows", one.rules().stream().map(SharingAnswer.Rule::id).toList());
      perClass.put(one.data(), fields);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("decision", answer.decision().code());
    fields.put("certainty", answer.certainty().code());
    fields.put("conditions", answer.conditions());
    fields.put("grounds", grounds(answer.grounds()));
    fields.put("rows", answer.rules().stream().map(SharingAnswer.Rule::id).toList());
    fields.put("data", perClass);
    fields.put("tableVersion", answer.tableVersion());
    return fields;
  }

  private List<Map<String, String>> grounds(List<String> ids) {
    return ids.stream()
        .map(grounds::get)
        .map(
            ground ->
                Map.of(
                    "jci", ground.id(),
                    "label", ground.labelEn(),
                    "certainty", ground.certainty().code()))
        .toList();
  }

  private String sentences(SharingAnswer answer) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s (%s)"
            .formatted(
                label("decision", answer.decision().code()),
                label("certainty", answer.certainty().code())));
    for (SharingAnswer.ForClass one : answer.classes()) {
      lines.add(
          "  %s: %s"
              .formatted(label("data", one.data()), label("decision", one.decision().code())));
      one.rules().forEach(rule -> lines.add("    %s [%s]".formatted(rule.reasonEn(), rule.id())));
      if (one.rules().isEmpty()) {
        lines.add("    No rule knows this case. Ask your data-protection officer.");
      }
    }
    answer.conditions().forEach(code -> lines.add("  - " + codes.condition(code).en()));
    answer
        .grounds()
        .forEach(
            id -> lines.add("  %s  %s".formatted(grounds.get(id).labelEn(), grounds.get(id).id())));
    lines.add("  Tables " + answer.tableVersion());
    return String.join(System.lineSeparator(), lines);
  }

  private String label(String list, String code) {
    return codes.code(list, code).map(one -> one.label(Locale.ENGLISH)).orElse(code);
  }
}
