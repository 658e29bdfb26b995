// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.identity.IdentityRights;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.Worklist;
import nl.schakel.platform.register.Worklist.Group;
import nl.schakel.platform.web.NavigationGroup;
import nl.schakel.platform.web.NavigationItem;
import nl.schakel.platform.web.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The places of the register in the main menu and on the first page. */
@Configuration(proxyBeanMethods = false)
class RegisterNavigation {
  @Bean
  NavigationItem registerItem() {
    return new NavigationItem(
        NavigationGroup.REGISTER, 30, "/register", "register.navigation", RegisterRights.READ);
  }

  @Bean
  NavigationItem modelItem() {
    return new NavigationItem(
        NavigationGroup.REGISTER,
        33,
        "/comparing",
        "register.model.navigation",
        IdentityRights.MODEL);
  }

  @Bean
  NavigationItem completenessItem() {
    return new NavigationItem(
        NavigationGroup.REGISTER,
        35,
        "/completeness",
        "register.completeness.navigation",
        RegisterRights.COMPLETENESS);
  }

  @Bean
  Task.Source registerTasks(Worklist worklist, Gate gate) {
    return () -> {
      if (!gate.may(RegisterRights.JUDGE)) {
        return List.of();
      }
      Map<Group, Long> counts = worklist.counts("");
      List<Task> tasks = new ArrayList<>();
      task(Group.OVERDUE, 0, counts).ifPresent(tasks::add);
      task(Group.POSSIBLE_SAME, 1, counts).ifPresent(tasks::add);
      task(Group.NEW, 1, counts).ifPresent(tasks::add);
      task(Group.INCOMPLETE, 2, counts).ifPresent(tasks::add);
      return tasks;
    };
  }

  private static Optional<Task> task(Group group, int urgency, Map<Group, Long> counts) {
    long count = counts.getOrDefault(group, 0L);
    String key = "register.task." + group.code();
    return count == 0
        ? Optional.empty()
        : Optional.of(
            new Task(
                urgency,
                key,
                List.of(Long.toString(count)),
                key + ".why",
                key + ".next",
                "/register?group=" + group.code(),
                Optional.empty()));
  }
}
