// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.SeriesBreak;
import nl.schakel.platform.report.Code;
import nl.schakel.platform.report.CodeLists;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes down, beside the facts, all that is needed to read them years later. */
@Component
class FrozenDefinitions {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Specifications specifications;
  private final CodeLists codes;
  private final PublishedNumbers published;
  private final ObjectProvider<BuildProperties> build;

  FrozenDefinitions(
      Specifications specifications,
      CodeLists codes,
      PublishedNumbers published,
      ObjectProvider<BuildProperties> build) {
    this.specifications = specifications;
    this.codes = codes;
    this.published = published;
    this.build = build;
  }

  record Series(String code, Wording name, Wording warning) {}

  record CodeList(String name, int version, int codes, String sha256) {}

  record Break(String from, Wording text, String certainty, String source) {}

  record Document(
      String software,
      Series series,
      Wording population,
      Wording counting,
      List<String> fields,
      List<CodeList> codeLists,
      List<Break> breaks,
      JsonNode dimensions) {}

  /** One text: the same lists and definitions give the same text. */
  String text() {
    return MAPPER.writeValueAsString(
        new Document(
            software(),
            new Series(
                "schakel",
                new Wording("Telling van dit register", "Count of this register"),
                new Wording(
                    "Een eigen telling. De Nationaal Rapporteur en CoMensha tellen elk anders (2019: 1.334 en 1.372); zet reeksen niet naast elkaar zonder de naam van de reeks.",
                    "A count of its own. The National Rapporteur and CoMensha each count in another way (2019: 1,334 and 1,372); do not put series side by side without the name of the series.")),
            new Wording(
                "Vermoedelijke slachtoffers die aan dit register zijn gemeld, zonder wie later geen slachtoffer bleek.",
                "Presumed victims who were reported to this register, without who turned out to be no victim."),
            new Wording(
                "Iemand telt één keer in elk jaar waarin is gemeld.",
                "Somebody counts once in each year with a report."),
            Arrays.stream(FactField.values()).map(FactField::code).toList(),
            codeLists(),
            published.breaks().stream().map(FrozenDefinitions::broken).toList(),
            MAPPER.readTree(specifications.dimensionText())));
  }

  /** This software with its version. */
  String software() {
    BuildProperties built = build.getIfAvailable();
    return "Schakel " + (built == null ? "unknown" : built.getVersion());
  }

  private List<CodeList> codeLists() {
    Map<String, CodeList> lists = new TreeMap<>();
    for (FactField field : FactField.values()) {
      if (!field.codeList().isEmpty()) {
        lists.computeIfAbsent(field.codeList(), this::codeList);
      }
    }
    return List.copyOf(lists.values());
  }

  private CodeList codeList(String name) {
    List<String> lines = new ArrayList<>();
    int version = 0;
    for (Code code : codes.codes(name)) {
      version = Math.max(version, code.version());
      lines.add(String.join("|", code.code(), code.nl(), code.en()));
    }
    String text = String.join("\n", lines);
    return new CodeList(
        name,
        version,
        lines.size(),
        HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static Break broken(SeriesBreak one) {
    return new Break(
        one.from().toString(),
        new Wording(one.text(Locale.of("nl")), one.text(Locale.ENGLISH)),
        one.certainty(),
        one.source());
  }

  static Document read(String text) {
    return MAPPER.readValue(text, Document.class);
  }

  /** The dimensions as they were when the set was frozen. */
  static List<MonitorDimension> dimensions(String text) {
    return Arrays.asList(
        MAPPER.treeToValue(
            MAPPER.readTree(text).get("dimensions").get("dimensions"), MonitorDimension[].class));
  }
}
