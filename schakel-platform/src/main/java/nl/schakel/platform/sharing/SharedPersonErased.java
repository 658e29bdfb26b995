// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.UUID;

/** The vault holds nothing of this person any more. */
public record SharedPersonErased(UUID person) {}
