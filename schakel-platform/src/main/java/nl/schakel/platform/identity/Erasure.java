// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.time.Instant;
import nl.schakel.platform.access.AccountId;

/** One line of the erasure ledger. */
record Erasure(PersonId person, Instant at, String ground, AccountId account) {}
