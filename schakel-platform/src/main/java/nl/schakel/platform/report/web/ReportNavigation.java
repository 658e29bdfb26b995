// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.web.NavigationGroup;
import nl.schakel.platform.web.NavigationItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The places of this room in the main menu. */
@Configuration(proxyBeanMethods = false)
class ReportNavigation {
  @Bean
  NavigationItem reportsItem() {
    return new NavigationItem(
        NavigationGroup.REPORT, 20, "/reports", "report.nav.new", ReportRights.DRAFT);
  }

  @Bean
  NavigationItem sentReportsItem() {
    return new NavigationItem(
        NavigationGroup.REPORT, 22, "/sent-reports", "report.nav.sent", ReportRights.READ);
  }

  @Bean
  NavigationItem fieldListsItem() {
    return new NavigationItem(
        NavigationGroup.RULES,
        70,
        "/field-lists",
        "report.nav.field-lists",
        ReportRights.FIELD_LISTS);
  }

  @Bean
  NavigationItem linkageRoutesItem() {
    return new NavigationItem(
        NavigationGroup.RULES,
        71,
        "/linkage-routes",
        "report.nav.routes",
        ReportRights.LINKAGE_ROUTES);
  }
}
