// SPDX-License-Identifier: EUPL-1.2
/** Pages and API of reports, drafts and field lists. */
@NullMarked
package nl.schakel.platform.report.web;

import org.jspecify.annotations.NullMarked;
