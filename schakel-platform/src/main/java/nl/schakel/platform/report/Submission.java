// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import nl.schakel.platform.access.OrganisationId;

/**
 * A report on its way in.
 *
 * @param organisation who reports
 * @param key what makes a retry the same report within the organisation, 1 to 200 characters
 */
public record Submission(
    OrganisationId organisation, Channel channel, String key, RawReport report) {}
