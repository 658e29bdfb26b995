// SPDX-License-Identifier: EUPL-1.2
/**
 * What is seen, what is not, and where it falls: safe figures of the day, published estimates,
 * estimates from the overlap of sources, the drop alert; frozen sets, releases that are protected
 * and approved from them, and the explorer that answers questions about what was published. Dutch:
 * monitor.
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
