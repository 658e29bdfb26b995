// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.Severity;
import org.apache.jena.sparql.graph.GraphFactory;
import tools.jackson.databind.JsonNode;

/**
 * A catalogue against DCAT-AP-NL 3.0.1: the shapes of the profile and of DCAT-AP, and beside them
 * the mandatory properties by name, so that a shape that matches nothing is noticed.
 */
final class CatalogueCheck {
  /** Section of the profile by property, chapter "Klassen": mandatory, or asked of figures. */
  private static final Map<String, Map<String, String>> MANDATORY = new LinkedHashMap<>();

  static {
    MANDATORY.put(
        "catalogue",
        sections(
            "Catalog",
            "dct:title",
            "title",
            "dct:description",
            "description",
            "dct:publisher",
            "publisher",
            "dcat:contactPoint",
            "contact point",
            "dcat:dataset",
            "dataset",
            "dct:license",
            "licence",
            "dct:language",
            "language"));
    MANDATORY.put(
        "dataset",
        sections(
            "Dataset",
            "dct:title",
            "title",
            "dct:description",
            "description",
            "dct:identifier",
            "identifier",
            "dct:publisher",
            "publisher",
            "dct:creator",
            "creator",
            "dcat:contactPoint",
            "contact point",
            "dcat:theme",
            "theme",
            "dct:accessRights",
            "access rights",
            "dct:language",
            "language",
            "dct:temporal",
            "temporal coverage",
            "dct:accrualPeriodicity",
            "frequency",
            "dct:spatial",
            "geographical coverage",
            "dcat:distribution",
            "dataset distribution"));
    MANDATORY.put(
        "distribution",
        sections(
            "Distribution",
            "dcat:accessURL",
            "access URL",
            "dct:license",
            "licence",
            "dct:title",
            "title",
            "dct:format",
            "format",
            "dcat:mediaType",
            "media type",
            "dcat:downloadURL",
            "download URL",
            "dct:language",
            "language"));
    MANDATORY.put(
        "contact point", sections("Kind", "vcard:fn", "name", "vcard:hasEmail", "e-mail"));
    MANDATORY.put("publisher", sections("Agent", "foaf:name", "name"));
  }

  private CatalogueCheck() {}

  private static Map<String, String> sections(String of, String... pairs) {
    Map<String, String> sections = new LinkedHashMap<>();
    for (int at = 0; at < pairs.length; at += 2) {
      sections.put(pairs[at], of + ", " + pairs[at + 1]);
    }
    return sections;
  }

  /** What the shapes of the profile find wrong; recommendations are not asked here. */
  static List<String> violations(String jsonLd) {
    Graph shapes = GraphFactory.createDefaultGraph();
    for (String file :
        List.of("dcat-ap-SHACL.ttl", "dcat-ap-nl-SHACL.ttl", "dcat-ap-nl-SHACL-klassebereik.ttl")) {
      RDFDataMgr.read(shapes, CatalogueCheck.class.getResourceAsStream("/dcat/" + file), Lang.TTL);
    }
    Graph data = GraphFactory.createDefaultGraph();
    RDFDataMgr.read(
        data, new ByteArrayInputStream(jsonLd.getBytes(StandardCharsets.UTF_8)), Lang.JSONLD);
    return ShaclValidator.get().validate(Shapes.parse(shapes), data).getEntries().stream()
        .filter(entry -> entry.severity() == Severity.Violation)
        .map(entry -> "%s %s: %s".formatted(entry.focusNode(), entry.resultPath(), entry.message()))
        .distinct()
        .toList();
  }

  /** Properties that are not there, with the section of the profile. */
  static List<String> missing(JsonNode catalogue) {
    List<String> missing = new ArrayList<>();
    require("catalogue", catalogue, missing);
    require("contact point", catalogue.path("dcat:contactPoint"), missing);
    require("publisher", catalogue.path("dct:publisher"), missing);
    for (JsonNode dataset : catalogue.path("dcat:dataset")) {
      require("dataset", dataset, missing);
      require("contact point", dataset.path("dcat:contactPoint"), missing);
      require("publisher", dataset.path("dct:publisher"), missing);
      for (JsonNode distribution : dataset.path("dcat:distribution")) {
        require("distribution", distribution, missing);
      }
    }
    return missing;
  }

  private static void require(String kind, JsonNode node, List<String> missing) {
    MANDATORY
        .get(kind)
        .forEach(
            (property, section) -> {
              JsonNode value = node.path(property);
              if (value.isMissingNode() || value.isEmpty() && !value.isString()) {
                missing.add(
                    "%s of %s (%s)".formatted(property, node.path("@id").asString(kind), section));
              }
            });
  }
}
