// SPDX-License-Identifier: EUPL-1.2
/** Pages and API of the directory, and of the accounts and clients of its organisations. */
@NullMarked
package nl.schakel.platform.organisation.web;

import org.jspecify.annotations.NullMarked;
