// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.schakel.keyholder.KeyHolderClient;
import nl.schakel.keyholder.Pseudonym;

/** Which numbers the key holder is asked about, and the way to it; nobody is asked without one. */
record KeyHolderDesk(Optional<KeyHolderClient> client, Set<AskedNumber> numbers) {
  KeyHolderDesk {
    numbers = client.isPresent() ? EnumSet.copyOf(numbers) : Set.of();
  }

  /** Of these keys the ones whose numbers are to be asked about. */
  List<LinkingKey> asked(List<LinkingKey> keys) {
    return keys.stream()
        .filter(key -> numbers.stream().anyMatch(number -> number.clear() == key.kind()))
        .toList();
  }

  List<Integer> epochs() {
    return client.orElseThrow().epochs();
  }

  List<String> pseudonyms(AskedNumber number, List<String> written, int epoch) {
    return client.orElseThrow().pseudonyms(number.number(), written, epoch).stream()
        .map(Pseudonym::text)
        .toList();
  }
}
