// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A dimension of a table: categories in a tree under an implicit total.
 *
 * <p>Each leaf stands for one or more codes of the records ({@link #bases}), so that tables with
 * coarse and fine categories of the same thing can be compared.
 */
public final class Dimension {
  /** The code of the total. */
  public static final String TOTAL = "*";

  private final String name;
  private final List<String> codes;
  private final int[] parents;
  private final int[] leafNodes;
  private final List<String> leaves;
  private final int[][] leavesUnder;
  private final List<Set<String>> bases;
  private final Map<String, Integer> nodes = new HashMap<>();

  private Dimension(String name, Map<String, String> tree, Map<String, Set<String>> basesOfLeaves) {
    if (name.isBlank()) {
      throw new InvalidTable(name, "name", "a dimension without a name");
    }
    if (tree.isEmpty()) {
      throw new InvalidTable(name, "empty", "%s: a dimension without categories".formatted(name));
    }
    this.name = name;
    codes = new ArrayList<>(List.of(TOTAL));
    nodes.put(TOTAL, 0);
    for (String code : tree.keySet()) {
      if (code.isBlank() || nodes.put(code, codes.size()) != null) {
        throw new InvalidTable(
            name,
            "code",
            "%s: category '%s' is empty, '%s' or there twice".formatted(name, code, TOTAL));
      }
      codes.add(code);
    }
    parents = new int[codes.size()];
    boolean[] hasChild = new boolean[codes.size()];
    tree.forEach(
        (code, parent) -> {
          int above = parentNode(code, parent);
          parents[node(code)] = above;
          hasChild[above] = true;
        });
    leafNodes = leafNodes(hasChild);
    leaves = Arrays.stream(leafNodes).mapToObj(codes::get).toList();
    leavesUnder = leavesUnder();
    bases = new ArrayList<>();
    for (int leaf : leafNodes) {
      String code = codes.get(leaf);
      bases.add(Set.copyOf(basesOfLeaves.getOrDefault(code, Set.of(code))));
    }
    checkBases();
  }

  private int parentNode(String code, String parent) {
    Integer node = parent.isEmpty() ? Integer.valueOf(0) : nodes.get(parent);
    if (node == null) {
      throw new InvalidTable(
          name, "parent", "%s: %s has the unknown parent '%s'".formatted(name, code, parent));
    }
    return node;
  }

  private static int[] leafNodes(boolean[] hasChild) {
    List<Integer> leaves = new ArrayList<>();
    for (int node = 1; node < hasChild.length; node++) {
      if (!hasChild[node]) {
        leaves.add(node);
      }
    }
    return leaves.stream().mapToInt(Integer::intValue).toArray();
  }

  private int[][] leavesUnder() {
    List<List<Integer>> under = new ArrayList<>();
    codes.forEach(code -> under.add(new ArrayList<>()));
    for (int leaf = 0; leaf < leafNodes.length; leaf++) {
      int steps = 0;
      for (int node = leafNodes[leaf]; node != 0; node = parents[node]) {
        under.get(node).add(leaf);
        if (steps++ > codes.size()) {
          throw loop();
        }
      }
      under.getFirst().add(leaf);
    }
    if (under.stream().anyMatch(List::isEmpty)) {
      throw loop();
    }
    return under.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private InvalidTable loop() {
    return new InvalidTable(name, "parent", name + ": a category is its own ancestor");
  }

  private void checkBases() {
    Set<String> seen = new TreeSet<>();
    for (Set<String> of : bases) {
      for (String base : of) {
        if (!seen.add(base)) {
          throw new InvalidTable(
              name, "code", "%s: '%s' belongs to two categories".formatted(name, base));
        }
      }
    }
  }

  /** Makes a dimension without a tree. */
  public static Dimension of(String name, String... codes) {
    return of(name, Arrays.asList(codes));
  }

  /** Makes a dimension without a tree. */
  public static Dimension of(String name, Collection<String> codes) {
    Map<String, String> tree = new LinkedHashMap<>();
    for (String code : codes) {
      if (tree.put(code, "") != null) {
        throw new InvalidTable(name, "code", "%s: '%s' is there twice".formatted(name, code));
      }
    }
    return new Dimension(name, tree, Map.of());
  }

  /**
   * Makes a dimension with a tree.
   *
   * @param parents the parent of each category in the order of the table, empty at the top; who is
   *     nobody's parent is a leaf
   */
  public static Dimension tree(String name, Map<String, String> parents) {
    return new Dimension(name, parents, Map.of());
  }

  /**
   * Makes a dimension with a tree, whose leaves each stand for several codes of the records.
   *
   * @param parents as for a tree
   * @param groups the codes of each leaf
   */
  public static Dimension tree(
      String name, Map<String, String> parents, Map<String, ? extends Collection<String>> groups) {
    Map<String, Set<String>> bases = new HashMap<>();
    groups.forEach((code, of) -> bases.put(code, new TreeSet<>(of)));
    return new Dimension(name, parents, bases);
  }

  /** Makes a dimension whose categories each stand for several codes of the records. */
  public static Dimension grouped(String name, Map<String, ? extends Collection<String>> groups) {
    Map<String, String> tree = new LinkedHashMap<>();
    Map<String, Set<String>> bases = new HashMap<>();
    groups.forEach(
        (code, of) -> {
          tree.put(code, "");
          bases.put(code, new TreeSet<>(of));
        });
    return new Dimension(name, tree, bases);
  }

  /** Returns this dimension with these categories, leaves or parents, as the leaves; no tree. */
  public Dimension at(String... categories) {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (String code : categories) {
      Set<String> all = new TreeSet<>();
      for (int leaf : leavesUnder(node(code))) {
        all.addAll(bases.get(leaf));
      }
      groups.put(code, all);
    }
    return grouped(name, groups);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the codes of the leaves in order. */
  public List<String> leaves() {
    return leaves;
  }

  /** Returns all codes in order, the total first. */
  public List<String> codes() {
    return List.copyOf(codes);
  }

  /** Returns the codes of the records that the category, a leaf, a parent or the total, holds. */
  public Set<String> bases(String code) {
    Set<String> all = new TreeSet<>();
    for (int leaf : leavesUnder(node(code))) {
      all.addAll(bases.get(leaf));
    }
    return all;
  }

  /** Returns the parent of a category; the total for those at the top. */
  public String parent(String code) {
    return codes.get(parents[node(code)]);
  }

  int size() {
    return codes.size();
  }

  int leafCount() {
    return leafNodes.length;
  }

  int leafNode(int leaf) {
    return leafNodes[leaf];
  }

  int parent(int node) {
    return parents[node];
  }

  boolean isLeaf(int node) {
    return node != 0 && leavesUnder[node].length == 1 && leafNodes[leavesUnder[node][0]] == node;
  }

  String code(int node) {
    return codes.get(node);
  }

  int[] leavesUnder(int node) {
    return leavesUnder[node];
  }

  Set<String> basesOfLeaf(int leaf) {
    return bases.get(leaf);
  }

  int node(String code) {
    Integer node = nodes.get(code);
    if (node == null) {
      throw new InvalidTable(
          name,
          "code",
          "%s: unknown category '%s', expected one of %s".formatted(name, code, codes));
    }
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dimension that
        && name.equals(that.name)
        && codes.equals(that.codes)
        && Arrays.equals(parents, that.parents)
        && bases.equals(that.bases);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + codes.hashCode();
  }

  @Override
  public String toString() {
    return name + codes;
  }
}
