// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.UUID;
import nl.schakel.platform.web.NotFound;

/** No question with this identifier. */
public class HelpQuestionNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public HelpQuestionNotFound(Object id) {
    super("question", id);
  }

  /** Reads an identifier from an address; what is none is nothing that exists. */
  public static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new HelpQuestionNotFound("without a valid id");
    }
  }
}
