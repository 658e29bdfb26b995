// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the vault's keys are.
 *
 * @param keyset file with the keyset; empty means {@code keys/vault.json} in the data folder, made
 *     on the first start. A file named here must exist.
 */
@ConfigurationProperties("schakel.identity")
record IdentitySettings(@DefaultValue("") String keyset) {}
