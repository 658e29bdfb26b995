// SPDX-License-Identifier: EUPL-1.2
/** Pages and API of the register. */
@NullMarked
package nl.schakel.platform.register.web;

import org.jspecify.annotations.NullMarked;
