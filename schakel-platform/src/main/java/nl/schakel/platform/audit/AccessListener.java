// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nl.schakel.platform.access.AccessRefused;
import nl.schakel.platform.access.AccountChanged;
import nl.schakel.platform.access.EntryRefused;
import nl.schakel.platform.access.MachineClientChanged;
import nl.schakel.platform.access.SignInAttempted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes what happens at the gate: sign-ins, refusals, changes of accounts and clients. */
@Component
class AccessListener {
  private final AuditLog auditLog;

  AccessListener(AuditLog auditLog) {
    this.auditLog = auditLog;
  }

  /** What is refused rolls back; its line must not. */
  @EventListener
  void refused(AccessRefused event) {
    auditLog.writeApart(
        event.actor(),
        new GateEvent(
            "access.refuse", "", AuditEvent.Result.REFUSED, Map.of("right", event.right())));
  }

  @EventListener
  void signIn(SignInAttempted event) {
    auditLog.writeFor(
        event.actor(),
        new GateEvent(
            "access.sign-in",
            "account/" + event.actor().account(),
            event.succeeded() ? AuditEvent.Result.DONE : AuditEvent.Result.REFUSED,
            Map.of()));
  }

  /** Nobody is signed in yet, so there is no transaction to join. */
  @EventListener
  void turnedAway(EntryRefused event) {
    Map<String, String> details =
        new HashMap<>(Map.of("way", code(event.way()), "reason", event.reason()));
    if (event.unlogged() > 0) {
      details.put("unlogged", Long.toString(event.unlogged()));
    }
    auditLog.writeApart(
        event.actor(), new GateEvent("access.sign-in", "", AuditEvent.Result.REFUSED, details));
  }

  @EventListener
  void account(AccountChanged event) {
    auditLog.write(
        new GateEvent(
            "access.account-" + code(event.change()),
            "account/" + event.account(),
            AuditEvent.Result.DONE,
            Map.of(
                "roles",
                event.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))));
  }

  @EventListener
  void client(MachineClientChanged event) {
    auditLog.write(
        new GateEvent(
            "access.client-" + code(event.change()),
            "machine-client/" + event.client(),
            AuditEvent.Result.DONE,
            Map.of()));
  }

  private static String code(Enum<?> change) {
    return change.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private record GateEvent(
      String activity, String object, Result result, Map<String, String> details)
      implements AuditEvent {
    @Override
    public Purpose purpose() {
      return Purpose.SECURITY;
    }
  }
}
