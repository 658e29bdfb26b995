// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who asked how much and when; never what.
 *
 * <p>Guarantee: a line is on the disk before the answer leaves, and a line that is changed, taken
 * out or moved breaks the chain of hashes. Somebody who may write the file can write the whole
 * chain anew, or cut its end off: that shows only against a head that was kept elsewhere.
 */
final class RequestLog {
  private static final String BEGIN = "0".repeat(64);

  /** A line: number, moment, who, what, epoch (0 when none), how many. */
  record Line(long number, Instant at, String client, String action, int epoch, int count) {
    String text() {
      return "%d %s %s %s %d %d".formatted(number, at, client, action, epoch, count);
    }
  }

  /** What checking the chain found. */
  record Check(long lines, String head, Optional<String> fault) {}

  private final Path file;
  private final Clock clock;

  RequestLog(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Adds a line; other processes on the same file wait. */
  synchronized Line append(String client, String action, int epoch, int count) {
    try {
      if (!Files.exists(file)) {
        OwnerFile.write(file, "");
      }
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
          FileLock lock = open.getChannel().lock()) {
        cutOff(open);
        String[] last = lastLine(open).split(" ");
        boolean first = last.length < 2;
        Line line =
            new Line(
                first ? 1 : Long.parseLong(last[0]) + 1,
                clock.instant(),
                client,
                action,
                epoch,
                count);
        String hash = hash(first ? BEGIN : last[last.length - 1], line.text());
        open.seek(open.length());
        open.write((line.text() + " " + hash + "\n").getBytes(StandardCharsets.US_ASCII));
        open.getChannel().force(true);
        return line;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes away a line that was not written to its end; its call got no answer. */
  synchronized void dropUnfinished() {
    if (!Files.exists(file)) {
      return;
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
        FileLock lock = open.getChannel().lock()) {
      cutOff(open);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void cutOff(RandomAccessFile open) throws IOException {
    long end = open.length();
    while (end > 0 && !endsLine(open, end)) {
      end--;
    }
    open.setLength(end);
  }

  private static boolean endsLine(RandomAccessFile open, long end) throws IOException {
    open.seek(end - 1);
    return open.read() == '\n';
  }

  private static String lastLine(RandomAccessFile open) throws IOException {
    long length = open.length();
    int tail = (int) Math.min(length, 1024);
    byte[] bytes = new byte[tail];
    open.seek(length - tail);
    open.readFully(bytes);
    List<String> lines = new String(bytes, StandardCharsets.US_ASCII).lines().toList();
    return lines.isEmpty() ? "" : lines.getLast();
  }

  /** Reads every line, oldest first. */
  void each(Consumer<Line> reader) {
    if (!Files.exists(file)) {
      return;
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
      lines.forEach(line -> reader.accept(line(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String text) {
    String[] words = text.split(" ");
    try {
      return new Line(
          Long.parseLong(words[0]),
          Instant.parse(words[1]),
          words[2],
          words[3],
          Integer.parseInt(words[4]),
          Integer.parseInt(words[5]));
    } catch (RuntimeException e) {
      throw new KeyHolderRefused("The log is damaged; run verify-log.");
    }
  }

  Check check() {
    return check(Optional.empty());
  }

  /** Follows the chain from the first line; a head that was kept elsewhere must be on the way. */
  Check check(Optional<String> kept) {
    String head = BEGIN;
    boolean seen = kept.isEmpty();
    long number = 0;
    try {
      List<String> lines =
          Files.exists(file) ? Files.readAllLines(file, StandardCharsets.US_ASCII) : List.of();
      for (String line : lines) {
        number++;
        int space = line.lastIndexOf(' ');
        String text = space < 0 ? line : line.substring(0, space);
        if (space < 0
            || !text.startsWith(number + " ")
            || !hash(head, text).equals(line.substring(space + 1))) {
          return new Check(
              number,
              head,
              Optional.of(
                  "Line %d was changed, moved or follows a missing one.".formatted(number)));
        }
        head = line.substring(space + 1);
        seen |= kept.filter(head::equals).isPresent();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Check(
        number,
        head,
        seen
            ? Optional.empty()
            : Optional.of(
                "The head that was kept is not in this log: it was written anew or cut off."));
  }

  private static String hash(String before, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest((before + "\n" + text).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
