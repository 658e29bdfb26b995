// SPDX-License-Identifier: EUPL-1.2
/** Verbs of the command line beside the running application. */
@ApplicationModule(
    displayName = "Command",
    allowedDependencies = {})
@NullMarked
package nl.schakel.platform.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
