// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the verb and runs it. */
@Component
public class CommandRunner {
  private final List<Command> commands;

  CommandRunner(Collection<Command> commands) {
    this.commands = commands.stream().sorted(Comparator.comparing(Command::name)).toList();
  }

  /** Runs the verb with its arguments; 2 when there is no such verb. */
  public int run(String verb, List<String> arguments) {
    return commands.stream()
        .filter(command -> command.name().equals(verb))
        .findFirst()
        .map(command -> command.run(arguments))
        .orElseGet(() -> unknown(verb));
  }

  private int unknown(String verb) {
    System.err.printf("Schakel does not know '%s'. It knows:%n", verb);
    commands.forEach(command -> System.err.printf("  %s%n", command.usage()));
    return 2;
  }
}
