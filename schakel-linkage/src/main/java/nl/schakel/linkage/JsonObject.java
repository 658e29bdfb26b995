// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A JSON object that is read name by name; what was never asked for is an error, not ignored. What
 * is wrong with a value is said with its line and column.
 */
final class JsonObject {
  private final String place;
  private final Map<?, ?> values;
  private final Set<String> asked = new HashSet<>();

  private JsonObject(String place, Map<?, ?> values) {
    this.place = place;
    this.values = values;
  }

  /** The object that a whole file is; the name is for messages. */
  static JsonObject file(String name, String text) {
    Object value = Json.read(name, text);
    if (value instanceof Map<?, ?> map) {
      return new JsonObject("", map);
    }
    throw new InvalidInput(name, 1, 1, "expected an object in braces");
  }

  /** An object without a file. */
  static JsonObject empty() {
    return new JsonObject("", Map.of());
  }

  private static JsonObject of(String place, Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(place, map);
    }
    throw new InvalidInput(place + ": expected an object in braces");
  }

  /** Where a name stands. */
  PlacedMap.Place where(String name) {
    return values instanceof PlacedMap map ? map.place(name) : new PlacedMap.Place(place, 0, 0);
  }

  /** What is made of the value of a name; what is wrong with it gets its place. */
  <T> T at(String name, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (InvalidInput e) {
      throw e.at(where(name));
    }
  }

  InvalidInput wrong(String name, String problem) {
    return new InvalidInput(place(name) + ": " + problem).at(where(name));
  }

  private String place(String name) {
    return place.isEmpty() ? name : place + "." + name;
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
    throw wrong(name, "expected a text in quotes");
  }

  OptionalDouble number(String name) {
    Optional<Object> value = find(name);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (value.get() instanceof Double number) {
      return OptionalDouble.of(number);
    }
    throw wrong(name, "expected a number");
  }

  double number(String name, double otherwise) {
    return number(name).orElse(otherwise);
  }

  long whole(String name, long otherwise, long low, long high) {
    double value = number(name, otherwise);
    at(name, () -> LevelSettings.checked(place(name), value, low, high));
    if (value != Math.rint(value)) {
      throw wrong(name, "expected a whole number");
    }
    return (long) value;
  }

  boolean truth(String name, boolean otherwise) {
    Object value = find(name).orElse(otherwise);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrong(name, "expected true or false");
  }

  List<?> list(String name) {
    Object value = find(name).orElse(List.of());
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name, "expected a list in brackets");
  }

  /** The objects of a list. */
  List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object value : list(name)) {
      objects.add(element(name, objects.size(), value));
    }
    return objects;
  }

  /** One value of a list that has to be an object. */
  JsonObject element(String name, int number, Object value) {
    return at(name, () -> of(place(name) + "[" + number + "]", value));
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
        throw wrong(name, "expected numbers");
      }
      numbers[i] = number;
    }
    return numbers;
  }

  JsonObject object(String name) {
    return at(name, () -> of(place(name), find(name).orElse(Map.of())));
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
                "%s'%s' is not known here; known are %s"
                    .formatted(
                        place.isEmpty() ? "" : place + ": ",
                        name,
                        String.join(", ", new java.util.TreeSet<>(asked))))
            .at(where(name));
      }
    }
  }
}
