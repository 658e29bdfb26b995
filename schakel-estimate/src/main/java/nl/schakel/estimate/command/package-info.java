// SPDX-License-Identifier: EUPL-1.2
/**
 * The command line around the library: reading options, printing a table, JSON or an HTML report.
 */
@NullMarked
package nl.schakel.estimate.command;

import org.jspecify.annotations.NullMarked;
