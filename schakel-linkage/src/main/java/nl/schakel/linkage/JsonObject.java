// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A JSON object that is read name by name; what was never asked for is an error, not ignored. */
final class JsonObject {
  private final String place;
  private final Map<?, ?> values;
  private final Set<String> asked = new HashSet<>();

  private JsonObject(String place, Map<?, ?> values) {
    this.place = place;
    this.values = values;
  }

  static JsonObject of(String place, Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(place, map);
    }
    throw new InvalidInput(place + ": expected an object in braces");
  }

  private Optional<Object> find(String name) {
    asked.add(name);
    return Optional.ofNullable(values.get(name));
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  Optional<String> text(String name) {
    return find(name).map(v -> asText(name, v));
  }

  private String asText(String name, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new InvalidInput(place + "." + name + ": expected a text in quotes");
  }

  OptionalDouble number(String name) {
    Optional<Object> value = find(name);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (value.get() instanceof Double number) {
      return OptionalDouble.of(number);
    }
    throw new InvalidInput(place + "." + name + ": expected a number");
  }

  double number(String name, double otherwise) {
    return number(name).orElse(otherwise);
  }

  long whole(String name, long otherwise, long low, long high) {
    double value = number(name, otherwise);
    LevelSettings.range(place + "." + name, value, low, high);
    if (value != Math.rint(value)) {
      throw new InvalidInput(place + "." + name + ": expected a whole number");
    }
    return (long) value;
  }

  boolean truth(String name, boolean otherwise) {
    Object value = find(name).orElse(otherwise);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new InvalidInput(place + "." + name + ": expected true or false");
  }

  List<?> list(String name) {
    Object value = find(name).orElse(List.of());
    if (value instanceof List<?> list) {
      return list;
    }
    throw new InvalidInput(place + "." + name + ": expected a list in brackets");
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object value : list(name)) {
      texts.add(asText(name, value));
    }
    return texts;
  }

  double[] numbers(String name) {
    double[] numbers = new double[list(name).size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(list(name).get(i) instanceof Double number)) {
        throw new InvalidInput(place + "." + name + ": expected numbers");
      }
      numbers[i] = number;
    }
    return numbers;
  }

  JsonObject object(String name) {
    return of(place + "." + name, find(name).orElse(Map.of()));
  }

  String place() {
    return place;
  }

  Set<String> names() {
    Set<String> names = new java.util.LinkedHashSet<>();
    values.keySet().forEach(k -> names.add(String.valueOf(k)));
    return names;
  }

  /** Fails when there is a name that nobody asked for. */
  void finish() {
    for (String name : names()) {
      if (!asked.contains(name)) {
        throw new InvalidInput(
            "%s: '%s' is not known here; known are %s"
                .formatted(place, name, String.join(", ", new java.util.TreeSet<>(asked))));
      }
    }
  }
}
