// SPDX-License-Identifier: EUPL-1.2
/**
 * What may be shared with whom, for what and why: the guide (Dutch: handreiking) as decision tables
 * that run.
 */
@ApplicationModule(
    displayName = "Sharing",
    allowedDependencies = {"access", "audit", "command", "database", "organisation", "web"})
@NullMarked
package nl.schakel.platform.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
