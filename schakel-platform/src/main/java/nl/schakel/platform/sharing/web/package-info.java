// SPDX-License-Identifier: EUPL-1.2
@NullMarked
package nl.schakel.platform.sharing.web;

import org.jspecify.annotations.NullMarked;
