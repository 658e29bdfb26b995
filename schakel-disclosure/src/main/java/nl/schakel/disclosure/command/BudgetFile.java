// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import nl.schakel.disclosure.PrivacyBudget;

/**
 * The ledger of what was told about each year, as CSV: {@code year,epsilon}, a line {@code limit}
 * and one for each year.
 *
 * <p>Somebody must make it by hand, because the limit is a decision. It is locked while it is used,
 * and written before anything is told: a run that breaks off in between is paid for.
 */
final class BudgetFile {
  private static final String HEADER = "year,epsilon";
  private static final String LIMIT = "limit";

  private final Path file;

  BudgetFile(Path file) {
    this.file = file;
  }

  /**
   * Spends and returns what was bought.
   *
   * @param spending what becomes of the budget; the ledger stays as it is where there is none left
   */
  <T> T spend(Function<PrivacyBudget, T> spending, Function<T, Optional<PrivacyBudget>> left)
      throws IOException {
    if (!Files.exists(file)) {
      throw new InvalidFile(
          "the budget %s is not there; decide how much may be told about a year, and make it with the lines '%s' and '%s,EPSILON'"
              .formatted(file, HEADER, LIMIT));
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        throw new InvalidFile("the budget %s is used by another run; wait for it".formatted(file));
      }
      T bought = spending.apply(read());
      Optional<PrivacyBudget> after = left.apply(bought);
      if (after.isPresent()) {
        write(channel, after.get());
      }
      return bought;
    }
  }

  private PrivacyBudget read() throws IOException {
    Optional<Long> limit = Optional.empty();
    Map<Integer, Long> spent = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",", -1);
      boolean isHeader = i == 0 && lines.get(i).equals(HEADER);
      if (isHeader || lines.get(i).isBlank()) {
        continue;
      }
      Optional<Long> epsilon =
          fields.length == 2 && i > 0 ? Options.millionths(fields[1]) : Optional.empty();
      if (epsilon.isEmpty() || !fields[0].matches(LIMIT + "|[12][0-9]{3}")) {
        throw wrong("line %d".formatted(i + 1));
      }
      if (fields[0].equals(LIMIT)) {
        limit = epsilon;
      } else if (spent.put(Integer.valueOf(fields[0]), epsilon.get()) != null) {
        throw wrong("line %d: the year is there twice".formatted(i + 1));
      }
    }
    try {
      return new PrivacyBudget(limit.orElseThrow(() -> wrong("no line 'limit'")), spent);
    } catch (IllegalArgumentException problem) {
      throw wrong("more was spent than the limit");
    }
  }

  private InvalidFile wrong(String where) {
    return new InvalidFile(
        "the budget %s: %s; expected '%s', then '%s,EPSILON' and lines such as '2025,0.5'"
            .formatted(file, where, HEADER, LIMIT));
  }

  private static void write(FileChannel channel, PrivacyBudget budget) throws IOException {
    StringBuilder text = new StringBuilder(HEADER + "\n");
    text.append("%s,%s\n".formatted(LIMIT, plain(budget.limit())));
    new TreeMap<>(budget.spent())
        .forEach(
            (year, epsilon) -> text.append(year).append(',').append(plain(epsilon)).append('\n'));
    channel.truncate(0);
    channel.position(0);
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  private static String plain(long millionths) {
    return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
  }
}
