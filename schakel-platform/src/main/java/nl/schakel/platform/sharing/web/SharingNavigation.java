// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing.web;

import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.sharing.Bottlenecks;
import nl.schakel.platform.sharing.HelpDesk;
import nl.schakel.platform.sharing.SharingRights;
import nl.schakel.platform.web.NavigationGroup;
import nl.schakel.platform.web.NavigationItem;
import nl.schakel.platform.web.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The place of this room in the main menu, for everybody. */
@Configuration(proxyBeanMethods = false)
class SharingNavigation {
  @Bean
  NavigationItem mayIShareItem() {
    return new NavigationItem(NavigationGroup.SHARE, 60, "/may-i-share", "sharing.nav.ask", "");
  }

  @Bean
  NavigationItem ruleVersionsItem() {
    return new NavigationItem(
        NavigationGroup.RULES, 72, VersionPages.PATH, "rules.nav", SharingRights.VERSIONS);
  }

  @Bean
  NavigationItem helpDeskItem() {
    return new NavigationItem(
        NavigationGroup.SHARE, 62, "/help-desk", "sharing-guide.nav.help", SharingRights.HELP_DESK);
  }

  @Bean
  NavigationItem bottlenecksItem() {
    return new NavigationItem(
        NavigationGroup.SHARE,
        65,
        "/sharing-bottlenecks",
        "sharing-guide.nav.bottlenecks",
        SharingRights.BOTTLENECKS);
  }

  @Bean
  Task.Source helpDeskTasks(HelpDesk desk, Gate gate) {
    return () ->
        gate.may(SharingRights.HELP_DESK)
            ? task(1, "sharing-guide.task.help", desk.open(), "/help-desk")
            : List.of();
  }

  @Bean
  Task.Source bottleneckTasks(Bottlenecks bottlenecks, Gate gate) {
    return () ->
        gate.may(SharingRights.BOTTLENECKS)
            ? task(
                2,
                "sharing-guide.task.bottleneck",
                bottlenecks.open(),
                "/sharing-bottlenecks?state=open")
            : List.of();
  }

  private static List<Task> task(int urgency, String key, long count, String href) {
    return count == 0
        ? List.of()
        : List.of(
            new Task(
                urgency,
                key,
                List.of(Long.toString(count)),
                key + ".why",
                key + ".next",
                href,
                Optional.empty()));
  }

  @Bean
  NavigationItem consentsItem() {
    return new NavigationItem(
        NavigationGroup.SHARE, 63, "/consents", "consent.nav", SharingRights.KEEP_CONSENTS);
  }

  @Bean
  NavigationItem covenantsItem() {
    return new NavigationItem(
        NavigationGroup.SHARE, 64, "/covenants", "covenant.nav", SharingRights.READ_COVENANTS);
  }

  @Bean
  NavigationItem sharesItem() {
    return new NavigationItem(
        NavigationGroup.SHARE, 62, "/shares", "share.nav", SharingRights.RECEIVE_SHARES);
  }
}
