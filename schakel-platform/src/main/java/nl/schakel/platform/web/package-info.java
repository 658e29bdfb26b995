// SPDX-License-Identifier: EUPL-1.2
/** What every page and every answer of the API have in common. */
@ApplicationModule(
    displayName = "Web",
    allowedDependencies = {})
@NullMarked
package nl.schakel.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
