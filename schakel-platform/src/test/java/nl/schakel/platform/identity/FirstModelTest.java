// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.ModelFile;
import org.junit.jupiter.api.Test;

class FirstModelTest {
  private static final Path SHIPPED = Path.of("src/main/resources/identity/first-model.json");

  /** {@code -Dschakel.docs=write} writes it, as the command {@code first-model} does. */
  @Test
  void the_model_that_comes_with_the_program_is_what_the_command_makes() throws IOException {
    String made = ModelFile.write(FirstModel.train());
    if ("write".equals(System.getProperty("schakel.docs"))) {
      Files.createDirectories(SHIPPED.getParent());
      Files.writeString(SHIPPED, made);
    }

    assertThat(Files.readString(SHIPPED)).isEqualTo(made);
  }

  @Test
  void it_holds_no_name_and_no_frequency_of_one() throws IOException {
    Model model = ModelFile.read("shipped", Files.readString(SHIPPED));

    assertThat(model.fields()).allSatisfy(field -> assertThat(field.frequencies()).isEmpty());
  }

  @Test
  void better_agreement_is_never_worth_less_than_a_value_that_differs() throws IOException {
    Model model = ModelFile.read("shipped", Files.readString(SHIPPED));

    assertThat(model.fields())
        .allSatisfy(
            field -> {
              assertThat(field.bits(field.m().length - 1)).isPositive();
              assertThat(field.bits(0)).isNegative();
            });
  }
}
