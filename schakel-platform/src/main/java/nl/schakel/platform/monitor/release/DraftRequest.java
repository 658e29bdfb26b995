// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Instant;

/**
 * What to draft.
 *
 * @param monitor code of a monitor, shipped or saved at the explorer
 * @param publishAt embargo: from when everybody may read it, once approved
 * @param changeNote what this version changes and why; empty for a first version
 */
public record DraftRequest(FrozenSetId set, String monitor, Instant publishAt, String changeNote) {}
