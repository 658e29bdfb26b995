// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.database.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class VaultKeysTest {
  private final PersonId person = new PersonId(UUID.randomUUID());

  @TempDir Path folder;

  @Test
  void the_keyset_is_made_once_and_the_owner_alone_reads_it() throws Exception {
    Path file = folder.resolve("keys").resolve("vault.json");

    VaultKeys.readOrMake(file);
    byte[] made = Files.readAllBytes(file);
    VaultKeys.readOrMake(file);

    assertThat(file).hasBinaryContent(made);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder.resolve("keys")).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void after_rotation_old_ciphertexts_open_and_new_ones_use_the_new_key() throws Exception {
    Path file = folder.resolve("vault.json");
    VaultKeys old = VaultKeys.readOrMake(file);
    Identity lina = TestPersons.linaVoorbeeld();
    SealedPerson before = new PersonSealer(old).seal(person, lina);
    byte[] draft = new Sealer(old).seal("text".getBytes(UTF_8), "draft/1");

    old.rotate();
    VaultKeys rotated = VaultKeys.read(file);

    assertThat(new PersonSealer(rotated).open(before)).isEqualTo(lina);
    assertThat(new Sealer(rotated).open(draft, "draft/1")).isEqualTo("text".getBytes(UTF_8));
    byte[] after = rotated.wrapping().encrypt(new byte[32], new byte[0]);
    assertThatThrownBy(() -> old.wrapping().decrypt(after, new byte[0]))
        .isInstanceOf(java.security.GeneralSecurityException.class);
  }

  @Test
  void a_file_from_before_pseudonyms_gets_their_secrets_and_keeps_the_others() throws Exception {
    Path file = folder.resolve("vault.json");
    VaultKeys.readOrMake(file);
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode keysets = (ObjectNode) json.readTree(Files.readString(file));
    keysets.remove("linking-v-number-pseudonym");
    keysets.remove("linking-bsn-pseudonym");
    Files.writeString(file, keysets.toString());

    VaultKeys upgraded = VaultKeys.read(file);
    byte[] pseudonym = linkingKey(upgraded, KeyKind.V_NUMBER_PSEUDONYM, "e1.x");

    assertThat(linkingKey(VaultKeys.read(file), KeyKind.V_NUMBER_PSEUDONYM, "e1.x"))
        .isEqualTo(pseudonym);
    assertThat(json.readTree(Files.readString(file)).get("linking-bsn"))
        .isEqualTo(keysets.get("linking-bsn"));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void rotation_keeps_the_linking_secrets_so_that_known_persons_are_found() {
    Path file = folder.resolve("vault.json");
    VaultKeys old = VaultKeys.readOrMake(file);
    byte[] before = linkingKey(old, KeyKind.V_NUMBER, "1234567890");

    old.rotate();

    assertThat(linkingKey(VaultKeys.read(file), KeyKind.V_NUMBER, "1234567890")).isEqualTo(before);
  }

  @Test
  void the_same_digits_as_another_kind_of_number_or_in_another_house_give_another_key() {
    VaultKeys here = VaultKeys.readOrMake(folder.resolve("here.json"));
    VaultKeys there = VaultKeys.readOrMake(folder.resolve("there.json"));

    assertThat(linkingKey(here, KeyKind.V_NUMBER, "111222333"))
        .isNotEqualTo(linkingKey(here, KeyKind.BSN, "111222333"))
        .isNotEqualTo(linkingKey(there, KeyKind.V_NUMBER, "111222333"));
  }

  @Test
  void a_keyset_that_is_missing_or_damaged_stops_the_start() throws Exception {
    Path damaged = Files.writeString(folder.resolve("damaged.json"), "{\"wrapping\":{}}");

    assertThatThrownBy(() -> VaultKeys.read(folder.resolve("gone.json")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("gone.json");
    assertThatThrownBy(() -> VaultKeys.read(damaged)).isInstanceOf(StartRefused.class);
  }

  @Test
  void a_ciphertext_moved_to_another_row_does_not_open() {
    VaultKeys keys = VaultKeys.readOrMake(folder.resolve("vault.json"));
    PersonSealer persons = new PersonSealer(keys);
    SealedPerson sealed = persons.seal(person, TestPersons.linaVoorbeeld());
    PersonId other = new PersonId(UUID.randomUUID());
    byte[] draft = new Sealer(keys).seal("text".getBytes(UTF_8), "draft/1");

    assertThatThrownBy(
            () -> persons.open(new SealedPerson(other, sealed.wrappedKey(), sealed.sealed())))
        .isInstanceOf(SealBroken.class)
        .hasNoCause()
        .hasMessageNotContainingAny("Lina", "Voorbeeld");
    assertThatThrownBy(() -> new Sealer(keys).open(draft, "draft/2"))
        .isInstanceOf(SealBroken.class);
  }

  private byte[] linkingKey(VaultKeys keys, KeyKind kind, String number) {
    return new PersonSealer(keys).linkingKey(person, kind, Optional.of(number)).orElseThrow().key();
  }
}
