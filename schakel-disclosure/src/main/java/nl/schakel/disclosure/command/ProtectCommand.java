// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nl.schakel.disclosure.CountTable;
import nl.schakel.disclosure.Dimension;
import nl.schakel.disclosure.Disclosure;
import nl.schakel.disclosure.GroupRules;
import nl.schakel.disclosure.InvalidTable;
import nl.schakel.disclosure.Ledger;
import nl.schakel.disclosure.Method;
import nl.schakel.disclosure.NoiseKey;
import nl.schakel.disclosure.ProtectedTable;
import nl.schakel.disclosure.Refused;
import nl.schakel.disclosure.Sentence;

/** Reads a table from a CSV file and prints it as it may be published, or says why it may not. */
public final class ProtectCommand {
  private static final int WRONG = 2;
  static final int REFUSED = 3;

  private final PrintStream out;
  private final PrintStream err;

  ProtectCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends with 0, 2 for wrong input or 3 for a refused table. */
  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int code = new ProtectCommand(out, err).run(arguments);
    out.flush();
    System.exit(code);
  }

  int run(String[] arguments) {
    if (arguments.length == 0 || List.of(arguments).contains("--help")) {
      out.print(Options.USAGE);
      return arguments.length == 0 ? WRONG : 0;
    }
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (Options.Wrong wrong) {
      err.println(wrong.getMessage());
      err.println("Try --help.");
      return WRONG;
    }
    try {
      return protect(options);
    } catch (InvalidFile | InvalidTable problem) {
      err.println(options.file() + ": " + problem.getMessage());
      return WRONG;
    } catch (NoSuchFileException problem) {
      err.println(problem.getFile() + ": no such file");
      return WRONG;
    } catch (IOException problem) {
      err.println(options.file() + ": cannot be read, or the key or the budget cannot be written");
      return WRONG;
    }
  }

  private int protect(Options options) throws IOException {
    if (options.privacy().isPresent()) {
      PrivacyCommand command =
          new PrivacyCommand(out, err, options.privacy().get(), options.dutch());
      return options.method().equals(Options.SYNTHETIC)
          ? command.synthetic(options.file())
          : command.counts(options.file());
    }
    CountTable table = TableFile.read(options.file());
    GroupRules rules =
        options.detailed()
            ? GroupRules.detailed()
            : GroupRules.differencesOnly("asked for without rules about groups");
    return switch (Disclosure.protect(table, method(options), rules, Ledger.EMPTY)) {
      case ProtectedTable safe -> print(safe, options);
      case Refused refused -> refuse(refused, options);
    };
  }

  private Method method(Options options) throws IOException {
    return switch (options.method()) {
      case "cell-key" -> Method.CellKey.usual(key(options));
      case "suppress" -> Method.Suppression.belowFive();
      default -> new Method.ControlledRounding(options.base(), key(options));
    };
  }

  /** The same key each time, or one table published twice would give itself away. */
  private NoiseKey key(Options options) throws IOException {
    Path file =
        options
            .keyFile()
            .orElse(Path.of(System.getProperty("user.home"), ".schakel", "disclosure.key"));
    if (!Files.exists(file)) {
      make(file);
    }
    try {
      return NoiseKey.of(Files.readString(file));
    } catch (IllegalArgumentException problem) {
      throw new InvalidFile(
          "the key file %s does not hold 64 hexadecimal digits; move it away to have a new one made"
              .formatted(file));
    }
  }

  private void make(Path file) throws IOException {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n");
    err.println("Made a key: " + file + ". Keep it secret and keep it.");
  }

  private int print(ProtectedTable table, Options options) {
    List<String> header =
        new ArrayList<>(table.dimensions().stream().map(Dimension::name).toList());
    header.add("count");
    if (options.audit()) {
      header.addAll(List.of("least", "most"));
    }
    line(header);
    for (ProtectedTable.Cell cell : table.cells()) {
      List<String> fields = new ArrayList<>(cell.codes());
      fields.add(cell.value().isPresent() ? String.valueOf(cell.value().getAsLong()) : "");
      if (options.audit()) {
        fields.addAll(List.of(String.valueOf(cell.least()), String.valueOf(cell.most())));
      }
      line(fields);
    }
    say(table.sentence(), options);
    say(table.audit().sentence(), options);
    return 0;
  }

  private int refuse(Refused refused, Options options) {
    say(
        new Sentence(
            "Deze tabel mag zo niet worden gepubliceerd.",
            "This table may not be published as it is."),
        options);
    for (Refused.Reason reason : refused.reasons()) {
      say(reason.sentence(), options);
      reason.cells().stream().limit(10).forEach(cell -> err.println("  " + cell));
      say(reason.help(), options);
    }
    return REFUSED;
  }

  private void say(Sentence sentence, Options options) {
    err.println(options.dutch() ? sentence.nl() : sentence.en());
  }

  private void line(List<String> fields) {
    out.println(CsvFile.line(fields));
  }
}
