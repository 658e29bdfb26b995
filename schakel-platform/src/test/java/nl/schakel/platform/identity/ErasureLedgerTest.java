// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.database.DataFolder;
import nl.schakel.platform.database.StartRefused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureLedgerTest {
  @TempDir Path folder;
  private ErasureLedger ledger;
  private Path file;

  @BeforeEach
  void open() {
    ledger = new ErasureLedger(new DataFolder(folder), Clock.systemUTC());
    file = folder.resolve("erasures.ledger");
  }

  @Test
  void what_was_written_is_read_back() {
    Erasure one = anErasure();
    Erasure other = anErasure();

    ledger.append(List.of(one));
    ledger.append(List.of(other));

    assertThat(ledger.read().values()).containsExactly(one, other);
  }

  @Test
  void no_ledger_yet_is_an_empty_one() {
    assertThat(ledger.read()).isEmpty();
  }

  @Test
  void a_line_that_a_crash_cut_off_was_never_committed_and_spoils_no_later_line() throws Exception {
    Erasure one = anErasure();
    Erasure later = anErasure();
    ledger.append(List.of(one));
    Files.writeString(file, "erased 0198c", StandardOpenOption.APPEND);

    assertThat(ledger.read().values()).containsExactly(one);
    ledger.append(List.of(later));

    assertThat(ledger.read().values()).containsExactly(one, later);
  }

  @Test
  void a_damaged_line_stops_the_start_and_is_named() throws Exception {
    ledger.append(List.of(anErasure()));
    Files.writeString(file, "erased nobody\n", StandardOpenOption.APPEND);

    assertThatThrownBy(ledger::read)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("Line 2");
  }

  private static Erasure anErasure() {
    return new Erasure(
        new PersonId(UUID.randomUUID()),
        Instant.parse("2026-03-01T10:15:30.123456Z"),
        ErasureGround.CONSENT_WITHDRAWN.code(),
        new AccountId(UUID.randomUUID()));
  }
}
