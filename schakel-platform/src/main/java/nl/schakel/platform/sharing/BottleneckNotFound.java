// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.UUID;
import nl.schakel.platform.web.NotFound;

/** No bottleneck with this identifier. */
public class BottleneckNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public BottleneckNotFound(Object id) {
    super("bottleneck", id);
  }

  /** Reads an identifier from an address; what is none is nothing that exists. */
  public static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new BottleneckNotFound("without a valid id");
    }
  }
}
