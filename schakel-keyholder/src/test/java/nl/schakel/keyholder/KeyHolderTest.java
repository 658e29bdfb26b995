// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.linkage.oblivious.Element;
import nl.schakel.linkage.oblivious.Mode;
import nl.schakel.linkage.oblivious.ObliviousKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyHolderTest {
  /** Passes the eleven-test; belongs to nobody. */
  private static final String BSN = "111222333";

  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path data;
  private final HandClock clock = new HandClock();
  private KeyHolderServer server;
  private KeyHolder holder;
  private String police;
  private String shelter;

  /** Moved by hand. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    void forward(Duration time) {
      now = now.plus(time);
    }
  }

  @BeforeEach
  void start() throws IOException {
    police = KeyHolder.clients(data).put("police", 100, 1_000, RANDOM);
    shelter = KeyHolder.clients(data).put("shelter", 3, 5, RANDOM);
    serve();
  }

  private void serve() throws IOException {
    serve(KeyHolderServer.Turns.forThisMachine());
  }

  private void serve(KeyHolderServer.Turns turns) throws IOException {
    holder = KeyHolder.open(data, Optional.empty(), RANDOM, clock);
    server =
        KeyHolderServer.start(
            holder, new InetSocketAddress("127.0.0.1", 0), Optional.empty(), clock, turns);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private Map<Integer, Element> published() {
    Map<Integer, Element> keys = new HashMap<>();
    holder.epochs().forEach(epoch -> keys.put(epoch.number(), epoch.key().publicKey()));
    return keys;
  }

  private KeyHolderClient client(String token) {
    return new KeyHolderClient(address(), token, published(), Optional.empty(), RANDOM);
  }

  private HttpResponse<String> post(String token, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address().resolve("/v1/evaluations"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void two_organisations_get_one_pseudonym_for_one_number() {
    List<List<Pseudonym>> one =
        client(police).pseudonyms(NumberKind.V_NUMBER, List.of("1234567890"));
    List<List<Pseudonym>> other =
        client(shelter).pseudonyms(NumberKind.V_NUMBER, List.of("9876543210", "1234567890"));

    assertThat(one.getFirst()).hasSize(1).isEqualTo(other.get(1));
    assertThat(one.getFirst()).isNotEqualTo(other.get(0));
    assertThat(one.getFirst().getFirst().text()).matches("e1\\.[A-Za-z0-9_-]{43}");
  }

  @Test
  void more_numbers_than_one_call_takes_come_back_in_order() {
    KeyHolder.clients(data).put("police", 1_000, 1_000, RANDOM);
    String token = KeyHolder.clients(data).put("police", 1_000, 1_000, RANDOM);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 203; i++) {
      numbers.add(Long.toString(1_000_000_000L + i));
    }

    List<List<Pseudonym>> all = client(token).pseudonyms(NumberKind.V_NUMBER, numbers);

    assertThat(all).hasSize(203).doesNotHaveDuplicates();
    assertThat(client(police(token)).pseudonyms(NumberKind.V_NUMBER, List.of(numbers.get(202))))
        .containsExactly(all.get(202));
  }

  private static String police(String token) {
    return token;
  }

  @Test
  void a_quota_holds_for_the_hour_and_the_day_and_survives_a_restart() throws Exception {
    KeyHolderClient asking = client(shelter);
    asking.pseudonyms(NumberKind.V_NUMBER, List.of("1000000001", "1000000002", "1000000003"));
    assertThatThrownBy(() -> asking.pseudonyms(NumberKind.V_NUMBER, List.of("1000000004")))
        .isInstanceOf(KeyHolderFailed.class)
        .hasMessageContaining("wait 3601 seconds");

    clock.forward(Duration.ofMinutes(61));
    asking.pseudonyms(NumberKind.V_NUMBER, List.of("1000000004", "1000000005"));
    server.close();
    serve();
    assertThatThrownBy(() -> client(shelter).pseudonyms(NumberKind.V_NUMBER, List.of("1000000006")))
        .hasMessageContaining("as many numbers as you may");

    clock.forward(Duration.ofHours(24));
    assertThat(client(shelter).pseudonyms(NumberKind.V_NUMBER, List.of("1000000006"))).hasSize(1);
  }

  @Test
  void what_is_asked_stands_nowhere() throws Exception {
    Pseudonym pseudonym =
        client(police).pseudonyms(NumberKind.BSN, List.of(BSN)).getFirst().getFirst();

    String log = Files.readString(data.resolve("requests.log"));
    assertThat(log).contains("police evaluated 1 1").doesNotContain(BSN, pseudonym.text());
    assertThat(log.lines().filter(line -> line.contains("evaluated"))).hasSize(1);
  }

  @Test
  void a_changed_a_missing_and_a_cut_line_of_the_log_are_found() throws Exception {
    for (int i = 0; i < 3; i++) {
      client(police).pseudonyms(NumberKind.V_NUMBER, List.of("100000000" + i));
    }
    Path file = data.resolve("requests.log");
    RequestLog log = KeyHolder.log(data, clock);
    String head = log.check().head();
    List<String> lines = Files.readAllLines(file);
    assertThat(log.check(Optional.of(head)).fault()).isEmpty();

    Files.write(
        file, List.of(lines.get(0), lines.get(1).replace("police", "school"), lines.get(2)));
    assertThat(log.check().fault()).contains("Line 2 was changed, moved or follows a missing one.");
    Files.write(file, List.of(lines.get(0), lines.get(2)));
    assertThat(log.check().fault()).isPresent();
    Files.write(file, lines.subList(0, 2));
    assertThat(log.check().fault()).isEmpty();
    assertThat(log.check(Optional.of(head)).fault()).isPresent();
  }

  @Test
  void a_key_holder_does_not_start_on_a_log_that_is_not_whole() throws Exception {
    client(police).pseudonyms(NumberKind.V_NUMBER, List.of("1000000001"));
    Path file = data.resolve("requests.log");
    server.close();
    Files.writeString(file, Files.readString(file).replace(" 1 1 ", " 1 9 "));

    assertThatThrownBy(() -> KeyHolder.open(data, Optional.empty(), RANDOM, clock))
        .isInstanceOf(KeyHolderRefused.class)
        .hasMessageStartingWith("The log is not whole");
  }

  @Test
  void a_line_that_a_power_cut_left_unfinished_is_dropped_and_the_chain_goes_on() throws Exception {
    client(police).pseudonyms(NumberKind.V_NUMBER, List.of("1000000001"));
    Path file = data.resolve("requests.log");
    String whole = Files.readString(file);
    Files.writeString(file, whole + "4 2026-01");

    client(police).pseudonyms(NumberKind.V_NUMBER, List.of("1000000002"));
    assertThat(KeyHolder.log(data, clock).check().fault()).isEmpty();
    assertThat(Files.readString(file)).startsWith(whole);

    server.close();
    Files.writeString(file, Files.readString(file) + "5");
    KeyHolder.open(data, Optional.empty(), RANDOM, clock).close();
    assertThat(KeyHolder.log(data, clock).check().fault()).isEmpty();
  }

  @Test
  void strangers_get_nothing_and_fill_no_log() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(post("skh_guess", "epoch 1\n" + "02".repeat(33)).statusCode()).isEqualTo(401);
    }

    assertThat(Files.readAllLines(data.resolve("requests.log"))).hasSize(1);
    assertThatThrownBy(() -> client("skh_guess").pseudonyms(NumberKind.BSN, List.of(BSN)))
        .hasMessage("The key holder does not know this token.");
  }

  private List<String> logged(String action) throws IOException {
    return Files.readAllLines(data.resolve("requests.log")).stream()
        .filter(line -> line.contains(action))
        .map(line -> line.substring(line.indexOf('Z') + 2, line.lastIndexOf(' ')))
        .toList();
  }

  @Test
  void refused_calls_are_counted_and_summed_up_in_the_log() throws Exception {
    String body = "epoch 1" + ("\n" + published().get(1).hex()).repeat(4);
    for (int i = 0; i < 50; i++) {
      assertThat(post(shelter, body).statusCode()).isEqualTo(429);
      post("skh_guess", body);
    }
    assertThat(logged("over-quota")).containsExactly("shelter over-quota 1 4");
    assertThat(logged("unknown-token")).containsExactly("- unknown-token 0 1");

    clock.forward(Duration.ofMinutes(10));
    post(shelter, body);
    assertThat(logged("over-quota"))
        .containsExactly("shelter over-quota 1 4", "shelter over-quota 1 200");
    assertThat(logged("unknown-token"))
        .containsExactly("- unknown-token 0 1", "- unknown-token 0 49");

    post(shelter, body);
    server.close();
    assertThat(logged("over-quota")).hasSize(3).endsWith("shelter over-quota 1 4");
    assertThat(KeyHolder.log(data, clock).check().fault()).isEmpty();
  }

  @Test
  void slow_strangers_keep_nobody_waiting_and_are_cut_off() throws Exception {
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket stranger = new Socket("127.0.0.1", server.port());
        strangers.add(stranger);
        stranger.getOutputStream().write("POST /v1/eval".getBytes(StandardCharsets.US_ASCII));
      }

      // Sooner than the time after which the strangers are cut off.
      assertThat(
              HttpClient.newHttpClient()
                  .send(
                      HttpRequest.newBuilder(address().resolve("/health"))
                          .timeout(Duration.ofSeconds(4))
                          .build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body())
          .isEqualTo("well\n");
      strangers.getLast().setSoTimeout(20_000);
      assertThat(strangers.getLast().getInputStream().read()).isEqualTo(-1);
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  @Test
  void a_call_that_finds_no_turn_is_asked_to_come_back_and_costs_nothing() throws Exception {
    server.close();
    serve(new KeyHolderServer.Turns(0, Duration.ofMillis(1)));

    HttpResponse<String> answer = post(shelter, "epoch 1\n" + published().get(1).hex());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).startsWith("error busy");
    assertThat(data.resolve("requests.log")).doesNotExist();
    assertThatThrownBy(() -> client(shelter).pseudonyms(NumberKind.BSN, List.of(BSN)))
        .hasMessageContaining("ask again in 5 seconds");
  }

  @Test
  void one_folder_has_one_key_holder_at_a_time() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(command("serve", "--port", "0")).isEqualTo(2);
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "A key holder already runs on %s; stop it first, or give another folder."
                .formatted(data));
    assertThat(command("rotate")).isZero();

    server.close();
    serve();
    assertThat(published()).hasSize(2);
  }

  @Test
  void a_removed_client_is_a_stranger_at_once() {
    KeyHolder.clients(data).remove("police");

    assertThatThrownBy(() -> client(police).pseudonyms(NumberKind.BSN, List.of(BSN)))
        .hasMessage("The key holder does not know this token.");
  }

  @Test
  void wrong_calls_are_refused_with_what_is_wrong() throws Exception {
    String point = published().get(1).hex();

    assertThat(post(police, "").body()).startsWith("error epoch-missing");
    assertThat(post(police, "epoch 1\n").body()).startsWith("error batch-size");
    assertThat(post(police, "epoch 1\n" + (point + "\n").repeat(201)).body())
        .startsWith("error batch-size");
    assertThat(post(police, "epoch 7\n" + point).body()).startsWith("error epoch-closed");
    assertThat(post(police, "epoch 1\n" + point + "\n05" + point.substring(2)).body())
        .startsWith("error element Line 3: 33 bytes are not a point");
    assertThat(post(police, "epoch 1\n" + "00").body()).startsWith("error element Line 2");
    assertThat(post(police, "x".repeat(40_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void a_rotation_gives_both_pseudonyms_until_the_old_epoch_is_closed() {
    Pseudonym before =
        client(police).pseudonyms(NumberKind.BSN, List.of(BSN)).getFirst().getFirst();

    assertThat(command("rotate")).isZero();
    List<Pseudonym> both = client(police).pseudonyms(NumberKind.BSN, List.of(BSN)).getFirst();
    assertThat(both).hasSize(2).startsWith(before);
    assertThat(both.get(1).text()).startsWith("e2.");

    assertThat(command("close", "1")).isZero();
    assertThat(client(police).pseudonyms(NumberKind.BSN, List.of(BSN)).getFirst())
        .containsExactly(both.get(1));
    assertThat(command("close", "2")).isEqualTo(2);
  }

  private int command(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--data", data.toString()));
    return KeyHolderCommand.run(arguments, clock);
  }

  @Test
  void a_client_that_does_not_know_the_new_key_is_told_where_to_get_it() {
    KeyHolderClient old = client(police);
    command("rotate");

    assertThatThrownBy(() -> old.pseudonyms(NumberKind.BSN, List.of(BSN)))
        .hasMessageContaining("epoch 2, whose public key was not given");
  }

  @Test
  void a_key_holder_with_another_key_than_it_published_is_found_out() {
    Map<Integer, Element> handedOver =
        Map.of(1, ObliviousKey.fresh(Mode.VOPRF, RANDOM).publicKey());

    assertThatThrownBy(
            () ->
                new KeyHolderClient(address(), police, handedOver, Optional.empty(), RANDOM)
                    .pseudonyms(NumberKind.BSN, List.of(BSN)))
        .hasMessageContaining("was not made with the published key of epoch 1");
  }

  @Test
  void nothing_but_this_machine_is_asked_in_clear() {
    assertThatThrownBy(
            () ->
                new KeyHolderClient(
                    URI.create("http://key-holder.example"),
                    police,
                    published(),
                    Optional.empty(),
                    RANDOM))
        .hasMessageContaining("https");
    assertThat(command("serve", "--address", "0.0.0.0")).isEqualTo(2);
  }

  @Test
  void the_files_are_for_their_owner_alone() throws Exception {
    for (String name : List.of("keys", "clients", "requests.log")) {
      client(police).pseudonyms(NumberKind.BSN, List.of(BSN));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
          .isEqualTo("rw-------");
    }
    server.close();
    Files.setPosixFilePermissions(
        data.resolve("keys"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> KeyHolder.open(data, Optional.empty(), RANDOM, clock))
        .isInstanceOf(KeyHolderRefused.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void a_passphrase_seals_the_keys(@TempDir Path other) throws Exception {
    KeyRing sealed = KeyHolder.keys(other, Optional.of("a long passphrase"), RANDOM, clock);
    String kept = Files.readString(other.resolve("keys"));

    assertThat(kept).startsWith("schakel-key-holder-sealed 1").doesNotContain("epoch");
    assertThat(
            KeyHolder.keys(other, Optional.of("a long passphrase"), RANDOM, clock)
                .current()
                .key()
                .publicKey())
        .isEqualTo(sealed.current().key().publicKey());
    assertThatThrownBy(() -> KeyHolder.keys(other, Optional.of("another"), RANDOM, clock))
        .hasMessage("The passphrase does not open the file of keys.");
    assertThatThrownBy(() -> KeyHolder.keys(other, Optional.empty(), RANDOM, clock))
        .hasMessageContaining("is sealed");
  }

  @Test
  void a_file_of_numbers_becomes_a_file_of_pseudonyms(@TempDir Path folder) throws Exception {
    Path input = folder.resolve("numbers.csv");
    Path output = folder.resolve("pseudonyms.csv");
    Path token = folder.resolve("token");
    Files.writeString(
        input,
        "reference,v_number,remark\na-1,V-1234567890,\"one, two\"\na-2,,\na-3,1234567890,x\n");
    OwnerFile.write(token, police + "\n");
    String published = "1:" + published().get(1).hex();

    int code =
        PseudonymiseCommand.run(
            List.of(
                "--input", input.toString(),
                "--output", output.toString(),
                "--key-holder", address().toString(),
                "--token-file", token.toString(),
                "--public-key", published));

    assertThat(code).isZero();
    List<String> lines = Files.readAllLines(output);
    assertThat(lines.get(0)).isEqualTo("reference,v_number_pseudonym,remark");
    assertThat(lines.get(1)).matches("a-1,e1\\.[A-Za-z0-9_-]{43},\"one, two\"");
    assertThat(lines.get(2)).isEqualTo("a-2,,");
    assertThat(lines.get(3).split(",")[1]).isEqualTo(lines.get(1).split(",")[1]);
    assertThat(Files.readString(output)).doesNotContain("1234567890");
  }

  @Test
  void a_wrong_number_is_named_by_its_place_and_nothing_is_written(@TempDir Path folder)
      throws Exception {
    Path input = folder.resolve("numbers.csv");
    Path output = folder.resolve("pseudonyms.csv");
    Path token = folder.resolve("token");
    Files.writeString(input, "bsn\n111222333\n111222334\n");
    OwnerFile.write(token, police);

    int code =
        PseudonymiseCommand.run(
            List.of(
                "--input", input.toString(),
                "--output", output.toString(),
                "--key-holder", address().toString(),
                "--token-file", token.toString(),
                "--public-key", "1:" + published().get(1).hex()));

    assertThat(code).isEqualTo(2);
    assertThat(output).doesNotExist();
  }

  @Test
  void numbers_are_written_in_one_way() {
    assertThat(NumberKind.V_NUMBER.normalised(" V-1234567890 ")).contains("1234567890");
    assertThat(NumberKind.V_NUMBER.normalised("123456789")).isEmpty();
    assertThat(NumberKind.BSN.normalised("1112.22.333")).contains(BSN);
    assertThat(NumberKind.BSN.normalised("10000008")).contains("010000008");
    assertThat(NumberKind.BSN.normalised("000000000")).isEmpty();
    assertThat(NumberKind.BSN.normalised("11122233a")).isEmpty();
  }

  @Test
  void odd_files_are_refused_by_line() {
    assertThatThrownBy(() -> NumberTable.read("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> NumberTable.read("a,b\n1\n"))
        .hasMessage("Line 2 has 1 columns, the first line 2.");
    assertThatThrownBy(() -> NumberTable.read("a\n\"x"))
        .hasMessage("A quote that opens on line 2 does not close.");
  }
}
