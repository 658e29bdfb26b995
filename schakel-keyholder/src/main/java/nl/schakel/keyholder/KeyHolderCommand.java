// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** {@code ./schakel key-holder}: runs the key holder and keeps its house. */
public final class KeyHolderCommand {
  private static final int PORT = 8190;
  private static final int PER_HOUR = 200;
  private static final int PER_DAY = 1_000;
  private static final int MOST = 1_000_000;
  private static final Set<String> OPTIONS =
      Set.of(
          "--data",
          "--port",
          "--address",
          "--passphrase-file",
          "--tls-keystore",
          "--tls-password-file",
          "--per-hour",
          "--per-day",
          "--head");
  private static final String USAGE =
      """
      Usage: ./schakel key-holder [WHAT] --data DIR [OPTIONS]

        serve                answers clients (the default)
          --port PORT          port, 8190 when not given
          --address ADDRESS    address to listen on; 127.0.0.1 when not given, another one needs TLS
          --tls-keystore FILE  certificate and key (PKCS12), for TLS 1.3
          --tls-password-file FILE
        add-client NAME      lets an organisation ask, or gives it a new token; prints the token once
          --per-hour N         numbers in any 60 minutes, 200 when not given
          --per-day N          numbers in any 24 hours, 1000 when not given
        remove-client NAME   stops an organisation
        clients              who may ask how much
        public-keys          the public key of each open epoch, to hand to reporters
        rotate               opens a new epoch; the old ones answer until they are closed
        close EPOCH          throws the key of an epoch away, for good
        verify-log           finds a changed, missing or moved line
          --head HASH          a head that was kept elsewhere: it must be one of the chain

      --passphrase-file FILE seals the file of keys under the first line of FILE, with every WHAT.
      """;

  private final Options options;
  private final Clock clock;
  private final SecureRandom random;

  private KeyHolderCommand(Options options, Clock clock, SecureRandom random) {
    this.options = options;
    this.clock = clock;
    this.random = random;
  }

  public static void main(String[] arguments) {
    int code = run(List.of(arguments), Clock.systemUTC());
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Returns the exit code; a server that was started goes on in its own threads. */
  static int run(List<String> arguments, Clock clock) {
    if (arguments.contains("help") || arguments.contains("--help")) {
      System.out.print(USAGE);
      return 0;
    }
    try {
      return new KeyHolderCommand(new Options(arguments, OPTIONS), clock, new SecureRandom()).run();
    } catch (KeyHolderRefused e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException | UncheckedIOException e) {
      System.err.println("The key holder cannot go on: " + e.getMessage());
      return 1;
    }
  }

  private int run() throws IOException {
    List<String> words = options.words();
    String what = words.isEmpty() ? "serve" : words.getFirst();
    OwnerFile.folder(data());
    return switch (what) {
      case "serve" -> serve();
      case "add-client" -> addClient(argument());
      case "remove-client" -> removeClient(argument());
      case "clients" -> clients();
      case "public-keys" -> publicKeys();
      case "rotate" -> rotate();
      case "close" -> close(argument());
      case "verify-log" -> verifyLog();
      default ->
          throw new KeyHolderRefused("The key holder does not know '" + what + "'; see help.");
    };
  }

  private Path data() {
    return Path.of(options.required("--data"));
  }

  private String argument() {
    if (options.words().size() != 2) {
      throw new KeyHolderRefused("Name one thing after " + options.words().getFirst() + ".");
    }
    return options.words().get(1);
  }

  private KeyRing keys() {
    return KeyHolder.keys(data(), options.secret("--passphrase-file"), random, clock);
  }

  private int serve() throws IOException {
    InetAddress address = InetAddress.getByName(options.one("--address").orElse("127.0.0.1"));
    Optional<SSLContext> tls = options.identity();
    if (!address.isLoopbackAddress() && tls.isEmpty()) {
      throw new KeyHolderRefused(
          "Tokens may not cross a network in clear: give --tls-keystore and --tls-password-file with --address.");
    }
    KeyHolder holder = KeyHolder.open(data(), options.secret("--passphrase-file"), random, clock);
    KeyHolderServer server = server(holder, address, tls);
    log("started", holder.epochs().getLast().number());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.printf(
        "The key holder answers on %s://%s:%d in epoch %d. %s%n",
        tls.isPresent() ? "https" : "http",
        address.getHostAddress(),
        server.port(),
        holder.epochs().getLast().number(),
        options.one("--passphrase-file").isPresent()
            ? "Its keys are sealed."
            : "Its keys are in clear in a file for its owner alone; --passphrase-file seals them.");
    return 0;
  }

  private KeyHolderServer server(KeyHolder holder, InetAddress address, Optional<SSLContext> tls)
      throws IOException {
    int port = options.number("--port", PORT, 0, 65_535);
    try {
      return KeyHolderServer.start(
          holder,
          new InetSocketAddress(address, port),
          tls,
          clock,
          KeyHolderServer.Turns.forThisMachine());
    } catch (BindException e) {
      holder.close();
      throw new KeyHolderRefused(
          "%s:%d is taken or no address of this machine; give another --port or --address."
              .formatted(address.getHostAddress(), port));
    }
  }

  private void log(String action, int epoch) {
    KeyHolder.log(data(), clock).append("administrator", action, epoch, 0);
  }

  private int addClient(String name) {
    String token =
        KeyHolder.clients(data())
            .put(
                name,
                options.number("--per-hour", PER_HOUR, 1, MOST),
                options.number("--per-day", PER_DAY, 1, MOST),
                random);
    log("client-added/" + name, 0);
    System.out.println(token);
    System.err.println(
        "This token is shown once. Give it to " + name + " by a safe way, and nobody else.");
    return 0;
  }

  private int removeClient(String name) {
    KeyHolder.clients(data()).remove(name);
    log("client-removed/" + name, 0);
    return 0;
  }

  private int clients() {
    KeyHolder.clients(data())
        .all()
        .forEach(
            client ->
                System.out.printf(
                    "%s: %d an hour, %d a day%n",
                    client.name(), client.perHour(), client.perDay()));
    return 0;
  }

  private int publicKeys() {
    keys()
        .epochs()
        .forEach(
            epoch -> System.out.printf("%d:%s%n", epoch.number(), epoch.key().publicKey().hex()));
    return 0;
  }

  private int rotate() {
    KeyRing.Epoch fresh = keys().rotate(clock.instant());
    log("epoch-opened", fresh.number());
    System.out.printf(
        "Epoch %d is open. Hand %d:%s to every client; close the old epoch when all reports that must still link are in the new one.%n",
        fresh.number(), fresh.number(), fresh.key().publicKey().hex());
    return 0;
  }

  private int close(String number) {
    int epoch = number.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(number) : 0;
    keys().close(epoch);
    log("epoch-closed", epoch);
    System.out.printf("Epoch %d is closed; its key is gone from this file.%n", epoch);
    return 0;
  }

  private int verifyLog() {
    RequestLog.Check check = KeyHolder.log(data(), clock).check(options.one("--head"));
    if (check.fault().isPresent()) {
      System.err.println(check.fault().get());
      return 1;
    }
    System.out.printf("%d lines, whole. Head: %s%n", check.lines(), check.head());
    return 0;
  }
}
