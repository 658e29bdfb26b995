// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.List;
import java.util.Optional;

/**
 * What another room knows of a person that helps to tell whether two are one; no name.
 *
 * @param sex code, {@code unknown} when not known
 * @param nationalities codes; empty when not known
 * @param birthYear year of birth when one was given
 * @param bornFrom earliest year of birth that fits what was said about age
 * @param bornTo latest one
 * @param places codes of municipalities; empty when not known
 */
public record KnownFacts(
    PersonId person,
    String sex,
    List<String> nationalities,
    Optional<Integer> birthYear,
    Optional<Integer> bornFrom,
    Optional<Integer> bornTo,
    List<String> places) {
  public KnownFacts {
    nationalities = List.copyOf(nationalities);
    places = List.copyOf(places);
  }
}
