// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.monitor.release.Wording;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The kinds of tables that come with the application; what breaks a rule is refused at the start.
 */
@Component
public class AggregateKinds {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String CODE = "[a-z][a-z0-9-]{0,39}";

  private final Map<String, AggregateKind> kinds = new LinkedHashMap<>();

  AggregateKinds() {
    this(shipped());
  }

  AggregateKinds(String text) {
    for (AggregateKind kind : MAPPER.readValue(text, File.class).kinds()) {
      check(kind);
      if (kinds.putIfAbsent(kind.code(), kind) != null) {
        throw wrong(kind, "stands twice");
      }
    }
  }

  private record File(String note, int version, List<AggregateKind> kinds) {}

  private static String shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            AggregateKinds.class.getResourceAsStream("/reference/monitors/aggregates.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(AggregateKind kind) {
    said(kind, kind.title(), kind.lead(), kind.definition(), kind.rule());
    Set<String> codes = new HashSet<>();
    for (AggregateKind.Figure figure : kind.figures()) {
      coded(kind, codes, figure.code());
      said(kind, figure.label(), figure.unit());
    }
    Set<String> splits = new HashSet<>();
    for (AggregateKind.Split split : kind.splits()) {
      coded(kind, splits, split.code());
      said(kind, split.label(), split.rule());
      if (split.of().isEmpty() || !codes.containsAll(split.of()) || split.categories().size() < 2) {
        throw wrong(kind, "%s divides an unknown figure or into one part".formatted(split.code()));
      }
      Set<String> categories = new HashSet<>();
      for (AggregateKind.Category category : split.categories()) {
        coded(kind, categories, category.code());
        said(kind, category.label());
      }
    }
    if (codes.isEmpty()) {
      throw wrong(kind, "counts nothing");
    }
  }

  private static void coded(AggregateKind kind, Set<String> known, String code) {
    if (!code.matches(CODE) || !known.add(code)) {
      throw wrong(kind, "the code %s is wrong or stands twice".formatted(code));
    }
  }

  private static void said(AggregateKind kind, Wording... texts) {
    for (Wording text : texts) {
      if (text.nl().isBlank() || text.en().isBlank()) {
        throw wrong(kind, "a text is missing in Dutch or English");
      }
    }
  }

  private static IllegalStateException wrong(AggregateKind kind, String why) {
    return new IllegalStateException("Kind of table %s: %s".formatted(kind.code(), why));
  }

  public List<AggregateKind> all() {
    return List.copyOf(kinds.values());
  }

  public Optional<AggregateKind> kind(String code) {
    return Optional.ofNullable(kinds.get(code));
  }

  static String write(AggregateKind kind) {
    return MAPPER.writeValueAsString(kind);
  }

  static AggregateKind read(String json) {
    return MAPPER.readValue(json, AggregateKind.class);
  }
}
