// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that waits for the person at the screen.
 *
 * @param urgency 0 cannot wait, 1 today, 2 when there is time
 * @param labelKey message key of what it is; filled with {@code arguments}
 * @param reasonKey message key of why it is here
 * @param actionKey message key of the next step
 * @param href where the next step is taken
 * @param since how long it has been waiting
 */
public record Task(
    int urgency,
    String labelKey,
    List<String> arguments,
    String reasonKey,
    String actionKey,
    String href,
    Optional<Instant> since) {
  public Task {
    arguments = List.copyOf(arguments);
  }

  /** A room that knows of work waiting for whoever is signed in; empty when there is none. */
  @FunctionalInterface
  public interface Source {
    List<Task> waiting();
  }
}
