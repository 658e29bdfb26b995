// SPDX-License-Identifier: EUPL-1.2
/**
 * The directory of the chain: organisations with their type, region and other names. Dutch:
 * organisatiegids.
 */
@ApplicationModule(
    displayName = "Organisation",
    allowedDependencies = {"access", "audit", "database", "web", "command"})
@NullMarked
package nl.schakel.platform.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
