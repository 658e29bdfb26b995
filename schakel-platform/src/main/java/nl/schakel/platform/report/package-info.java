// SPDX-License-Identifier: EUPL-1.2
/**
 * Reports of presumed victims: field lists, grounds, intake, drafts and receipts. Dutch: melding.
 */
@ApplicationModule(
    displayName = "Report",
    allowedDependencies = {
      "database",
      "web",
      "command",
      "access",
      "audit",
      "organisation",
      "identity",
      "sharing"
    })
@NullMarked
package nl.schakel.platform.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
