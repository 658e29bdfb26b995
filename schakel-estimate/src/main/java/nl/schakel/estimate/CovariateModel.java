// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A hierarchical log-linear model over lists and covariates: with each term all its parts, and all
 * main effects.
 *
 * @param variables names of lists and covariates
 * @param terms terms as bit sets over the variables, ascending
 */
public record CovariateModel(List<String> variables, List<Integer> terms) {
  public CovariateModel {
    variables = List.copyOf(variables);
    TreeSet<Integer> closed = new TreeSet<>();
    for (int i = 0; i < variables.size(); i++) {
      closed.add(1 << i);
    }
    for (int term : terms) {
      for (int part = term; part > 0; part = (part - 1) & term) {
        closed.add(part);
      }
    }
    closed.add(0);
    terms = List.copyOf(closed);
  }

  /** The model of main effects. */
  public static CovariateModel mainEffects(List<String> variables) {
    return new CovariateModel(variables, List.of());
  }

  /** Reads a model such as {@code [R1:X1, R2:R4]}; main effects may be left out. */
  public static CovariateModel parse(String text, List<String> variables) {
    String inner = text.strip().replaceFirst("^\\[", "").replaceFirst("]$", "");
    List<Integer> terms = new ArrayList<>();
    for (String term : inner.split(",")) {
      int set = 0;
      for (String name : term.strip().split(":")) {
        int i = variables.indexOf(name.strip());
        if (i < 0 && !name.isBlank()) {
          throw new IllegalArgumentException(
              "no variable '%s', expected one of %s".formatted(name.strip(), variables));
        }
        set |= i < 0 ? 0 : 1 << i;
      }
      terms.add(set);
    }
    return new CovariateModel(variables, terms);
  }

  /** Returns the model with one term, and its parts, more. */
  public CovariateModel with(int term) {
    List<Integer> more = new ArrayList<>(terms);
    more.add(term);
    return new CovariateModel(variables, more);
  }

  /** Returns the model without one term and those that contain it. */
  public CovariateModel without(int term) {
    return new CovariateModel(variables, terms.stream().filter(t -> (t & term) != term).toList());
  }

  /** Returns terms that are in no larger one and have two variables or more. */
  public List<Integer> interactions() {
    return terms.stream()
        .filter(t -> Integer.bitCount(t) > 1)
        .filter(t -> terms.stream().noneMatch(u -> !u.equals(t) && (u & t) == t))
        .toList();
  }

  /** Writes the interactions, lists before covariates, such as {@code [R2:R4, R1:X1]}. */
  public String named() {
    return interactions().stream().map(this::nameOf).toList().toString();
  }

  /** Returns the names of the variables of one term, joined by colons. */
  public String nameOf(int term) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      if ((term >> i & 1) != 0) {
        names.add(variables.get(i));
      }
    }
    return String.join(":", names);
  }

  @Override
  public String toString() {
    return named();
  }
}
