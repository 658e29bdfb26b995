// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One of two organisations that want to know how many numbers both have, and nothing else.
 *
 * <p>Each blinds the points of its numbers with a secret of its own; twice blinded points are equal
 * when the numbers are, whoever blinded first (B. Huberman, M. Franklin, T. Hogg, 1999). The one
 * who answers gives the twice blinded points back in another order, so that the one who asks learns
 * how many are shared and not which (E. De Cristofaro, P. Gasti, G. Tsudik, 2012).
 *
 * <p>Guarantee, as long as both follow the steps: the one who asks learns how many numbers the
 * other has and how many are shared, rounded to {@value #ROUNDED_TO}; the one who answers learns
 * how many the other has. Not stopped: numbers that somebody puts in to find out about them, and
 * counting again after one number more. So a person decides that a count is made, at most once for
 * a period and a pair. Make a new object, and with it a new secret, for each count.
 */
public final class SharedCount {
  /** The step of the answer. */
  public static final int ROUNDED_TO = 5;

  private static final byte[] TAG =
      "schakel/shared-count/P256_XMD:SHA-256_SSWU_RO_".getBytes(StandardCharsets.US_ASCII);

  private final BigInteger secret;
  private final SecureRandom random;
  private final List<Element> blinded;

  /** Blinds numbers; one that is there twice counts once. */
  public SharedCount(List<byte[]> numbers, SecureRandom random) {
    this.random = random;
    this.secret = Scalars.from(random).get();
    List<Element> made = new ArrayList<>();
    Set<Element> seen = new HashSet<>();
    for (byte[] number : numbers) {
      Point point =
          HashToCurve.point(number, TAG)
              .orElseThrow(() -> new InvalidElement("This number leads to the identity"));
      Element element = new Element(P256.multiply(point, secret));
      if (seen.add(element)) {
        made.add(element);
      }
    }
    this.blinded = shuffled(made);
  }

  /** What goes to the other one, in an order that says nothing. */
  public List<Element> blinded() {
    return blinded;
  }

  /** Blinds what the other one blinded, and gives it back in another order. */
  public List<Element> blindAgain(List<Element> others) {
    refuseRepeats(others);
    return shuffled(twice(others));
  }

  private List<Element> twice(List<Element> others) {
    return others.stream()
        .map(element -> new Element(P256.multiply(element.point(), secret)))
        .toList();
  }

  /**
   * How many numbers both have, rounded to {@value #ROUNDED_TO}; 0 also stands for one or two.
   *
   * @param ownTwice the own numbers as the other one gave them back
   * @param others the numbers of the other one, blinded once
   * @throws InvalidElement when the answer does not fit what was asked
   */
  public int count(List<Element> ownTwice, List<Element> others) {
    refuseRepeats(ownTwice);
    refuseRepeats(others);
    if (ownTwice.size() != blinded.size()) {
      throw new InvalidElement(
          "%d elements came back, expected %d".formatted(ownTwice.size(), blinded.size()));
    }
    Set<Element> own = new HashSet<>(ownTwice);
    long shared = twice(others).stream().filter(own::contains).count();
    return Math.toIntExact((shared + ROUNDED_TO / 2) / ROUNDED_TO * ROUNDED_TO);
  }

  private static void refuseRepeats(List<Element> elements) {
    if (new HashSet<>(elements).size() < elements.size()) {
      throw new InvalidElement("An element is there twice");
    }
  }

  private List<Element> shuffled(List<Element> elements) {
    List<Element> order = new ArrayList<>(elements);
    Collections.shuffle(order, random);
    return List.copyOf(order);
  }

  /** Prints nothing of the numbers. */
  @Override
  public String toString() {
    return "SharedCount of %d".formatted(blinded.size());
  }
}
