// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import java.lang.reflect.Method;
import java.util.Collection;

/** Draws an enum of states whose {@code next()} tells which state may follow. */
final class StateChart {
  private StateChart() {}

  static String of(Class<?> machine) {
    StringBuilder text =
        new StringBuilder(
            "\n## %s\n\n```mermaid\nstateDiagram-v2\n".formatted(machine.getSimpleName()));
    Object[] states = machine.getEnumConstants();
    text.append("  [*] --> %s%n".formatted(states[0]));
    for (Object state : states) {
      Collection<?> next = next(machine, state);
      next.stream()
          .map(Object::toString)
          .sorted()
          .forEach(to -> text.append("  %s --> %s%n".formatted(state, to)));
      if (next.isEmpty()) {
        text.append("  %s --> [*]%n".formatted(state));
      }
    }
    return text.append("```\n").toString();
  }

  private static Collection<?> next(Class<?> machine, Object state) {
    try {
      Method method = machine.getDeclaredMethod("next");
      method.setAccessible(true);
      return (Collection<?>) method.invoke(state);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
