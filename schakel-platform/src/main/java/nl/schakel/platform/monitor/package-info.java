// SPDX-License-Identifier: EUPL-1.2
/**
 * What is seen, what is not, and where it falls: safe figures, published estimates, the drop alert
 * and the overlap of sources. Dutch: monitor.
 */
@NullMarked
package nl.schakel.platform.monitor;

import org.jspecify.annotations.NullMarked;
