// SPDX-License-Identifier: EUPL-1.2
/** The auditor's pages. */
@NullMarked
package nl.schakel.platform.audit.web;

import org.jspecify.annotations.NullMarked;
