// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * One line of the list of errors above a form.
 *
 * @param name the field it leads to; null when it is about the form as a whole
 */
public record FormError(@Nullable String name, String message) {}
