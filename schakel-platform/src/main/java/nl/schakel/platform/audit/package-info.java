// SPDX-License-Identifier: EUPL-1.2
/** The append-only, hash-chained log of who did and saw what. Dutch: logboek dataverwerkingen. */
@ApplicationModule(
    displayName = "Audit",
    allowedDependencies = {"access", "database", "web", "command"})
@NullMarked
package nl.schakel.platform.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
