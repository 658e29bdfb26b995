// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where everybody finds this installation.
 *
 * @param address such as https://schakel.example, without a slash at the end, for links in
 *     documents that leave the site; empty makes them links within the site, never to the name that
 *     a request happens to give
 */
@ConfigurationProperties("schakel.public")
public record PublicAddress(@DefaultValue("") String address) {
  public PublicAddress {
    if (!address.isEmpty() && !address.matches("https?://[^\\s/?#@]+(/[^\\s?#]*[^\\s/?#])?")) {
      throw new IllegalArgumentException(
          "schakel.public.address is %s, expected something like https://schakel.example"
              .formatted(address));
    }
  }
}
