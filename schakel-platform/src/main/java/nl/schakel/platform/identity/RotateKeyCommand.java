// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.List;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.command.Command;
import org.springframework.stereotype.Component;

/** Gives the vault a new primary key; what the old ones closed, they still open. */
@Component
class RotateKeyCommand implements Command {
  private final VaultKeys keys;
  private final Gate gate;
  private final AuditLog auditLog;

  RotateKeyCommand(VaultKeys keys, Gate gate, AuditLog auditLog) {
    this.keys = keys;
    this.gate = gate;
    this.auditLog = auditLog;
  }

  @Override
  public String name() {
    return "rotate-vault-key";
  }

  @Override
  public String usage() {
    return "rotate-vault-key              new primary key for the identity vault; restart Schakel after it";
  }

  @Override
  public int run(List<String> arguments) {
    gate.asSystem(() -> auditLog.writeApart(gate.actor().orElseThrow(), new VaultKeyRotated()));
    keys.rotate();
    System.out.printf(
        "%s has a new primary key. Copy the file to where you keep it safe, and restart every running Schakel now.%n",
        keys.file());
    return 0;
  }
}
