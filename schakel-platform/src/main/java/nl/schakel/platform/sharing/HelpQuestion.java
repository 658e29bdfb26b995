// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A question that no rule answers, for the data-protection officer. Dutch: vraag aan de helpdesk.
 *
 * @param remark what the asker added; empty once it was closed without an answer
 * @param closedWhy why there is no answer; empty unless it was closed
 */
public record HelpQuestion(
    UUID id,
    LocalDate askedOn,
    SharingQuestion question,
    String tableVersion,
    String remark,
    HelpState state,
    String closedWhy,
    Optional<CandidateRule> answer) {}
