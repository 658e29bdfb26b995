// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodedCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void two_organisations_with_a_secret() throws IOException {
    Files.writeString(folder.resolve("secret"), "01".repeat(32) + "\n");
    Files.setPosixFilePermissions(
        folder.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        folder.resolve("police.csv"),
        """
        id,given_name,family_name,date_of_birth,nationality
        p1,Lina,Voorbeeld,2005-03-14,Nigeria
        p2,Mina,Bedacht,1999-12-01,Polen
        """);
    Files.writeString(
        folder.resolve("shelter.csv"),
        """
        id,given_name,family_name,date_of_birth,nationality
        s1,Leena,Voorbeeld,2005-03-14,Nigeria
        s2,Otto,Verzonnen,1980-06-30,Roemenië
        """);
  }

  private int encode(String name, String year) {
    return EncodedCommand.run(
        List.of(
            "encode",
            "--input",
            folder.resolve(name + ".csv").toString(),
            "--output",
            folder.resolve(name + "-encoded-" + year + ".csv").toString(),
            "--secret-file",
            folder.resolve("secret").toString(),
            "--organisations",
            name.equals("police") ? "police,shelter" : "shelter, police",
            "--year",
            year));
  }

  private int compare(String one, String other) {
    return EncodedCommand.run(
        List.of(
            "compare-encodings",
            "--input",
            folder.resolve(one).toString(),
            "--input",
            folder.resolve(other).toString(),
            "--output",
            folder.resolve("candidates.csv").toString(),
            "--threshold",
            "0.7"));
  }

  @Test
  void two_files_without_names_meet_at_the_unit() throws IOException {
    assertThat(encode("police", "2026")).isZero();
    assertThat(encode("shelter", "2026")).isZero();
    Path encoded = folder.resolve("police-encoded-2026.csv");
    assertThat(Files.readString(encoded)).doesNotContain("Lina").doesNotContain("-03-14");
    assertThat(Files.getPosixFilePermissions(encoded)).hasSize(2);

    assertThat(compare("police-encoded-2026.csv", "shelter-encoded-2026.csv")).isZero();

    List<String> pairs = Files.readAllLines(folder.resolve("candidates.csv"));
    assertThat(pairs).hasSize(2);
    assertThat(pairs.get(1)).matches("p1,s1,0\\.[0-9]{4}");
  }

  @Test
  void files_of_another_year_or_without_encodings_are_refused() {
    assertThat(encode("police", "2026")).isZero();
    assertThat(encode("shelter", "2027")).isZero();

    assertThat(compare("police-encoded-2026.csv", "shelter-encoded-2027.csv")).isEqualTo(2);
    assertThat(compare("police-encoded-2026.csv", "shelter.csv")).isEqualTo(2);
    assertThat(encode("police", "2026")).isEqualTo(2);
    assertThat(folder.resolve("candidates.csv")).doesNotExist();
  }

  @Test
  void a_secret_that_others_can_read_is_refused() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("secret"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(encode("police", "2026")).isEqualTo(2);
    assertThat(folder.resolve("police-encoded-2026.csv")).doesNotExist();
  }
}
