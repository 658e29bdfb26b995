// SPDX-License-Identifier: EUPL-1.2
@NullMarked
package nl.schakel.platform.pages;

import org.jspecify.annotations.NullMarked;
