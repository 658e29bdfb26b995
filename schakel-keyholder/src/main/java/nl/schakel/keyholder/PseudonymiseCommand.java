// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code ./schakel pseudonymise}: puts pseudonyms in the place of numbers in a reporter's file.
 *
 * <p>Guarantee: the numbers stay on this machine, and the output is written only when every number
 * has its pseudonym, so no file holds half of each.
 */
public final class PseudonymiseCommand {
  private static final Set<String> OPTIONS =
      Set.of("--input", "--output", "--key-holder", "--token-file", "--public-key", "--trust");
  private static final String USAGE =
      """
      Usage: ./schakel pseudonymise --input FILE.csv --output FILE.csv --key-holder URL
                                    --token-file FILE --public-key EPOCH:HEX [--trust FILE.pem]

      Replaces the columns v_number and bsn by v_number_pseudonym and bsn_pseudonym; all other columns stay.
        --token-file FILE       the token that the key holder gave you, readable by you alone
        --public-key EPOCH:HEX  as the key holder's administrator handed it to you; more than once while two epochs are open
        --trust FILE.pem        certificates to believe instead of those of the JDK
      """;

  private PseudonymiseCommand() {}

  public static void main(String[] arguments) {
    int code = run(List.of(arguments));
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(List<String> arguments) {
    if (arguments.contains("help") || arguments.contains("--help")) {
      System.out.print(USAGE);
      return 0;
    }
    try {
      pseudonymise(new Options(arguments, OPTIONS));
      return 0;
    } catch (KeyHolderRefused | KeyHolderFailed e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException | UncheckedIOException e) {
      System.err.println("The file cannot be read or written: " + e.getMessage());
      return 1;
    }
  }

  private static void pseudonymise(Options options) throws IOException {
    Path output = Path.of(options.required("--output"));
    NumberTable table = table(Path.of(options.required("--input")));
    KeyHolderClient client =
        new KeyHolderAccess(
                options.required("--key-holder"),
                Path.of(options.required("--token-file")),
                publicKeys(options),
                options.one("--trust").map(Path::of))
            .client(new SecureRandom());
    int replaced = 0;
    int columns = 0;
    for (NumberKind kind : NumberKind.values()) {
      int column = table.header().indexOf(kind.code().replace('-', '_'));
      if (column >= 0) {
        columns++;
        replaced += replace(table, kind, column, client);
      }
    }
    if (columns == 0) {
      throw new KeyHolderRefused("The file has no column v_number or bsn.");
    }
    OwnerFile.write(output.toAbsolutePath(), table.write());
    System.out.printf(
        "%d numbers in %d rows became pseudonyms. %s can be reported; it still is personal data.%n",
        replaced, table.size(), output);
  }

  private static NumberTable table(Path file) throws IOException {
    try {
      return NumberTable.read(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new KeyHolderRefused("%s is not in UTF-8.".formatted(file));
    }
  }

  private static List<String> publicKeys(Options options) {
    options.required("--public-key");
    return options.all("--public-key");
  }

  /** Each different number is asked once, in the order of the file. */
  private static int replace(
      NumberTable table, NumberKind kind, int column, KeyHolderClient client) {
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      String typed = table.value(row, column);
      if (typed.isBlank()) {
        continue;
      }
      Optional<String> number = kind.normalised(typed);
      if (number.isEmpty()) {
        throw new KeyHolderRefused(
            "Line %d, column %d: that is no %s."
                .formatted(table.line(row), column + 1, kind.code()));
      }
      rows.computeIfAbsent(number.get(), same -> new ArrayList<>()).add(row);
    }
    List<String> numbers = List.copyOf(rows.keySet());
    List<List<Pseudonym>> pseudonyms = client.pseudonyms(kind, numbers);
    for (int i = 0; i < numbers.size(); i++) {
      String text =
          pseudonyms.get(i).stream().map(Pseudonym::text).collect(Collectors.joining(";"));
      for (int row : rows.getOrDefault(numbers.get(i), List.of())) {
        table.put(row, column, text);
      }
    }
    table.rename(column, kind.code().replace('-', '_') + "_pseudonym");
    return numbers.size();
  }
}
