// SPDX-License-Identifier: EUPL-1.2
/** The command line around the library: reads a table, protects it, writes it. */
@NullMarked
package nl.schakel.disclosure.command;

import org.jspecify.annotations.NullMarked;
