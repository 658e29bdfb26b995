// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Instant;
import java.util.List;
import nl.schakel.platform.access.OrganisationId;

/**
 * What everybody may read of a release.
 *
 * @param publisher name of the organisation
 * @param newest version that is public now
 * @param erasedSince whether persons were erased from its set after freezing, told from the next
 *     quarter on
 */
public record Publication(
    Release release,
    OrganisationId organisation,
    String publisher,
    List<ReleaseTable> tables,
    List<Release> versions,
    int newest,
    String setName,
    int setVersion,
    Instant frozenAt,
    String sha256,
    Wording series,
    Wording seriesWarning,
    List<Break> breaks,
    boolean erasedSince) {

  /** A day from which the series cannot be compared with before. */
  public record Break(String from, Wording text) {}

  public String path() {
    return "/publications/%s/v%d".formatted(release.publication(), release.version());
  }
}
