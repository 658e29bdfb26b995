// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import nl.schakel.linkage.InputSettings;
import nl.schakel.linkage.InvalidInput;
import nl.schakel.linkage.Records;
import nl.schakel.linkage.RecordsReader;

/**
 * The two sides of a trial with encodings: {@code encode} at each organisation, {@code
 * compare-encodings} at the linkage unit.
 *
 * <p>Guarantee: a file of encodings holds no name, and the unit holds them in memory only. It does
 * not make them anonymous.
 */
public final class EncodedCommand {
  private static final String USAGE =
      """
      Usage: encode --input A.csv --output A-encoded.csv --secret-file FILE --organisations ONE,OTHER --year Y
             compare-encodings --input A-encoded.csv --input B-encoded.csv --output candidates.csv [--threshold 0.6]

      encode writes an id and an encoding for each line. It reads the columns given_name, family_name, date_of_birth
      and nationality; others stay behind.
        --secret-file FILE          64 hexadecimal digits that the two organisations agreed on, readable by you alone
        --organisations ONE,OTHER   both names, written the same on both sides
        --year Y                    year of the trial; another year makes other encodings

      compare-encodings writes pairs that are alike: id_left, id_right, dice. A pair is a reason for two professionals
      to talk and no link. Destroy the files of encodings when it is done. With receipts of Schakel as ids a registrar
      can be asked about the pairs: docs/linkage/routes.md.

      Encodings are personal data and can be attacked: docs/linkage/threat-model.md.
      """;

  /** What is read, and the word for it in an encoding. */
  private static final List<Map.Entry<String, String>> FIELDS =
      List.of(
          Map.entry("given_name", "given"),
          Map.entry("family_name", "family"),
          Map.entry("date_of_birth", "born"),
          Map.entry("nationality", "nationality"));

  private static final String BORN = "date_of_birth";
  private static final double THRESHOLD = 0.6;

  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  private final Map<String, List<String>> options;

  private EncodedCommand(Map<String, List<String>> options) {
    this.options = options;
  }

