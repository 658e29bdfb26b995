// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** A version of the model was asked for, proposed, put in force or passed by. */
record LinkModelChanged(int version, LinkModel.State state) implements AuditEvent {

  @Override
  public String activity() {
    return "identity.model";
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }

  @Override
  public String object() {
    return "model/" + version;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("state", state.code());
  }
}
