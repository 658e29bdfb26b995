// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import nl.schakel.linkage.oblivious.Element;
import nl.schakel.linkage.oblivious.InvalidElement;
import nl.schakel.linkage.oblivious.Proof;

/**
 * The key holder over HTTP: {@code GET /v1/epochs} and {@code POST /v1/evaluations}, lines of text
 * both ways, a token in each call.
 */
final class KeyHolderServer implements AutoCloseable {
  private static final int LONGEST_BODY = 32 * 1024;
  private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

  /**
   * Limits of the JDK's server, unless they were given on the command line of Java: what a call may
   * take to come in and to go out, how long an unused connection stays, and how many there may be.
   */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "20",
          "sun.net.httpserver.maxRspTime", "20",
          "sun.net.httpserver.idleInterval", "20",
          "jdk.httpserver.maxConnections", "1000");

  /** How many evaluations run at a time, and how long a call waits for its turn. */
  record Turns(int atATime, Duration patience) {
    static Turns forThisMachine() {
      return new Turns(Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(5));
    }
  }

  private final HttpServer server;
  // A connection costs a virtual thread, so slow callers hold nothing that others need.
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final KeyHolder holder;
  private final Clock clock;
  private final Turns turns;
  private final Semaphore evaluating;
  private Instant complained = Instant.MIN;
  private int failures;

  private KeyHolderServer(HttpServer server, KeyHolder holder, Clock clock, Turns turns) {
    this.server = server;
    this.holder = holder;
    this.clock = clock;
    this.turns = turns;
    this.evaluating = new Semaphore(turns.atATime(), true);
  }

  /** Answers from now on; with a context by TLS 1.3, without one in clear. */
  static KeyHolderServer start(
      KeyHolder holder,
      InetSocketAddress address,
      Optional<SSLContext> tls,
      Clock clock,
      Turns turns)
      throws IOException {
    LIMITS.forEach(System.getProperties()::putIfAbsent);
    HttpServer http =
        tls.isPresent() ? HttpsServer.create(address, 0) : HttpServer.create(address, 0);
    if (http instanceof HttpsServer https) {
      https.setHttpsConfigurator(
          new HttpsConfigurator(tls.orElseThrow()) {
            @Override
            public void configure(HttpsParameters parameters) {
              parameters.setProtocols(new String[] {"TLSv1.3"});
            }
          });
    }
    KeyHolderServer server = new KeyHolderServer(http, holder, clock, turns);
    http.setExecutor(server.threads);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private record Answer(int status, String text, Optional<Duration> retryAfter) {
    static Answer of(int status, String text) {
      return new Answer(status, text, Optional.empty());
    }

    static Answer error(int status, String code, String sentence) {
      return of(status, "error %s %s\n".formatted(code, sentence));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answerTo(exchange);
      } catch (RuntimeException e) {
        complain(e);
        answer = Answer.error(500, "failed", "The key holder failed; look at its own output.");
      }
      byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      answer
          .retryAfter()
          .ifPresent(
              wait ->
                  exchange
                      .getResponseHeaders()
                      .set("Retry-After", Long.toString(wait.toSeconds())));
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** One line a minute at most, so that nobody can fill the disk with it. */
  private synchronized void complain(RuntimeException failure) {
    failures++;
    Instant now = clock.instant();
    if (now.isAfter(complained.plus(BETWEEN_COMPLAINTS))) {
      System.err.printf("%d calls failed, the last by %s%n", failures, failure);
      complained = now;
      failures = 0;
    }
  }

  private Answer answerTo(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String call = exchange.getRequestMethod() + " " + path;
    if (call.equals("GET /health")) {
      return Answer.of(200, "well\n");
    }
    Optional<Client> client = caller(exchange);
    if (client.isEmpty()) {
      return Answer.error(401, "unknown-token", "Send Authorization: Bearer and your token.");
    }
    return switch (call) {
      case "GET /v1/epochs" -> Answer.of(200, epochs());
      case "POST /v1/evaluations" -> evaluate(client.get(), exchange.getRequestBody());
      default ->
          Answer.error(404, "unknown-call", "There is GET /v1/epochs and POST /v1/evaluations.");
    };
  }

  private Optional<Client> caller(HttpExchange exchange) {
    String given =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    Optional<Client> client =
        given.startsWith("Bearer ") ? holder.client(given.substring(7).strip()) : Optional.empty();
    if (client.isEmpty()) {
      holder.unknownCaller();
    }
    return client;
  }

  private String epochs() {
    StringBuilder text = new StringBuilder();
    List<KeyRing.Epoch> open = holder.epochs();
    for (KeyRing.Epoch epoch : open) {
      text.append(
          "epoch %d %s %s\n"
              .formatted(
                  epoch.number(),
                  epoch.equals(open.getLast()) ? "current" : "closing",
                  epoch.key().publicKey().hex()));
    }
    return text.toString();
  }

  private Answer evaluate(Client client, InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LONGEST_BODY + 1);
    if (bytes.length > LONGEST_BODY) {
      return Answer.error(413, "too-long", "A call has at most %d bytes.".formatted(LONGEST_BODY));
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty() || !lines.getFirst().matches("epoch [1-9][0-9]{0,5}")) {
      return Answer.error(422, "epoch-missing", "The first line is 'epoch' and its number.");
    }
    if (lines.size() < 2 || lines.size() > KeyHolder.LARGEST_BATCH + 1) {
      return Answer.error(
          422, "batch-size", "A call has 1..%d elements.".formatted(KeyHolder.LARGEST_BATCH));
    }
    List<Element> blinded = new ArrayList<>(lines.size() - 1);
    for (int i = 1; i < lines.size(); i++) {
      try {
        blinded.add(Element.ofHex(lines.get(i)));
      } catch (InvalidElement e) {
        return Answer.error(422, "element", "Line %d: %s".formatted(i + 1, e.getMessage()));
      }
    }
    return inTurn(
        () ->
            told(
                holder.evaluate(client, Integer.parseInt(lines.getFirst().substring(6)), blinded)));
  }

  /**
   * Only calls that came in whole wait for a processor; who waits too long is asked to come back.
   */
  private Answer inTurn(Supplier<Answer> work) {
    try {
      if (!evaluating.tryAcquire(turns.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return BUSY;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return BUSY;
    }
    try {
      return work.get();
    } finally {
      evaluating.release();
    }
  }

  private static final Answer BUSY =
      new Answer(
          503,
          "error busy Others are being answered; nothing was counted. Ask again in 5 seconds.\n",
          Optional.of(Duration.ofSeconds(5)));

  private static Answer told(KeyHolder.Outcome outcome) {
    return switch (outcome) {
      case KeyHolder.Outcome.UnknownEpoch(int epoch) ->
          Answer.error(404, "epoch-closed", "Epoch %d is not open.".formatted(epoch));
      case KeyHolder.Outcome.TooMany(Duration wait) ->
          new Answer(
              429,
              "error over-quota Ask again in %d seconds.\n".formatted(wait.toSeconds()),
              Optional.of(wait));
      case KeyHolder.Outcome.Done done -> {
        StringBuilder text = new StringBuilder("epoch %d\n".formatted(done.epoch()));
        text.append("proof ").append(done.evaluation().proof().map(Proof::hex).orElseThrow());
        done.evaluation().elements().forEach(one -> text.append('\n').append(one.hex()));
        yield Answer.of(200, text.append('\n').toString());
      }
    };
  }

  @Override
  public void close() {
    server.stop(1);
    // A call that still comes in slowly is cut off.
    threads.shutdownNow();
    threads.close();
    holder.close();
  }
}
