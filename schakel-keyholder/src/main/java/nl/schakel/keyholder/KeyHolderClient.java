// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import nl.schakel.linkage.oblivious.Element;
import nl.schakel.linkage.oblivious.InvalidElement;
import nl.schakel.linkage.oblivious.Mode;
import nl.schakel.linkage.oblivious.ObliviousKey;
import nl.schakel.linkage.oblivious.ObliviousRequest;
import nl.schakel.linkage.oblivious.Proof;
import nl.schakel.linkage.oblivious.ProofRefused;

/**
 * Asks a key holder for pseudonyms without showing it a number.
 *
 * <p>Guarantee: what leaves this process is blinded, and an answer under any other key than the
 * public keys given here is refused, so a key holder cannot mark one client with a key of its own.
 * That holds only when the public keys came by another way than from the key holder's answers.
 */
public final class KeyHolderClient {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI address;
  private final String token;
  private final Map<Integer, Element> publicKeys;
  private final HttpClient http;
  private final SecureRandom random;

  /**
   * @param publicKeys by epoch, as the key holder published them
   * @param trust whom to believe over TLS; empty for the authorities of the JDK
   */
  public KeyHolderClient(
      URI address,
      String token,
      Map<Integer, Element> publicKeys,
      Optional<SSLContext> trust,
      SecureRandom random) {
    boolean loopback = address.getHost() != null && LOOPBACK.contains(address.getHost());
    if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && loopback)) {
      throw new KeyHolderFailed(
          "A key holder is asked over https; http is for one on this machine only.");
    }
    if (publicKeys.isEmpty()) {
      throw new KeyHolderFailed("No public key of the key holder was given.");
    }
    this.address = address;
    this.token = token;
    this.publicKeys = new TreeMap<>(publicKeys);
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    trust.ifPresent(builder::sslContext);
    this.http = builder.build();
    this.random = random;
  }

  /**
   * One pseudonym for each number and open epoch, oldest epoch first, in the order of the numbers.
   * While a rotation runs two epochs are open, and a report with both pseudonyms meets the reports
   * from before and after.
   *
   * @param numbers as {@link NumberKind#normalised(String)} writes them
   */
  public List<List<Pseudonym>> pseudonyms(NumberKind kind, List<String> numbers) {
    List<List<Pseudonym>> all = new ArrayList<>(numbers.size());
    numbers.forEach(number -> all.add(new ArrayList<>()));
    for (int epoch : epochs()) {
      List<Pseudonym> ofEpoch = pseudonyms(kind, numbers, epoch);
      for (int i = 0; i < numbers.size(); i++) {
        all.get(i).add(ofEpoch.get(i));
      }
    }
    return all;
  }

  /** The pseudonym of each number in one epoch, in the order of the numbers. */
  public List<Pseudonym> pseudonyms(NumberKind kind, List<String> numbers, int epoch) {
    List<Pseudonym> pseudonyms = new ArrayList<>(numbers.size());
    for (int from = 0; from < numbers.size(); from += KeyHolder.LARGEST_BATCH) {
      int to = Math.min(numbers.size(), from + KeyHolder.LARGEST_BATCH);
      ask(epoch, kind, numbers.subList(from, to))
          .forEach(output -> pseudonyms.add(Pseudonym.of(epoch, output)));
    }
    return pseudonyms;
  }

  /**
   * Epochs that are open at the key holder and whose public key is known here, oldest first; the
   * current one must be among them.
   */
  public List<Integer> epochs() {
    Map<Integer, String> open = new HashMap<>();
    Integer current = null;
    for (String line : call(request("/v1/epochs").GET().build())) {
      String[] words = line.split(" ");
      if (words.length != 4 || !words[1].matches("[1-9][0-9]{0,5}")) {
        throw strange();
      }
      open.put(Integer.valueOf(words[1]), words[3]);
      if (words[2].equals("current")) {
        current = Integer.valueOf(words[1]);
      }
    }
    if (current == null || !publicKeys.containsKey(current)) {
      throw new KeyHolderFailed(
          "The key holder works in epoch %s, whose public key was not given; get it from its administrator, not from its answers."
              .formatted(current));
    }
    return publicKeys.keySet().stream().filter(open::containsKey).toList();
  }

  private List<byte[]> ask(int epoch, NumberKind kind, List<String> numbers) {
    ObliviousRequest request =
        ObliviousRequest.of(Mode.VOPRF, numbers.stream().map(kind::input).toList(), random);
    StringBuilder body = new StringBuilder("epoch ").append(epoch);
    request.blinded().forEach(element -> body.append('\n').append(element.hex()));
    List<String> lines =
        call(
            request("/v1/evaluations")
                .POST(HttpRequest.BodyPublishers.ofString(body.append('\n').toString()))
                .build());
    if (lines.size() != numbers.size() + 2
        || !lines.get(0).equals("epoch " + epoch)
        || !lines.get(1).startsWith("proof ")) {
      throw strange();
    }
    try {
      ObliviousKey.Evaluation answer =
          new ObliviousKey.Evaluation(
              lines.stream().skip(2).map(Element::ofHex).toList(),
              Optional.of(Proof.ofHex(lines.get(1).substring(6))));
      return request.finish(answer, publicKey(epoch));
    } catch (ProofRefused | InvalidElement e) {
      throw new KeyHolderFailed(
          "The answer was not made with the published key of epoch %d. Use nothing of it and ask the key holder's administrator why."
              .formatted(epoch));
    }
  }

  private Element publicKey(int epoch) {
    return Optional.ofNullable(publicKeys.get(epoch)).orElseThrow(KeyHolderClient::strange);
  }

  private static KeyHolderFailed strange() {
    return new KeyHolderFailed("That is no answer of a key holder; is the address right?");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private List<String> call(HttpRequest request) {
    try {
      HttpResponse<String> answer =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      List<String> lines = answer.body().lines().toList();
      return switch (answer.statusCode()) {
        case 200 -> lines;
        case 401 -> throw new KeyHolderFailed("The key holder does not know this token.");
        case 429 ->
            throw later(answer, "You asked the key holder for as many numbers as you may; wait");
        case 503 ->
            throw later(
                answer,
                "The key holder is answering others and counted nothing of this call; ask again in");
        default ->
            throw new KeyHolderFailed("The key holder answered %d.".formatted(answer.statusCode()));
      };
    } catch (SSLException e) {
      throw new KeyHolderFailed(
          "The certificate of the key holder at %s is not trusted here; give Java a trust store with it (docs/linkage/routes.md)."
              .formatted(request.uri().getAuthority()));
    } catch (IOException e) {
      throw new KeyHolderFailed(
          "The key holder cannot be reached at %s.".formatted(request.uri().getAuthority()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyHolderFailed("Interrupted while asking the key holder.");
    }
  }

  private static KeyHolderFailed later(HttpResponse<String> answer, String why) {
    Optional<Duration> wait =
        answer
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    return new KeyHolderFailed(
        "%s %s seconds."
            .formatted(why, wait.map(time -> Long.toString(time.toSeconds())).orElse("some")),
        wait);
  }
}
