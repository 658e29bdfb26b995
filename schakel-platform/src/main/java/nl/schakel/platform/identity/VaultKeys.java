// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.schakel.platform.database.StartRefused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of the vault, kept in one file outside the database.
 *
 * <p>Guarantee: whoever has the database alone reads no identity and cannot test a guessed number
 * against a linking key. It does not protect against someone who has both the database and this
 * file.
 */
final class VaultKeys {
  private static final String WRAPPING = "wrapping";
  private static final String TEXTS = "texts";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static {
    try {
      AeadConfig.register();
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "AES256-GCM and HMAC-SHA256 are part of every Java platform", e);
    }
  }

  private final Path file;
  private final Aead wrapping;
  private final Aead texts;
  private final Map<KeyKind, PrfSet> linking = new EnumMap<>(KeyKind.class);

  private VaultKeys(Path file, Map<String, KeysetHandle> keysets) throws GeneralSecurityException {
    this.file = file;
    wrapping = keyset(keysets, WRAPPING).getPrimitive(RegistryConfiguration.get(), Aead.class);
    texts = keyset(keysets, TEXTS).getPrimitive(RegistryConfiguration.get(), Aead.class);
    for (KeyKind kind : KeyKind.values()) {
      linking.put(
          kind,
          keyset(keysets, linkingName(kind))
              .getPrimitive(RegistryConfiguration.get(), PrfSet.class));
    }
  }

  private static KeysetHandle keyset(Map<String, KeysetHandle> keysets, String name)
      throws GeneralSecurityException {
    KeysetHandle keyset = keysets.get(name);
    if (keyset == null) {
      throw new GeneralSecurityException("no keyset " + name);
    }
    return keyset;
  }

  private static String linkingName(KeyKind kind) {
    return "linking-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Encrypts the keys of persons. */
  Aead wrapping() {
    return wrapping;
  }

  /** Encrypts small texts outside the vault. */
  Aead texts() {
    return texts;
  }

  /** Makes linking keys; a secret of its own for each kind. */
  PrfSet linking(KeyKind kind) {
    PrfSet prf = linking.get(kind);
    if (prf == null) {
      throw new IllegalArgumentException("No linking secret for " + kind);
    }
    return prf;
  }

  static VaultKeys readOrMake(Path file) {
    if (!Files.exists(file)) {
      try {
        write(file, fresh(), false);
      } catch (FileAlreadyExistsException madeByAnotherProcess) {
        return read(file);
      } catch (IOException | GeneralSecurityException e) {
        throw new StartRefused("The keyset %s cannot be made.".formatted(file), e);
      }
    }
    return read(file);
  }

  static VaultKeys read(Path file) {
    try {
      Map<String, KeysetHandle> keysets = keysets(file);
      if (!keysets.keySet().containsAll(linkingNames())) {
        addMissingLinking(file);
        keysets = keysets(file);
      }
      return new VaultKeys(file, keysets);
    } catch (IOException | GeneralSecurityException | JacksonException e) {
      throw new StartRefused(
          "The keyset %s of the identity vault is missing or unreadable; put it back, nothing in the vault can be read without it."
              .formatted(file),
          e);
    }
  }

  private static Set<String> linkingNames() {
    Set<String> names = new TreeSet<>();
    for (KeyKind kind : KeyKind.values()) {
      names.add(linkingName(kind));
    }
    return names;
  }

  /**
   * A file of before a kind of key was known gets a secret for that kind. Only kinds that no
   * release without them can have used: a missing secret of an old kind is a damaged file.
   */
  private static void addMissingLinking(Path file) throws IOException, GeneralSecurityException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      Map<String, KeysetHandle> keysets = keysets(file);
      boolean added = false;
      for (KeyKind kind : Set.of(KeyKind.V_NUMBER_PSEUDONYM, KeyKind.BSN_PSEUDONYM)) {
        if (!keysets.containsKey(linkingName(kind))) {
          keysets.put(linkingName(kind), generate(PredefinedPrfParameters.HMAC_SHA256_PRF));
          added = true;
        }
      }
      if (added) {
        write(file, keysets, true);
      }
    }
  }

  Path file() {
    return file;
  }

  /**
   * Adds a new primary key for wrapping and for texts; what the old keys closed, they still open.
   * Linking secrets stay, because a new one would no longer find the persons already known.
   */
  void rotate() {
    try {
      Map<String, KeysetHandle> keysets = keysets(file);
      for (String name : new String[] {WRAPPING, TEXTS}) {
        keysets.put(
            name,
            KeysetHandle.newBuilder(keyset(keysets, name))
                .addEntry(
                    KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build());
      }
      write(file, keysets, true);
    } catch (IOException | GeneralSecurityException | JacksonException e) {
      throw new StartRefused("The keyset %s cannot be rotated.".formatted(file), e);
    }
  }

  private static Map<String, KeysetHandle> fresh() throws GeneralSecurityException {
    Map<String, KeysetHandle> keysets = new TreeMap<>();
    keysets.put(WRAPPING, generate(PredefinedAeadParameters.AES256_GCM));
    keysets.put(TEXTS, generate(PredefinedAeadParameters.AES256_GCM));
    for (KeyKind kind : KeyKind.values()) {
      keysets.put(linkingName(kind), generate(PredefinedPrfParameters.HMAC_SHA256_PRF));
    }
    return keysets;
  }

  private static KeysetHandle generate(Parameters parameters) throws GeneralSecurityException {
    return KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
  }

  private static Map<String, KeysetHandle> keysets(Path file)
      throws IOException, GeneralSecurityException {
    Map<String, KeysetHandle> keysets = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : JSON.readTree(Files.readString(file)).properties()) {
      keysets.put(
          entry.getKey(),
          TinkJsonProtoKeysetFormat.parseKeyset(
              entry.getValue().toString(),
              RegistryConfiguration.get(),
              InsecureSecretKeyAccess.get()));
    }
    return keysets;
  }

  private static void write(Path file, Map<String, KeysetHandle> keysets, boolean replace)
      throws IOException, GeneralSecurityException {
    ObjectNode root = JSON.createObjectNode();
    for (Map.Entry<String, KeysetHandle> entry : keysets.entrySet()) {
      root.set(
          entry.getKey(),
          JSON.readTree(
              TinkJsonProtoKeysetFormat.serializeKeyset(
                  entry.getValue(), InsecureSecretKeyAccess.get())));
    }
    Path folder = parent(file);
    Files.createDirectories(folder);
    // createTempFile gives the owner alone the right to read.
    Path draft = Files.createTempFile(folder, "vault", ".new");
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    }
    try {
      writeThrough(draft, root.toPrettyString());
      if (replace) {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.move(draft, file);
      }
      syncFolder(folder);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Path parent(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new UncheckedIOException(new IOException(file + " is no file"));
    }
    return folder;
  }

  /** A key that a power cut takes away takes the whole vault with it. */
  private static void writeThrough(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
