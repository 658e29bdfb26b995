// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The folder that holds the embedded database, the keys and the ledgers.
 *
 * <p>One process owns it at a time. The operating system releases the lock when that process dies,
 * however it dies.
 */
public final class DataFolder {
  private final Path root;

  public DataFolder(Path root) {
    Path given = root.startsWith("~") ? home().resolve(Path.of("~").relativize(root)) : root;
    this.root = given.toAbsolutePath().normalize();
    try {
      Files.createDirectories(this.root);
      if (Files.getFileStore(this.root).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(this.root, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new StartRefused(
          "The data folder %s cannot be made or written; give another with --data DIR."
              .formatted(this.root),
          e);
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  public Path root() {
    return root;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path binaries() {
    return root.resolve("postgres-binaries");
  }

  /**
   * Takes the folder for this process, or nothing when a living process has it.
   *
   * @param verb what this process does, told to who comes later
   */
  Optional<FileLock> lock(String verb) {
    try {
      FileChannel channel =
          FileChannel.open(
              root.resolve("schakel.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
      } else {
        Files.writeString(ownerFile(), verb);
      }
      return Optional.ofNullable(lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The verb of the process that took the folder last; true as long as that one lives. */
  String owner() {
    try {
      return Files.exists(ownerFile()) ? Files.readString(ownerFile()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Beside the lock: some systems let nobody read a file that another process has locked. */
  private Path ownerFile() {
    return root.resolve("schakel.owner");
  }

  @SuppressWarnings("NullAway") // null is how FileChannel says that another process holds the lock
  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  /** Reads a secret of this folder; the first call makes it, readable by the owner alone. */
  public String secret(String name) {
    Path file = root.resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Path draft = Files.createTempFile(root, name, ".new");
        Files.writeString(draft, HexFormat.of().formatHex(random));
        Files.move(draft, file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
