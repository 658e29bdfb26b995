// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, written whole or not at all. */
final class OwnerFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerFile() {}

  static void folder(Path folder) {
    try {
      Files.createDirectories(folder);
      if (isPosix(folder)) {
        Files.setPosixFilePermissions(folder, OWNER_FOLDER);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line; the file holds nothing but a token or a password. */
  static String secret(Path file) {
    return read(file)
        .lines()
        .findFirst()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .orElseThrow(() -> new KeyHolderRefused(file + " is empty."));
  }

  static void write(Path file, String text) {
    try {
      Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "key-holder", ".new");
      try {
        if (isPosix(draft)) {
          Files.setPosixFilePermissions(draft, OWNER_ONLY);
        }
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads it, when nobody but the owner can. */
  static String read(Path file) {
    try {
      if (isPosix(file)
          && Files.getPosixFilePermissions(file).stream()
              .anyMatch(right -> !OWNER_ONLY.contains(right))) {
        throw new KeyHolderRefused(
            "Others may read or run %s; take that away (chmod 600) and think about who did."
                .formatted(file));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPosix(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix");
  }
}
