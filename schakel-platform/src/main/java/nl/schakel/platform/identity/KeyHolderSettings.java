// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The key holder that the vault asks, so that numbers in clear meet pseudonyms of the same numbers.
 *
 * @param address such as {@code https://key-holder.example}; empty means that nobody is asked
 * @param tokenFile file with the token that the key holder gave this installation, readable by its
 *     owner alone
 * @param publicKeys {@code EPOCH:HEX}, with a comma between, as the administrator of the key holder
 *     handed them over
 * @param trust file with certificates in PEM to believe instead of those of the JDK; may be empty
 * @param numbers which numbers are asked about: {@code v-number}, {@code bsn}. Turning a BSN into a
 *     pseudonym is a use of the BSN (UAVG article 46), so name it only with a legal ground.
 * @param batch numbers of one call, 1 to 200; the key holder counts them against its quota
 */
@ConfigurationProperties("schakel.identity.key-holder")
record KeyHolderSettings(
    @DefaultValue("") String address,
    @DefaultValue("") String tokenFile,
    @DefaultValue List<String> publicKeys,
    @DefaultValue("") String trust,
    @DefaultValue("v-number") List<String> numbers,
    @DefaultValue("100") int batch) {
  private static final int LARGEST_BATCH = 200;

  KeyHolderSettings {
    publicKeys = List.copyOf(publicKeys);
    numbers = List.copyOf(numbers);
    if (batch < 1 || batch > LARGEST_BATCH) {
      throw new IllegalArgumentException("batch is 1 to " + LARGEST_BATCH);
    }
  }

  boolean inUse() {
    return !address.isBlank();
  }
}
