// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkStoreTest {
  private static final int OLD = 400;
  private static String[] lines;
  private static Model model;
  private static Records known;

  @TempDir private Path folder;

  @BeforeAll
  static void learn() {
    Records whole = InventedData.records(1000, 11);
    model = Trainer.train(whole, InventedData.settings(whole), 2, Progress.none());
    lines = InventedData.text(1000, 11).split("\n");
    String old = String.join("\n", Arrays.copyOf(lines, OLD + 1)) + "\n";
    known = TestData.reader(old, "reports.csv").finish();
  }

  private static Map<String, String> fields(int line) {
    String[] columns = lines[0].split(",");
    String[] cells = lines[line].split(",", -1);
    Map<String, String> fields = new LinkedHashMap<>();
    for (int c = 1; c < columns.length; c++) {
      fields.put(columns[c], cells[c]);
    }
    return fields;
  }

  private static String id(int line) {
    return lines[line].substring(0, lines[line].indexOf(','));
  }

  private static List<List<LinkIndex.Match>> add(LinkStore store, int from, int to) {
    List<List<LinkIndex.Match>> found = new ArrayList<>();
    for (int line = from; line < to; line++) {
      found.add(store.add(id(line), line % 2 == 0 ? "reports" : "later source", fields(line)));
    }
    return found;
  }

  private static List<List<LinkIndex.Match>> ask(LinkStore store) {
    List<List<LinkIndex.Match>> found = new ArrayList<>();
    for (int line = 1; line < lines.length; line++) {
      found.add(store.find("new", "reports", fields(line)));
    }
    return found;
  }

  @Test
  void a_store_that_is_opened_again_answers_the_same() {
    Path path = folder.resolve("store");
    List<List<LinkIndex.Match>> before;
    try (LinkStore store = LinkStore.create(path, known, model)) {
      add(store, OLD + 1, 801);
      before = ask(store);
    }

    try (LinkStore store = LinkStore.open(path, model)) {
      assertThat(store.size()).isEqualTo(800);
      assertThat(ask(store)).isEqualTo(before);
      assertThat(before.stream().mapToInt(List::size).sum()).isGreaterThan(800);
    }
  }

  @Test
  void a_file_cut_off_anywhere_in_its_last_entry_loses_that_entry_only() throws IOException {
    Path path = folder.resolve("store");
    long whole;
    try (LinkStore store = LinkStore.create(path, known, model)) {
      add(store, OLD + 1, OLD + 2);
      whole = Files.size(path);
      add(store, OLD + 2, OLD + 3);
    }
    byte[] bytes = Files.readAllBytes(path);
    for (int length = (int) whole; length < bytes.length; length += 7) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));

      try (LinkStore store = LinkStore.open(cut, model)) {
        assertThat(store.size()).isEqualTo(OLD + 1);
        add(store, OLD + 2, OLD + 3);
      }
      assertThat(Files.readAllBytes(cut)).isEqualTo(bytes);
    }
  }

  @Test
  void zeros_after_a_power_cut_are_taken_away() throws IOException {
    Path path = folder.resolve("store");
    LinkStore.create(path, known, model).close();
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length + 100));

    LinkStore.open(path, model).close();

    assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.99})
  void a_file_damaged_before_its_last_entry_is_refused(double where) throws IOException {
    Path path = folder.resolve("store");
    LinkStore.create(path, known, model).close();
    byte[] bytes = Files.readAllBytes(path);
    bytes[(int) (bytes.length * where)] ^= 1;
    Files.write(path, bytes);

    assertThatThrownBy(() -> LinkStore.open(path, model)).hasMessageContaining("damaged at byte");
    assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
  }

  @Test
  void a_file_of_something_else_and_an_unknown_column_are_refused() throws IOException {
    Path path = Files.writeString(folder.resolve("store"), "id,name\n1,Lina\n");
    assertThatThrownBy(() -> LinkStore.open(path, model)).hasMessageContaining("not a file of");

    try (LinkStore store = LinkStore.create(path, known, model)) {
      assertThatThrownBy(() -> store.add("x", "reports", Map.of("nam", "Lina")))
          .hasMessageContaining("no column 'nam'");
      assertThat(store.size()).isEqualTo(OLD);
    }
  }

  @Test
  void what_a_file_calls_missing_is_missing_for_one_record_too() {
    try (LinkStore store = LinkStore.create(folder.resolve("store"), known, model)) {
      Map<String, String> with = fields(5);
      with.put("alias", " ");
      with.put("given_name", "  " + with.get("given_name"));

      assertThat(store.find("new", "reports", with))
          .isEqualTo(store.find("new", "reports", fields(5)))
          .isNotEmpty();
    }
  }
}
