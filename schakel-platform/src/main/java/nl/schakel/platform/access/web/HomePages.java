// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.web.Task;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: for who is signed in, what waits; for others, what Schakel is. */
@Controller
class HomePages {
  private final Gate gate;
  private final Collection<Task.Source> sources;
  private final Clock clock;

  HomePages(Gate gate, Collection<Task.Source> sources, Clock clock) {
    this.gate = gate;
    this.sources = sources;
    this.clock = clock;
  }

  /** One row of the list of what waits. */
  record Waiting(
      String urgency,
      String labelKey,
      Object[] arguments,
      String reasonKey,
      String actionKey,
      String href,
      Optional<Long> days) {}

  @Open
  @GetMapping("/")
  String home(@RequestParam(name = "signed-out") Optional<String> signedOut, Model model) {
    if (gate.actor().isEmpty()) {
      model.addAttribute("signedOut", signedOut.isPresent());
      model.addAttribute("stillElsewhere", signedOut.filter("elsewhere"::equals).isPresent());
      return "access/welcome";
    }
    model.addAttribute("waiting", waiting());
    return "access/home";
  }

  private List<Waiting> waiting() {
    Instant now = clock.instant();
    return sources.stream()
        .flatMap(source -> source.waiting().stream())
        .sorted(
            Comparator.comparingInt(Task::urgency).thenComparing(task -> task.since().orElse(now)))
        .map(task -> row(task, now))
        .toList();
  }

  private static Waiting row(Task task, Instant now) {
    return new Waiting(
        switch (task.urgency()) {
          case 0 -> "now";
          case 1 -> "today";
          default -> "later";
        },
        task.labelKey(),
        task.arguments().toArray(),
        task.reasonKey(),
        task.actionKey(),
        task.href(),
        task.since().map(since -> Duration.between(since, now).toDays()));
  }
}
