// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.UUID;
import nl.schakel.platform.web.NotFound;

/** No agreement, consent or share has this id, or it is somebody else's. */
public class SharingNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  SharingNotFound(String what, Object id) {
    super(what, id);
  }

  /** Reads an id from an address; what is no id is nothing that exists. */
  public static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new SharingNotFound("sharing", "without a valid id");
    }
  }
}
