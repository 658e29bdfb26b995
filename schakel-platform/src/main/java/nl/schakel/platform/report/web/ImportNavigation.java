// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import nl.schakel.platform.report.ImportRights;
import nl.schakel.platform.web.NavigationGroup;
import nl.schakel.platform.web.NavigationItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The place of files in the main menu. */
@Configuration(proxyBeanMethods = false)
class ImportNavigation {
  @Bean
  NavigationItem importFiles() {
    return new NavigationItem(
        NavigationGroup.REPORT, 24, "/reports/imports", "import.nav", ImportRights.IMPORT);
  }
}
