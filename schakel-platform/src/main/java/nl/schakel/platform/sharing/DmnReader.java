// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads one decision table from a DMN 1.5 file.
 *
 * <p>Guarantee: the file cannot make the reader fetch anything or grow without end, because
 * document types, and with them entities, are refused; and what the reader does not understand is a
 * problem, never silently skipped.
 */
final class DmnReader {
  private static final String NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/";
  private static final int LARGEST_BYTES = 2_000_000;

  private final String file;
  private final List<TableProblem> problems = new ArrayList<>();

  private DmnReader(String file) {
    this.file = file;
  }

  /**
   * Reads a table.
   *
   * @throws TablesRefused with every problem when the file is not a table that we can run
   */
  static DecisionTable read(String file, byte[] xml) {
    DmnReader reader = new DmnReader(file);
    DecisionTable table = reader.table(xml);
    if (!reader.problems.isEmpty()) {
      throw new TablesRefused(reader.problems);
    }
    return table;
  }

  private DecisionTable table(byte[] xml) {
    Element root = root(xml);
    if (!NAMESPACE.equals(root.getNamespaceURI()) || !"definitions".equals(root.getLocalName())) {
      throw refused("this is not a DMN 1.5 file");
    }
    List<Element> decisions = children(root, "decision");
    List<Element> tables =
        decisions.size() == 1 ? children(decisions.getFirst(), "decisionTable") : List.of();
    if (tables.size() != 1) {
      throw refused("expected one decision with one decision table");
    }
    Element decision = decisions.getFirst();
    String id = decision.getAttribute("id");
    Element table = tables.getFirst();
    String policy = table.getAttribute("hitPolicy");
    if (!policy.isEmpty() && !policy.equals("UNIQUE")) {
      problem("", "", "hit policy %s, expected UNIQUE".formatted(policy));
    }
    List<DecisionTable.Input> inputs = children(table, "input").stream().map(this::input).toList();
    List<DecisionTable.Output> outputs =
        children(table, "output").stream().map(one -> output(one, decision)).toList();
    List<String> annotations =
        children(table, "annotation").stream().map(one -> one.getAttribute("name")).toList();
    return new DecisionTable(
        id,
        text(root, "description"),
        inputs,
        outputs,
        annotations,
        rows(table, inputs, outputs, annotations));
  }

  private Element root(byte[] xml) {
    if (xml.length > LARGEST_BYTES) {
      throw refused("the file is larger than %d bytes".formatted(LARGEST_BYTES));
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Silent());
      return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
    } catch (SAXParseException e) {
      throw refused("line %d: %s".formatted(e.getLineNumber(), e.getMessage()));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /** By default the parser prints errors; they are told in the problem instead. */
  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }

  private DecisionTable.Input input(Element column) {
    String name =
        children(column, "inputExpression").stream()
            .findFirst()
            .map(expression -> text(expression, "text"))
            .orElse("");
    if (!name.matches("[A-Za-z][A-Za-z0-9 _]*")) {
      problem("", name, "an input must be the plain name of an input");
    }
    return new DecisionTable.Input(name, allowed(column, "inputValues", name));
  }

  private DecisionTable.Output output(Element column, Element decision) {
    // A table with one output may leave its name out: it is the name of the decision then.
    String given = column.getAttribute("name");
    String name = given.isEmpty() ? decision.getAttribute("name") : given;
    Optional<Object> otherwise =
        children(column, "defaultOutputEntry").stream()
            .findFirst()
            .flatMap(entry -> understood("", name, text(entry, "text"), Feel::result));
    return new DecisionTable.Output(name, allowed(column, "outputValues", name), otherwise);
  }

  private Set<Object> allowed(Element column, String child, String name) {
    return children(column, child).stream()
        .findFirst()
        .flatMap(values -> understood("", name, text(values, "text"), Feel::values))
        .orElse(Set.of());
  }

