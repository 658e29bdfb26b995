// SPDX-License-Identifier: EUPL-1.2
/** The command line, its files and its report. */
@NullMarked
package nl.schakel.linkage.command;

import org.jspecify.annotations.NullMarked;
