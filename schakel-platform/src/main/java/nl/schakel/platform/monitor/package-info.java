// SPDX-License-Identifier: EUPL-1.2
/**
 * What is seen, what is not, and where it falls: safe figures, published estimates, the drop alert
 * and the overlap of sources. Dutch: monitor.
 */
@ApplicationModule(
    displayName = "Monitor",
    allowedDependencies = {
      "database",
      "web",
      "command",
      "access",
      "audit",
      "organisation",
      "report",
      "register",
      "sharing"
    })
@NullMarked
package nl.schakel.platform.monitor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
