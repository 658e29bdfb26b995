// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.schakel.keyholder.KeyHolderCommand;
import nl.schakel.linkage.oblivious.Element;

/** A key holder as a process of its own, as an operator runs it. */
public final class RealKeyHolder implements AutoCloseable {
  private final Path folder;
  private final int port;
  private Process serving;

  /** Makes keys and is not answering yet. */
  public RealKeyHolder() {
    folder = TestDatabase.newFolder();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** A file with the token of a new client. */
  public Path client(String name, int perHour) {
    String token = run("add-client", name, "--per-hour", Integer.toString(perHour)).getLast();
    try {
      Path file = folder.resolve(name + ".token");
      Files.writeString(file, token + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code EPOCH:HEX} of each open epoch. */
  public List<String> publicKeys() {
    return run("public-keys");
  }

  /** Answers until {@link #close()}. */
  public void serve() {
    serving = start(List.of("serve", "--port", Integer.toString(port)));
    try {
      BufferedReader lines = serving.inputReader(StandardCharsets.UTF_8);
      String line = lines.readLine();
      if (line == null || !line.contains(address())) {
        throw new IllegalStateException("The key holder does not answer: " + line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of its log of requests. */
  public String log() {
    try {
      return Files.readString(folder.resolve("requests.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> run(String... what) {
    Process process = start(Arrays.asList(what));
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> all = lines.lines().toList();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("The key holder refused " + what[0]);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process start(List<String> what) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                place(KeyHolderCommand.class) + ":" + place(Element.class),
                KeyHolderCommand.class.getName()));
    command.addAll(what);
    command.addAll(List.of("--data", folder.toString()));
    try {
      return new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  @Override
  public void close() {
    if (serving != null) {
      serving.destroy();
      serving.onExit().join();
    }
  }
}
