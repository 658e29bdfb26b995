// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.util.List;
import nl.schakel.platform.command.Command;
import org.springframework.stereotype.Component;

/** {@code ./schakel verify-log}: is the audit log whole, and if not, where is it not. */
@Component
class VerifyLog implements Command {
  private final LogCheck check;

  VerifyLog(LogCheck check) {
    this.check = check;
  }

  @Override
  public String name() {
    return "verify-log";
  }

  @Override
  public String usage() {
    return "verify-log                    recompute the chain of the audit log and name every line that does not fit";
  }

  @Override
  public int run(List<String> arguments) {
    LogCheck.Outcome outcome = check.check();
    System.out.printf(
        "%d lines, head at position %d with hash %s, compared with %d anchors.%n",
        outcome.lines(),
        outcome.head(),
        outcome.headHash().isEmpty() ? "none" : outcome.headHash(),
        outcome.anchors());
    if (outcome.whole()) {
      System.out.println("The log is whole.");
      return 0;
    }
    outcome.faults().forEach(fault -> System.out.println(sentence(fault)));
    System.out.printf("The log is NOT whole: %d faults.%n", outcome.faultCount());
    return 1;
  }

  private static String sentence(LogCheck.Fault fault) {
    String line = fault.entry().map(entry -> "line " + entry).orElse("no line known");
    return switch (fault.kind()) {
      case CHANGED_OR_MOVED ->
          "position %d: %s was changed, or stands in the place of another"
              .formatted(fault.position(), line);
      case REMOVED -> "position %d: %s was removed".formatted(fault.position(), line);
      case CHAIN_BROKEN ->
          "position %d: the chain has a gap; lines were removed here".formatted(fault.position());
      case INSERTED -> "no position: %s was inserted beside the chain".formatted(line);
      case REWRITTEN ->
          "position %d: the chain is not the one that was anchored here; it was rewritten or cut off (%s)"
              .formatted(fault.position(), line);
    };
  }
}
