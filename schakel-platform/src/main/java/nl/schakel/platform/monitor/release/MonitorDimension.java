// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What figures are counted by: into which categories the codes of one field fall.
 *
 * @param field field of a frozen record; one that records do not hold cannot be published
 * @param match "any" puts a person where one of the codes fits; otherwise all codes count
 * @param rule how somebody comes into a category
 * @param ban why it may not be published, when it may not
 */
public record MonitorDimension(
    String code,
    String field,
    @Nullable String codeList,
    @Nullable String match,
    Wording label,
    Wording rule,
    boolean publishable,
    @Nullable Wording ban,
    List<Category> categories) {

  public MonitorDimension {
    categories = List.copyOf(categories);
  }

  /**
   * One category, of which others may be parts.
   *
   * @param takes codes that come here
   * @param several whether who has more than one category comes here
   * @param rest whether every other code comes here
   */
  public record Category(
      String code,
      Wording label,
      @Nullable List<String> takes,
      @Nullable List<Category> parts,
      @Nullable Boolean several,
      @Nullable Boolean rest) {

    public List<String> taken() {
      return takes == null ? List.of() : takes;
    }

    public List<Category> under() {
      return parts == null ? List.of() : parts;
    }

    boolean isSeveral() {
      return Boolean.TRUE.equals(several);
    }

    boolean isRest() {
      return Boolean.TRUE.equals(rest);
    }
  }

  /** Categories that have no parts, in order. */
  public List<Category> leaves() {
    List<Category> leaves = new ArrayList<>();
    categories.forEach(category -> leaves(category, leaves));
    return leaves;
  }

  private static void leaves(Category category, List<Category> into) {
    if (category.under().isEmpty()) {
      into.add(category);
    }
    category.under().forEach(part -> leaves(part, into));
  }

  /** Every category, parents before their parts. */
  public List<Category> all() {
    List<Category> all = new ArrayList<>();
    categories.forEach(category -> all(category, all));
    return all;
  }

  private static void all(Category category, List<Category> into) {
    into.add(category);
    category.under().forEach(part -> all(part, into));
  }

  public Optional<Category> category(String categoryCode) {
    return all().stream().filter(one -> one.code().equals(categoryCode)).findFirst();
  }

  /** Whether these codes fall in a category. */
  boolean takes(List<String> codes) {
    return leaves().stream()
        .anyMatch(leaf -> leaf.isRest() || codes.stream().anyMatch(leaf.taken()::contains));
  }

  /** The one category that these codes fall in. */
  String place(List<String> codes) {
    Set<String> found = new LinkedHashSet<>();
    List<Category> leaves = leaves();
    for (Category leaf : leaves) {
      if (codes.stream().anyMatch(leaf.taken()::contains)) {
        found.add(leaf.code());
      }
    }
    if (found.size() > 1 && !"any".equals(match)) {
      Optional<Category> several = leaves.stream().filter(Category::isSeveral).findFirst();
      if (several.isPresent()) {
        return several.get().code();
      }
    }
    return found.stream()
        .findFirst()
        .or(() -> leaves.stream().filter(Category::isRest).map(Category::code).findFirst())
        .orElseThrow(
            () -> new IllegalStateException("No category of %s for %s".formatted(code, codes)));
  }
}
