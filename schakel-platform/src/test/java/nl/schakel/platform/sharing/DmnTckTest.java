// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The public test cases of the DMN standard (repository dmn-tck/tck, folder {@code
 * TestCases/compliance-level-2}, Apache-2.0), as far as our reader accepts their tables. Those that
 * do are written again as resources of this test; {@code -Dschakel.dmn-tck=FOLDER} runs them as
 * they were published, with a list of the files outside our subset.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DmnTckTest {
  private static final String TEST = "http://www.omg.org/spec/DMN/20160719/testcase";

  private final Map<String, String> skipped = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private int passed;

  @ParameterizedTest(name = "case {0}, test {1}")
  @CsvFileSource(resources = "/sharing/dmn-tck/cases.csv", numLinesToSkip = 1)
  void a_case_of_our_subset_comes_out_as_the_standard_says(
      String number, String test, String age, String risk, boolean affordable, String expected)
      throws IOException {
    CompiledTable table = new CompiledTable(written(number));

    assertThat(
            answer(table, Map.of("age", Feel.number(age), "risk", risk, "affordable", affordable))
                .values())
        .as("case %s, test %s", number, test)
        .containsExactly((Object[]) expected.split(";", -1));
  }

  private static DecisionTable written(String number) throws IOException {
    String name = "/sharing/dmn-tck/%s.dmn".formatted(number);
    try (InputStream file = Objects.requireNonNull(DmnTckTest.class.getResourceAsStream(name))) {
      return DmnReader.read(name, file.readAllBytes());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "schakel.dmn-tck", matches = ".+")
  void every_case_of_a_table_that_is_read_comes_out_as_the_standard_says() throws Exception {
    Path folder = Path.of(System.getProperty("schakel.dmn-tck", ""));
    for (Path dmn : files(folder, ".dmn")) {
      try {
        DecisionTable table = DmnReader.read(dmn.getFileName().toString(), Files.readAllBytes(dmn));
        for (Path cases : files(Objects.requireNonNull(dmn.getParent()), ".xml")) {
          run(new CompiledTable(table), cases);
        }
      } catch (TablesRefused refused) {
        skipped.put(dmn.getFileName().toString(), refused.problems().getFirst().message());
      }
    }
    skipped.forEach((name, why) -> System.out.printf("DMN TCK skipped %s: %s%n", name, why));
    System.out.printf(
        "DMN TCK level 2: %d cases passed, %d files outside the subset%n", passed, skipped.size());

    assertThat(differences).isEmpty();
    assertThat(passed).isPositive();
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private void run(CompiledTable table, Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    Element root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    for (Element one : elements(root, "testCase")) {
      Map<String, Object> given = new LinkedHashMap<>();
      for (Element input : elements(one, "inputNode")) {
        value(input).ifPresent(value -> given.put(input.getAttribute("name"), value));
      }
      for (Element result : elements(one, "resultNode")) {
        compare(file, one.getAttribute("id"), expected(result), answer(table, given));
      }
    }
  }

  private static Map<String, Object> answer(CompiledTable compiled, Map<String, Object> given) {
    DecisionTable table = compiled.table();
    Object[] values =
        table.inputs().stream().map(input -> given.get(input.name())).toArray(Object[]::new);
    Map<String, Object> answer = new LinkedHashMap<>();
    Optional<DecisionTable.Row> row = compiled.row(values);
    for (int i = 0; i < table.outputs().size(); i++) {
      DecisionTable.Output output = table.outputs().get(i);
      int column = i;
      row.map(found -> found.results().get(column))
          .or(output::otherwise)
          .ifPresent(value -> answer.put(output.name(), value));
    }
    return answer;
  }

  private static Map<String, Object> expected(Element result) {
    Map<String, Object> expected = new LinkedHashMap<>();
    List<Element> parts = elements(result, "component");
    for (Element part : parts) {
      value(part).ifPresent(value -> expected.put(part.getAttribute("name"), value));
    }
    if (parts.isEmpty()) {
      value(result).ifPresent(value -> expected.put(result.getAttribute("name"), value));
    }
    return expected;
  }

  private void compare(
      Path file, String id, Map<String, Object> expected, Map<String, Object> answer) {
    // A table with one output answers under the name of its decision.
    boolean same =
        expected.equals(answer)
            || (expected.size() == 1
                && answer.size() == 1
                && expected.values().iterator().next().equals(answer.values().iterator().next()));
    if (same) {
      passed++;
    } else {
      differences.add("%s %s: expected %s, got %s".formatted(file, id, expected, answer));
    }
  }

  private static Optional<Object> value(Element parent) {
    return elements(parent, "value").stream()
        .findFirst()
        .filter(value -> !value.getAttribute("xsi:nil").equals("true"))
        .map(
            value ->
                switch (value.getAttribute("xsi:type")) {
                  case "xsd:decimal", "xsd:double", "xsd:integer" ->
                      Feel.number(value.getTextContent().strip());
                  case "xsd:boolean" -> Boolean.valueOf(value.getTextContent().strip());
                  default -> value.getTextContent();
                });
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getElementsByTagNameNS(TEST, name);
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }
}
