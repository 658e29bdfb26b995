// SPDX-License-Identifier: EUPL-1.2
/** Knows each presumed victim once and never forgets who reported. Dutch: registratie. */
@ApplicationModule(
    displayName = "Register",
    allowedDependencies = {"access", "audit", "organisation", "identity", "report", "sharing"})
@NullMarked
package nl.schakel.platform.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
