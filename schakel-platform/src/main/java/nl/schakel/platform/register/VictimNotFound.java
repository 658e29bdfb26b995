// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.UUID;
import nl.schakel.platform.web.NotFound;

/** No victim, or nothing of this victim, has this id. */
public class VictimNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public VictimNotFound(VictimId id) {
    super("victim", id);
  }

  VictimNotFound(String what, UUID id) {
    super(what, id);
  }

  /** No version of the model has this number. */
  public static VictimNotFound model(int version) {
    return new VictimNotFound("model", new UUID(0, version));
  }

  private VictimNotFound() {
    super("victim", "without a valid id");
  }

  /** Reads an id from an address; what is no id is nothing that exists. */
  public static VictimId parse(String text) {
    return new VictimId(parseId(text));
  }

  public static UUID parseId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new VictimNotFound();
    }
  }
}