  private List<DecisionTable.Row> rows(
      Element table,
      List<DecisionTable.Input> inputs,
      List<DecisionTable.Output> outputs,
      List<String> annotations) {
    List<DecisionTable.Row> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Element rule : children(table, "rule")) {
      String id =
          rule.getAttribute("id").isEmpty()
              ? Integer.toString(rows.size() + 1)
              : rule.getAttribute("id");
      if (!ids.add(id)) {
        problem(id, "", "this identifier stands twice");
      }
      row(id, rule, inputs, outputs, annotations).ifPresent(rows::add);
    }
    return rows;
  }

  private Optional<DecisionTable.Row> row(
      String id,
      Element rule,
      List<DecisionTable.Input> inputs,
      List<DecisionTable.Output> outputs,
      List<String> annotations) {
    List<String> asked = texts(rule, "inputEntry");
    List<String> answered = texts(rule, "outputEntry");
    List<String> notes = texts(rule, "annotationEntry");
    if (asked.size() != inputs.size()
        || answered.size() != outputs.size()
        || (!notes.isEmpty() && notes.size() != annotations.size())) {
      problem(
          id,
          "",
          "%d inputs, %d outputs, %d notes; expected %d, %d, %d"
              .formatted(
                  asked.size(),
                  answered.size(),
                  notes.size(),
                  inputs.size(),
                  outputs.size(),
                  annotations.size()));
      return Optional.empty();
    }
    List<UnaryTest> tests = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      DecisionTable.Input column = inputs.get(i);
      understood(id, column.name(), asked.get(i), Feel::test)
          .filter(test -> known(id, column, test))
          .ifPresent(tests::add);
    }
    List<Object> results = new ArrayList<>();
    for (int i = 0; i < answered.size(); i++) {
      DecisionTable.Output column = outputs.get(i);
      understood(id, column.name(), answered.get(i), Feel::result)
          .filter(value -> known(id, column, value))
          .ifPresent(results::add);
    }
    return Optional.of(new DecisionTable.Row(id, tests, results, notes));
  }

  private boolean known(String row, DecisionTable.Input column, UnaryTest test) {
    Set<Object> named =
        switch (test) {
          case UnaryTest.OneOf one -> one.values();
          case UnaryTest.NoneOf none -> none.values();
          case UnaryTest.Anything ignored -> Set.of();
          case UnaryTest.Compared ignored -> Set.of();
          case UnaryTest.Between ignored -> Set.of();
        };
    return known(row, column.name(), column.allowed(), named);
  }

  private boolean known(String row, DecisionTable.Output column, Object value) {
    return known(row, column.name(), column.allowed(), Set.of(value));
  }

  private boolean known(String row, String column, Set<Object> allowed, Set<Object> named) {
    if (allowed.isEmpty() || allowed.containsAll(named)) {
      return true;
    }
    named.stream()
        .filter(value -> !allowed.contains(value))
        .sorted(Comparator.comparing(Object::toString))
        .forEach(value -> problem(row, column, "'%s' is not a value of it".formatted(value)));
    return false;
  }

  private <T> Optional<T> understood(
      String row, String column, String text, Function<String, T> reading) {
    try {
      return Optional.of(reading.apply(text));
    } catch (Feel.NotUnderstood e) {
      problem(row, column, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void problem(String row, String column, String message) {
    problems.add(new TableProblem(file, row, column, message));
  }

  private TablesRefused refused(String message) {
    return new TablesRefused(List.of(new TableProblem(file, "", "", message)));
  }

  private static List<String> texts(Element parent, String name) {
    return children(parent, name).stream().map(entry -> text(entry, "text")).toList();
  }

  /** The text of a child element; empty when there is none. */
  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .findFirst()
        .map(Element::getTextContent)
        .map(String::strip)
        .orElse("");
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (@Nullable Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && name.equals(element.getLocalName())
          && NAMESPACE.equals(element.getNamespaceURI())) {
        found.add(element);
      }
    }
    return found;
  }
}
