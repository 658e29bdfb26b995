// SPDX-License-Identifier: EUPL-1.2
/**
 * The database that everything is kept in: embedded or external, one role that migrates and one
 * that works.
 */
@ApplicationModule(
    displayName = "Database",
    allowedDependencies = {})
@NullMarked
package nl.schakel.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
