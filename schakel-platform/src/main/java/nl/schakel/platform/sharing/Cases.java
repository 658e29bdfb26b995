// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** All cases that rooms let be shared. */
@Component
class Cases {
  private final Collection<ShareableCases> rooms;

  Cases(Collection<ShareableCases> rooms) {
    this.rooms = rooms;
  }

  /** One case; "not yours" is "not there". */
  SharedCase read(String kind, UUID id) {
    return rooms.stream()
        .filter(room -> room.kind().equals(kind) && room.open())
        .findFirst()
        .flatMap(room -> room.read(id))
        .orElseThrow(() -> new SharingNotFound("case", id));
  }

  Map<String, List<ShareableCases.Choice>> newest(int most) {
    Map<String, List<ShareableCases.Choice>> newest = new LinkedHashMap<>();
    rooms.stream()
        .filter(ShareableCases::open)
        .forEach(room -> newest.put(room.kind(), room.newest(most)));
    return newest;
  }

  Map<UUID, String> labels(Collection<UUID> reports) {
    Map<UUID, String> labels = new HashMap<>();
    rooms.stream()
        .filter(ShareableCases::open)
        .forEach(room -> labels.putAll(room.labels(reports)));
    return labels;
  }
}