  /** Ends with 0, or with 2 when the command line or a file is wrong. */
  public static void main(String[] arguments) {
    int code = run(List.of(arguments));
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(List<String> arguments) {
    if (arguments.isEmpty() || arguments.contains("--help")) {
      System.out.print(USAGE);
      return 0;
    }
    try {
      List<String> rest = arguments.subList(1, arguments.size());
      switch (arguments.getFirst()) {
        case "encode" ->
            new EncodedCommand(
                    parse(
                        rest,
                        Set.of(
                            "--input", "--output", "--secret-file", "--organisations", "--year")))
                .encode();
        case "compare-encodings" ->
            new EncodedCommand(parse(rest, Set.of("--input", "--output", "--threshold"))).compare();
        default -> throw new Wrong("encode or compare-encodings, not " + arguments.getFirst());
      }
      return 0;
    } catch (Wrong | InvalidInput e) {
      System.err.println(e.getMessage());
    } catch (NoSuchFileException e) {
      System.err.println(e.getMessage() + ": there is no such file");
    } catch (IOException e) {
      System.err.println("cannot read or write: " + e.getMessage());
    }
    return 2;
  }

  private static Map<String, List<String>> parse(List<String> arguments, Set<String> known) {
    Map<String, List<String>> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!known.contains(arguments.get(i))) {
        throw new Wrong("unknown option " + arguments.get(i));
      }
      if (i + 1 == arguments.size()) {
        throw new Wrong(arguments.get(i) + " needs a value");
      }
      options
          .computeIfAbsent(arguments.get(i), name -> new ArrayList<>())
          .add(arguments.get(i + 1));
    }
    return options;
  }

  private List<String> all(String name, int count) {
    List<String> given = options.getOrDefault(name, List.of());
    if (given.size() != count) {
      throw new Wrong(
          "%s is given %d times, expected %d; see --help".formatted(name, given.size(), count));
    }
    return given;
  }

  private String one(String name) {
    return all(name, 1).getFirst();
  }

  private void encode() throws IOException {
    AttackResults measured = AttackResults.published();
    if (!measured.withinGate()) {
      throw new Wrong(
          "An attack names %s %% of the encodings rightly, more than the gate of %s %%: nothing is encoded"
              .formatted(measured.worstHardenedPercent(), AttackResults.GATE_PERCENT));
    }
    int year = year(one("--year"));
    EncodingKey key = key(year);
    Records records =
        RecordsReader.read(InputSettings.defaults(), List.of(Path.of(one("--input"))));
    List<Map.Entry<String, String>> present =
        FIELDS.stream().filter(field -> records.columns().contains(field.getKey())).toList();
    if (present.isEmpty()) {
      throw new Wrong(
          "no column given_name, family_name, date_of_birth or nationality; found %s"
              .formatted(String.join(", ", records.columns())));
    }
    PersonEncoder encoder = new PersonEncoder(key, EncodingSettings.HARDENED);
    int without = 0;
    try (Writer out = create(Path.of(one("--output")))) {
      out.write("id,%s\n".formatted(column(key, year)));
      for (int i = 0; i < records.size(); i++) {
        OptionalInt born = birthYear(records, i);
        without += born.isPresent() ? 0 : 1;
        out.write(
            "%s,%s\n"
                .formatted(
                    quoted(records.id(i)), encoder.encode(texts(records, i, present), born).hex()));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d persons encoded, %,d of them without a year of birth, who meet nobody with one. The file is personal data.%n",
        records.size(),
        without);
  }

  private EncodingKey key(int year) throws IOException {
    Path file = Path.of(one("--secret-file"));
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (rights.contains(PosixFilePermission.GROUP_READ)
          || rights.contains(PosixFilePermission.OTHERS_READ)) {
        throw new Wrong("%s can be read by others; chmod 600 it".formatted(file));
      }
    }
    String hex = Files.readString(file).strip();
    if (!hex.matches("[0-9a-fA-F]{64}")) {
      throw new Wrong("%s holds no 64 hexadecimal digits".formatted(file));
    }
    String[] pair = one("--organisations").split(",");
    if (pair.length != 2 || pair[0].isBlank() || pair[0].strip().equals(pair[1].strip())) {
      throw new Wrong("--organisations names two different organisations with a comma between");
    }
    return EncodingKey.of(HexFormat.of().parseHex(hex), pair[0].strip(), pair[1].strip(), year);
  }

  private static int year(String text) {
    if (!text.matches("2[0-9]{3}")) {
      throw new Wrong("--year %s, expected a year such as 2026".formatted(text));
    }
    return Integer.parseInt(text);
  }

  /**
   * The parameters and a check of the key, so that the unit refuses files that cannot be compared.
   */
  private static String column(EncodingKey key, int year) {
    EncodingSettings settings = EncodingSettings.HARDENED;
    byte[] check = key.mac().doFinal("schakel clk key check".getBytes(StandardCharsets.US_ASCII));
    return "clk1_q%d_k%d_%s_d%d_%d_%s"
        .formatted(
            settings.gramLetters(),
            settings.positions(),
            settings.salted() ? "salted" : "plain",
            settings.diffusion(),
            year,
            HexFormat.of().formatHex(check, 0, 4));
  }

  private static List<FieldText> texts(
      Records records, int number, List<Map.Entry<String, String>> present) {
    return present.stream()
        .map(field -> new FieldText(field.getValue(), records.value(number, field.getKey())))
        .toList();
  }

  private static OptionalInt birthYear(Records records, int number) {
    if (!records.columns().contains(BORN)) {
      return OptionalInt.empty();
    }
    String born = records.value(number, BORN);
    return born.matches("(19|20)[0-9]{2}-.*|(19|20)[0-9]{2}")
        ? OptionalInt.of(Integer.parseInt(born.substring(0, 4)))
        : OptionalInt.empty();
  }

  /** Two records that are alike. */
  private record Pair(String left, String right, double dice) {}

  private void compare() throws IOException {
    List<String> inputs = all("--input", 2);
    double threshold =
        options.containsKey("--threshold") ? threshold(one("--threshold")) : THRESHOLD;
    Records left = encodings(inputs.get(0));
    Records right = encodings(inputs.get(1));
    if (!left.columns().equals(right.columns())) {
      throw new Wrong(
          "%s and %s were made with other keys, years or parameters: %s and %s"
              .formatted(
                  inputs.get(0),
                  inputs.get(1),
                  left.columns().getLast(),
                  right.columns().getLast()));
    }
    List<Pair> pairs = new ArrayList<>();
    list(left)
        .compare(
            list(right),
            threshold,
            (one, other, dice) -> pairs.add(new Pair(left.id(one), right.id(other), dice)));
    pairs.sort(
        Comparator.comparingDouble((Pair pair) -> -pair.dice())
            .thenComparing(Pair::left)
            .thenComparing(Pair::right));
    try (Writer out = create(Path.of(one("--output")))) {
      out.write("id_left,id_right,dice\n");
      for (Pair pair : pairs) {
        out.write(
            String.format(
                Locale.ROOT,
                "%s,%s,%.4f%n",
                quoted(pair.left()),
                quoted(pair.right()),
                pair.dice()));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d and %,d encodings, %,d pairs from %.2f on. Each is a reason to talk, no link. Destroy the files of encodings now.%n",
        left.size(),
        right.size(),
        pairs.size(),
        threshold);
  }

  private static double threshold(String text) {
    if (!text.matches("0\\.[5-9][0-9]{0,3}|1|1\\.0+")) {
      throw new Wrong("--threshold %s, expected 0.5 to 1".formatted(text));
    }
    return Double.parseDouble(text);
  }

  private static Records encodings(String file) {
    Records records = RecordsReader.read(InputSettings.defaults(), List.of(Path.of(file)));
    if (records.columns().isEmpty() || !records.columns().getLast().startsWith("clk1_")) {
      throw new Wrong(file + " is no file of encodings; make it with encode");
    }
    return records;
  }

  private static EncodedList list(Records records) {
    String column = records.columns().getLast();
    List<Encoding> encodings = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      try {
        encodings.add(Encoding.ofHex(records.value(i, column)));
      } catch (IllegalArgumentException e) {
        throw new Wrong("record %s: %s".formatted(records.id(i), e.getMessage()));
      }
    }
    return new EncodedList(encodings);
  }

  private static String quoted(String id) {
    boolean quotes =
        id.indexOf(',') >= 0
            || id.indexOf('"') >= 0
            || id.indexOf('\n') >= 0
            || id.indexOf('\r') >= 0;
    return quotes ? '"' + id.replace("\"", "\"\"") + '"' : id;
  }

  /** For the owner alone; never over a file that is there. */
  private static Writer create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    FileAttribute<?>[] rights =
        folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    if (Files.exists(file)) {
      throw new Wrong(file + " is there already; name a file that is not");
    }
    Files.createFile(file, rights);
    return Files.newBufferedWriter(
        file,
        StandardCharsets.UTF_8,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }
}
