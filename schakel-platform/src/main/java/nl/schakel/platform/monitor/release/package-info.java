// SPDX-License-Identifier: EUPL-1.2
/**
 * Frozen sets, specifications of monitors, and the desk from which figures go out. Dutch:
 * publicatie.
 */
@NullMarked
package nl.schakel.platform.monitor.release;

import org.jspecify.annotations.NullMarked;
