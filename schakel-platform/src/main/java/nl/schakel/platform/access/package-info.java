// SPDX-License-Identifier: EUPL-1.2
/** Who may do and see what: accounts, roles and the one gate for pages, API, lists and exports. */
@ApplicationModule(
    displayName = "Access",
    allowedDependencies = {"database", "web"})
@NullMarked
package nl.schakel.platform.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
