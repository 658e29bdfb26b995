// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import nl.schakel.platform.access.AccessRights;
import nl.schakel.platform.organisation.OrganisationRights;
import nl.schakel.platform.web.NavigationGroup;
import nl.schakel.platform.web.NavigationItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The places of this room in the main menu. */
@Configuration(proxyBeanMethods = false)
class OrganisationNavigation {
  @Bean
  NavigationItem organisationsItem() {
    return new NavigationItem(
        NavigationGroup.MANAGE,
        70,
        "/organisations",
        "organisation.navigation",
        OrganisationRights.READ);
  }

  @Bean
  NavigationItem accountsItem() {
    return new NavigationItem(
        NavigationGroup.MANAGE, 80, "/accounts", "account.navigation", AccessRights.KEEP_ACCOUNTS);
  }

  @Bean
  NavigationItem clientsItem() {
    return new NavigationItem(
        NavigationGroup.MANAGE,
        81,
        "/machine-clients",
        "client.navigation",
        AccessRights.KEEP_ACCOUNTS);
  }
}
