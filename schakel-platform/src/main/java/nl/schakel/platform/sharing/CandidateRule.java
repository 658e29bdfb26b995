// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An answer in the shape of a row of a decision table. It is no rule until somebody proposes it and
 * a second person approves.
 *
 * @param area the table that it would stand in
 * @param anyOf inputs for which it holds whatever their value; the others as they were asked
 */
public record CandidateRule(
    SharingQuestion question,
    String area,
    Decision decision,
    String modality,
    List<String> conditions,
    List<String> grounds,
    String dpv,
    Certainty certainty,
    LocalDate reviewBy,
    String source,
    String reasonNl,
    String reasonEn,
    Set<String> anyOf) {
  public CandidateRule {
    conditions = List.copyOf(conditions);
    grounds = List.copyOf(grounds);
    anyOf = Set.copyOf(anyOf);
  }

  /** Inputs that an answer may leave open; who, to whom and what for always count. */
  public static final List<String> MAY_BE_ANY =
      List.of("data", "subject", "consent", "regime", "urgency");

  public String reason(Locale locale) {
    return locale.getLanguage().equals("en") ? reasonEn : reasonNl;
  }

  /** The values of an input that it is about; empty when every value counts. */
  List<String> values(String input) {
    if (anyOf.contains(input)) {
      return List.of();
    }
    return switch (input) {
      case "sender" -> List.of(question.sender());
      case "receiver" -> List.of(question.receiver());
      case "purpose" -> List.of(question.purpose());
      case "data" -> question.data();
      case "subject" -> List.of(question.subject());
      case "consent" -> List.of(question.consent());
      case "regime" -> List.of(question.regime());
      case "urgency" -> List.of(question.urgency());
      default -> throw new IllegalArgumentException("No input " + input);
    };
  }

  /** The cells of its inputs in FEEL, in the order of the columns. */
  List<String> inputEntries() {
    return SharingQuestion.INPUTS.stream()
        .map(input -> values(input).isEmpty() ? "-" : quoted(values(input)))
        .toList();
  }

  /** The cells of its outputs in FEEL, in the order of the columns. */
  List<String> outputEntries() {
    return List.of(
        quoted(List.of(decision.code())),
        quoted(List.of(modality)),
        "[" + quoted(conditions) + "]",
        "[" + quoted(grounds) + "]",
        quoted(List.of(dpv)),
        quoted(List.of(certainty.code())),
        quoted(List.of(reviewBy.toString())));
  }

  List<String> notes() {
    return List.of(source, reasonNl, reasonEn);
  }

  private static String quoted(List<String> codes) {
    return codes.stream().map(code -> '"' + code + '"').collect(Collectors.joining(", "));
  }

  /** The row for a spreadsheet, with the columns of the rules' own CSV; it has no number yet. */
  public List<String> cells() {
    List<String> cells = new ArrayList<>(List.of(area, ""));
    for (String input : SharingQuestion.INPUTS) {
      cells.add(values(input).isEmpty() ? "-" : String.join("; ", values(input)));
    }
    cells.addAll(
        List.of(
            decision.code(),
            modality,
            String.join("; ", conditions),
            String.join("; ", grounds),
            dpv,
            certainty.code(),
            reviewBy.toString(),
            source,
            reasonNl,
            reasonEn));
    return cells;
  }
}
