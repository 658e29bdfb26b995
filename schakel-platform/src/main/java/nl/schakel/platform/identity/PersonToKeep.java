// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.List;
import java.util.Optional;

/**
 * A person who is sealed and not kept yet.
 *
 * <p>Guarantee: it tells nobody who the person is; names and numbers are in it as the database will
 * have them, sealed or as digests.
 */
public final class PersonToKeep {
  private final PersonId id;
  private final Optional<SealedPerson> sealed;
  private final List<LinkingKey> keys;

  PersonToKeep(PersonId id, Optional<SealedPerson> sealed, List<LinkingKey> keys) {
    this.id = id;
    this.sealed = sealed;
    this.keys = keys;
  }

  public PersonId id() {
    return id;
  }

  Optional<SealedPerson> sealed() {
    return sealed;
  }

  List<LinkingKey> keys() {
    return keys;
  }
}
