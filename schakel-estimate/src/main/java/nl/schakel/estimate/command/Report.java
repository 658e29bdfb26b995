// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import nl.schakel.estimate.SafeTable;
import nl.schakel.estimate.StrataStudy;
import nl.schakel.estimate.Study;

/** The written forms of a result: JSON, JSON that may leave the house, HTML, and a fingerprint. */
public final class Report {
  /** Version of the library; a new one when any number may differ for the same input and seed. */
  public static final String VERSION = "1.0";

  private static final Set<String> PERSONS =
      Set.of(
          "observed",
          "population",
          "hidden",
          "low",
          "high",
          "size",
          "estimate",
          "average",
          "truth",
          "meanEstimate",
          "standardError");

  /**
   * Numbers that follow from the exact counts and from nothing else: with enough decimals, or as
   * distances between models, they name one table among all that round to what is shown.
   */
  private static final Set<String> TELLS_COUNTS =
      Set.of("bic", "aic", "logLikelihood", "deviance", "weight", "seLogHidden", "tau");

  private Report() {}

  /** Writes all that a run found, with full precision; exact counts make it a paper for inside. */
  public static String json(Study.Result result, Optional<StrataStudy> strata) {
    return Json.write(document(result, strata));
  }

  /**
   * Writes a run without what exact counts follow from: numbers of persons are multiples of five,
   * those below five, the criteria of fit and the exact errors are left out.
   */
  public static String safeJson(Study.Result result, Optional<StrataStudy> strata) {
    return Json.write(safe("", document(result, strata)));
  }

  /** Writes one page that may leave the house, self-contained. */
  public static String html(
      Study.Result result, String source, Language language, boolean rounded) {
    return HtmlReport.of(result, source, language, rounded);
  }

  /** SHA-256 of every number and word of a run, the time it took left out, in hexadecimal. */
  public static String fingerprint(Study.Result result, Optional<StrataStudy> strata) {
    String text = Json.write(timeless(document(result, strata)));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> document(Study.Result result, Optional<StrataStudy> strata) {
    return strata.map(s -> ResultJson.of(s, result)).orElseGet(() -> ResultJson.of(result));
  }

  private static Object timeless(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach(
            (key, inner) -> {
              if (!key.equals("seconds")) {
                kept.put(String.valueOf(key), timeless(inner));
              }
            });
        yield kept;
      }
      case List<?> list -> list.stream().map(Report::timeless).toList();
      default -> value;
    };
  }

  private static Object safe(String name, Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach(
            (key, inner) -> {
              String field = String.valueOf(key);
              if (!TELLS_COUNTS.contains(field)) {
                kept.put(field, safe(field, inner));
              }
            });
        yield kept;
      }
      case List<?> list -> list.stream().map(inner -> safe(name, inner)).toList();
      case OptionalDouble number ->
          number.isPresent() ? safe(name, (Object) number.getAsDouble()) : number;
      case Number number when PERSONS.contains(name) -> persons(number.doubleValue());
      default -> value;
    };
  }

  private static Object persons(double number) {
    return Double.isFinite(number) && number >= SafeTable.SMALLEST
        ? SafeTable.rounded(Math.round(number))
        : OptionalDouble.empty();
  }
}
