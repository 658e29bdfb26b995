// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Instant;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;

/**
 * The taking in of one file, as far as it is.
 *
 * @param size size of the file, bytes
 * @param format empty until the header was read
 * @param uploaded whether it came through page or API
 * @param rowsRead accepted, repeated and refused rows together
 * @param lastLine last line of the file that was dealt with
 * @param haltedAt when its sender stopped it; empty while it may go on
 */
public record Import(
    ImportId id,
    OrganisationId organisation,
    long size,
    Optional<ImportFormat> format,
    ImportState state,
    boolean uploaded,
    long rowsRead,
    long accepted,
    long repeated,
    long refused,
    long lastLine,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Instant> haltedAt) {

  /** Stays where it is until the sender has it go on. */
  public boolean halted() {
    return haltedAt.isPresent() && !state.ended();
  }

  /** Whether the sender may stop it: the file is here and not all of it was dealt with. */
  public boolean canHalt() {
    return haltedAt.isEmpty() && state.canRun();
  }

  /** Whether the sender may have it go on; a file beside the program is not here to be read. */
  public boolean canGoOn() {
    return halted() && uploaded;
  }
}
