// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.database.DataFolder;
import nl.schakel.platform.database.StartRefused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The list of erased persons outside the database, in {@code erasures.ledger} of the data folder.
 *
 * <p>Guarantee: an erasure that was committed stands in the file, on disk. A line of an erasure
 * that was rolled back is withdrawn by a line after it. When nobody can tell how a commit ended,
 * the line stands and the person is erased at the next start, because erasing was what somebody
 * decided.
 */
@Component
class ErasureLedger {
  private static final String ERASED = "erased";
  private static final String WITHDRAWN = "withdrawn";
  private static final String CUT_OFF = " cut-off";

  private final Path file;
  private final Clock clock;

  ErasureLedger(DataFolder folder, Clock clock) {
    this.file = folder.root().resolve("erasures.ledger");
    this.clock = clock;
  }

  /** Writes the line when the running transaction is about to commit. */
  void writeBeforeCommit(Erasure erasure) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          private boolean written;

          @Override
          public void beforeCommit(boolean readOnly) {
            append(List.of(erasure));
            written = true;
          }

          @Override
          public void afterCompletion(int status) {
            if (written && status == STATUS_ROLLED_BACK) {
              appendLine("%s %s %s".formatted(WITHDRAWN, erasure.person(), clock.instant()));
            }
          }
        });
  }

  void append(Collection<Erasure> erasures) {
    StringBuilder lines = new StringBuilder();
    for (Erasure erasure : erasures) {
      if (!lines.isEmpty()) {
        lines.append('\n');
      }
      lines.append(
          "%s %s %s %s %s"
              .formatted(
                  ERASED, erasure.person(), erasure.at(), erasure.ground(), erasure.account()));
    }
    appendLine(lines.toString());
  }

  /**
   * Two processes may write, so the file is locked; a line that a crash cut off is closed first.
   */
  private synchronized void appendLine(String line) {
    try (RandomAccessFile ledger = new RandomAccessFile(file.toFile(), "rw");
        var lock = ledger.getChannel().lock()) {
      long end = ledger.length();
      String start = "";
      if (end > 0) {
        ledger.seek(end - 1);
        start = ledger.read() == '\n' ? "" : CUT_OFF + "\n";
      }
      ledger.seek(end);
      ledger.write((start + line + "\n").getBytes(StandardCharsets.UTF_8));
      ledger.getChannel().force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Erasures that stand, by person. */
  Map<PersonId, Erasure> read() {
    Map<PersonId, Erasure> standing = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return standing;
    }
    try {
      String text = Files.readString(file);
      // What follows the last line end was cut off before its transaction could commit.
      List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).endsWith(CUT_OFF)) {
          read(lines.get(i), i + 1, standing);
        }
      }
      return standing;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String line, int number, Map<PersonId, Erasure> standing) {
    String[] words = line.split(" ", -1);
    try {
      switch (words[0]) {
        case ERASED -> {
          PersonId person = PersonId.of(words[1]);
          standing.put(
              person,
              new Erasure(
                  person,
                  Instant.parse(words[2]),
                  words[3],
                  new AccountId(UUID.fromString(words[4]))));
        }
        case WITHDRAWN -> standing.remove(PersonId.of(words[1]));
        default -> throw new IllegalArgumentException(words[0]);
      }
    } catch (RuntimeException e) {
      throw new StartRefused(
          "Line %d of the erasure ledger %s cannot be read; mend it before anybody works, else erased persons may come back."
              .formatted(number, file),
          e);
    }
  }
}
