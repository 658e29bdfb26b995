// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Puts a candidate row into the table that it would stand in: a DMN file that can be opened, judged
 * by the checks and proposed as a new version.
 */
@Component
class CandidateTables {
  private static final String DMN = "https://www.omg.org/spec/DMN/20230324/MODEL/";
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final SharingTables tables;
  private final SharingRules rules;
  private final SharingCodes codes;
  private final LawGrounds grounds;
  private final Clock clock;

  CandidateTables(
      SharingTables tables,
      SharingRules rules,
      SharingCodes codes,
      LawGrounds grounds,
      Clock clock) {
    this.tables = tables;
    this.rules = rules;
    this.codes = codes;
    this.grounds = grounds;
    this.clock = clock;
  }

  /** The whole table in force with the candidate as its last row. */
  byte[] file(CandidateRule candidate) {
    try {
      Document document = parsed(tables.file(candidate.area()).orElseThrow());
      Element table = (Element) document.getElementsByTagNameNS(DMN, "decisionTable").item(0);
      table.appendChild(row(document, candidate, freeId(candidate.area())));
      return written(document);
    } catch (ParserConfigurationException | SAXException | IOException | TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the checks say of the tables with the candidate in them; empty when it could go in. */
  List<String> problems(CandidateRule candidate) {
    DecisionTable changed = DmnReader.read(candidate.area() + ".dmn", file(candidate));
    List<DecisionTable> all = new ArrayList<>();
    for (DecisionTable table : rules.rulebook().tables()) {
      all.add(table.id().equals(candidate.area()) ? changed : table);
    }
    return TableChecks.problems(all, codes, grounds, LocalDate.now(clock.withZone(ZONE))).stream()
        .map(TableProblem::toString)
        .toList();
  }

  private String freeId(String area) {
    List<String> taken =
        rules.rulebook().tables().stream()
            .flatMap(table -> table.rows().stream())
            .map(DecisionTable.Row::id)
            .toList();
    int number = 1;
    while (taken.contains("%s-%02d".formatted(area, number))) {
      number++;
    }
    return "%s-%02d".formatted(area, number);
  }

  private static Element row(Document document, CandidateRule candidate, String id) {
    Element rule = document.createElementNS(DMN, "rule");
    rule.setAttribute("id", id);
    List<String> inputs = candidate.inputEntries();
    for (int i = 0; i < inputs.size(); i++) {
      entry(rule, "inputEntry", id + "-" + SharingQuestion.INPUTS.get(i), inputs.get(i));
    }
    List<String> outputs = candidate.outputEntries();
    for (int i = 0; i < outputs.size(); i++) {
      entry(rule, "outputEntry", id + "-" + TableChecks.OUTPUTS.get(i), outputs.get(i));
    }
    candidate.notes().forEach(note -> entry(rule, "annotationEntry", "", note));
    return rule;
  }

  private static void entry(Element rule, String kind, String id, String content) {
    Document document = rule.getOwnerDocument();
    Element entry = document.createElementNS(DMN, kind);
    if (!id.isEmpty()) {
      entry.setAttribute("id", id);
    }
    Element text = document.createElementNS(DMN, "text");
    text.setTextContent(content);
    entry.appendChild(text);
    rule.appendChild(entry);
  }

  private static Document parsed(byte[] xml)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
  }

  private static byte[] written(Document document) throws TransformerException {
    TransformerFactory factory = TransformerFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    Transformer transformer = factory.newTransformer();
    transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    transformer.transform(new DOMSource(document), new StreamResult(out));
    return out.toByteArray();
  }
}
