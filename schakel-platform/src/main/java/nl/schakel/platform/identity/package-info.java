// SPDX-License-Identifier: EUPL-1.2
/**
 * The vault: who a person is, sealed under a key per person, with one way out that is logged before
 * it opens.
 */
@ApplicationModule(
    displayName = "Identity",
    allowedDependencies = {"database", "web", "command", "access", "audit", "sharing"})
@NullMarked
package nl.schakel.platform.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
