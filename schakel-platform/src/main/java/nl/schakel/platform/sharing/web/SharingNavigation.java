// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import nl.schakel.platform.web.NavigationItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The place of this room in the main menu, for everybody. */
@Configuration(proxyBeanMethods = false)
class SharingNavigation {
  @Bean
  NavigationItem mayIShareItem() {
    return new NavigationItem(60, "/may-i-share", "sharing.nav.ask", "");
  }
}
