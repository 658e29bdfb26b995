// SPDX-License-Identifier: EUPL-1.2
/** Pages and API of the figures. */
@NullMarked
package nl.schakel.platform.monitor.web;

import org.jspecify.annotations.NullMarked;
