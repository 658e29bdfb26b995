// SPDX-License-Identifier: EUPL-1.2
/** Rules of the house that hold for every room, and the documents that are written from code. */
@NullMarked
package nl.schakel.platform.architecture;

import org.jspecify.annotations.NullMarked;
