// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.UUID;

/** A person took consent back, or a parent's consent turned out not to count. */
record ConsentWithdrawn(UUID consent) {}
