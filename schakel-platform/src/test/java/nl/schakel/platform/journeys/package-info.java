// SPDX-License-Identifier: EUPL-1.2
/** Whole stories in a real browser, by the people of the chain. All persons are invented. */
@NullMarked
package nl.schakel.platform.journeys;

import org.jspecify.annotations.NullMarked;
