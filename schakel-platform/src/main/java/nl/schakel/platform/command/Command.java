// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.command;

import java.util.List;

/** A verb of the command line, such as {@code ./schakel overlap}. Rooms bring their own. */
public interface Command {
  String name();

  /** One line for {@code ./schakel help}. */
  String usage();

  /**
   * Does the work and prints for people on standard output.
   *
   * @return the exit code; 0 only when all was done
   */
  int run(List<String> arguments);
}
