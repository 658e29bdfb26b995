// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Cases that can be shared; the room that keeps them implements it, with its own rights. */
public interface ShareableCases {
  /** What kind of case this is, a word that stands in addresses: {@code report}, {@code victim}. */
  String kind();

  /** Whether whoever is at work may open cases of this kind at all. */
  boolean open();

  /** The newest cases of whoever is at work; nothing about the person. */
  List<Choice> newest(int most);

  /** One case, with a line in the log; empty when it is not there, or somebody else's. */
  Optional<SharedCase> read(UUID id);

  /**
   * What people call the cases in which these reports are, as far as whoever is at work may know.
   */
  Map<UUID, String> labels(Collection<UUID> reports);

  /** One line to choose from. */
  record Choice(UUID id, String label, LocalDate day) {}
}
