// SPDX-License-Identifier: EUPL-1.2
/** Sign-in, home and the frame around every page. */
@NullMarked
package nl.schakel.platform.access.web;

import org.jspecify.annotations.NullMarked;
