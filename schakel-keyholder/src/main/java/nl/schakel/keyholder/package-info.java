// SPDX-License-Identifier: EUPL-1.2
/**
 * The key holder: a process of its own, run by somebody else than the register, that turns numbers
 * into pseudonyms without seeing either; and what reporters need to ask it.
 */
@NullMarked
package nl.schakel.keyholder;

import org.jspecify.annotations.NullMarked;
