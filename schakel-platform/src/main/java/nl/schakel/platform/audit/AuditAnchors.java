// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.schakel.platform.database.DataFolder;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Heads of the chain, written down outside the database.
 *
 * <p>Guarantee: who rewrites or cuts off the log in the database, however consistently, is found
 * out back to the last anchor. Copy {@code audit-anchors.log} to a place that the owner of the
 * database cannot write, and it also holds against someone who owns both.
 */
@Component
class AuditAnchors implements DisposableBean {
  static final String FILE = "audit-anchors.log";
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final AuditStore store;
  private final Path file;
  private final Clock clock;
  private String last = "";

  AuditAnchors(AuditStore store, DataFolder folder, Clock clock) {
    this.store = store;
    this.file = folder.root().resolve(FILE);
    this.clock = clock;
  }

  /** A head of the chain as it was once. */
  record Anchor(long position, String hash) {}

  /** Writes the head down when it has moved since the last time. */
  synchronized void keep() {
    Optional<String> head =
        store
            .head()
            .map(link -> link.position() + " " + HexFormat.of().formatHex(link.hash()))
            .filter(now -> !now.equals(last));
    head.ifPresent(
        now -> {
          append("%s %s%n".formatted(now, clock.instant()));
          last = now;
        });
  }

  private void append(String line) {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      out.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All anchors; a line cut short by a crash is passed over. */
  List<Anchor> all() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.split(" "))
          .filter(parts -> parts.length == 3 && parts[1].length() == 64)
          .map(parts -> new Anchor(Long.parseLong(parts[0]), parts[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void destroy() {
    keep();
  }

  /** The job that keeps anchors while the application runs. */
  @Configuration(proxyBeanMethods = false)
  static class Job {
    @Bean
    RecurringTask<Void> auditAnchorTask(AuditAnchors anchors) {
      return Tasks.recurring("audit-anchor", FixedDelay.of(EVERY))
          .execute((instance, context) -> anchors.keep());
    }
  }
}
