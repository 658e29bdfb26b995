// SPDX-License-Identifier: EUPL-1.2
/** Schakel, the chain against trafficking in human beings; each package below is a room. */
@NullMarked
package nl.schakel.platform;

import org.jspecify.annotations.NullMarked;
