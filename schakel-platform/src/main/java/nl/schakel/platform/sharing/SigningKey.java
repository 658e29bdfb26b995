// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Instant;
import java.util.Optional;

/**
 * A key whose signature makes an uploaded table acceptable.
 *
 * @param id first 16 hexadecimal digits of the SHA-256 of the public key
 * @param holder office that holds the private key; no person
 */
public record SigningKey(
    String id, String holder, Instant registeredAt, Optional<Instant> revokedAt) {}
