// SPDX-License-Identifier: EUPL-1.2
/**
 * Tables of counts that somebody else made: checked as a whole, kept in versions, shown with their
 * source. Dutch: tabellen van anderen.
 */
@NullMarked
package nl.schakel.platform.monitor.aggregate;

import org.jspecify.annotations.NullMarked;
