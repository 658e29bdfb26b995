// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.command.Command;
import org.springframework.stereotype.Component;

/** Erases one person from the command line, for operators who were told to by who may decide. */
@Component
class EraseCommand implements Command {
  private final Vault vault;
  private final VaultStore store;
  private final Gate gate;

  EraseCommand(Vault vault, VaultStore store, Gate gate) {
    this.vault = vault;
    this.store = store;
    this.gate = gate;
  }

  @Override
  public String name() {
    return "erase";
  }

  @Override
  public String usage() {
    return "erase PERSON --ground CODE    erase who a person is, for good; codes: "
        + Arrays.stream(ErasureGround.values())
            .map(ErasureGround::code)
            .collect(Collectors.joining(", "));
  }

  @Override
  public int run(List<String> arguments) {
    Optional<PersonId> person =
        arguments.isEmpty() ? Optional.empty() : person(arguments.getFirst());
    Optional<ErasureGround> ground =
        arguments.size() == 3 && arguments.get(1).equals("--ground")
            ? ErasureGround.of(arguments.get(2))
            : Optional.empty();
    if (person.isEmpty() || ground.isEmpty()) {
      System.err.println("Usage: " + usage());
      return 2;
    }
    return erase(person.get(), ground.get());
  }

  private int erase(PersonId person, ErasureGround ground) {
    try {
      gate.asSystem(
          () -> {
            vault.erase(person, ground);
            return person;
          });
    } catch (PersonNotFound e) {
      System.err.printf("The vault holds no person %s; nothing was erased.%n", person);
      return 1;
    }
    store.rewrite();
    System.out.printf("Erased %s. Copies of the database end with their own retention.%n", person);
    return 0;
  }

  private static Optional<PersonId> person(String text) {
    try {
      return Optional.of(PersonId.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
