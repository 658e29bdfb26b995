// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import static nl.schakel.platform.monitor.web.PublicationFiles.both;
import static nl.schakel.platform.monitor.web.PublicationFiles.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.access.ApiFacts;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.monitor.release.Publication;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.Wording;

/**
 * Everything public as a catalogue after DCAT-AP-NL 3.0.1 (Geonovum, 4 May 2026), in JSON-LD. A
 * test holds it against the shapes of the profile.
 */
final class PublicationCatalogue {
  private static final String MEDIA_TYPE = "https://www.iana.org/assignments/media-types/";
  private static final String EU = "http://publications.europa.eu/resource/authority/";
  private static final List<Wording> KEYWORDS =
      List.of(
          new Wording("mensenhandel", "human trafficking"),
          new Wording("slachtoffers", "victims"),
          new Wording("uitbuiting", "exploitation"));

  private final String root;
  private final ApiFacts facts;
  private final Offenders offenders;

  /**
   * @param root address of this installation, without a slash at the end
   * @param facts whom to ask about this installation
   */
  PublicationCatalogue(String root, ApiFacts facts, Offenders offenders) {
    this.root = root;
    this.facts = facts;
    this.offenders = offenders;
  }

  Map<String, Object> of(List<Publication> publications) {
    Map<String, Object> keeper =
        agent(root + "/publications#catalogue-publisher", facts.contactName());
    Map<String, Object> catalogue =
        object(
            "@context", context(),
            "@id", root + "/publications/catalogue.jsonld",
            "@type", "dcat:Catalog",
            "dct:title",
                both(new Wording("Cijfers over mensenhandel", "Figures on human trafficking")),
            "dct:description",
                both(
                    new Wording(
                        "Gepubliceerde, beschermde cijfers uit het register van gemelde vermoedelijke slachtoffers.",
                        "Published, protected figures from the register of reported presumed victims.")),
            "dct:publisher", keeper,
            "dct:creator", keeper,
            "dct:language", languages(),
            "dct:license", licence(),
            "dct:spatial", country(),
            "dcat:themeTaxonomy", themes(),
            "foaf:homepage", typed(root + "/publications", "foaf:Document"),
            "dcat:contactPoint", contact(facts.contactName()));
    if (!publications.isEmpty()) {
      catalogue.put("dcat:dataset", publications.stream().map(this::dataset).toList());
      catalogue.put("dct:modified", day(publications.getFirst().release()));
    }
    return catalogue;
  }

  private static Map<String, Object> context() {
    return object(
        "dcat", "http://www.w3.org/ns/dcat#",
        "dct", "http://purl.org/dc/terms/",
        "foaf", "http://xmlns.com/foaf/0.1/",
        "vcard", "http://www.w3.org/2006/vcard/ns#",
        "adms", "http://www.w3.org/ns/adms#",
        "skos", "http://www.w3.org/2004/02/skos/core#",
        "rdfs", "http://www.w3.org/2000/01/rdf-schema#",
        "xsd", "http://www.w3.org/2001/XMLSchema#");
  }

  private Map<String, Object> dataset(Publication publication) {
    Release release = publication.release();
    String page = root + publication.path();
    List<Object> distributions = new ArrayList<>();
    for (ReleaseTable table : publication.tables()) {
      if (table.published().isPresent()) {
        distributions.addAll(
            distributions(
                page,
                release,
                new File(
                    table.code(),
                    table.specification().title(),
                    PublicationFiles.definition(table),
                    table.published().orElseThrow().method())));
      }
    }
    for (Aggregates.Table table : offenders.of(publication)) {
      distributions.addAll(
          distributions(
              page,
              release,
              new File(
                  OffenderFiles.name(table),
                  OffenderFiles.title(table.aggregate()),
                  OffenderFiles.description(table.aggregate()),
                  OffenderFiles.rights(table))));
    }
    Map<String, Object> publisher =
        agent(root + "/publications#" + publication.organisation(), publication.publisher());
    return object(
        "@id", page,
        "@type", "dcat:Dataset",
        "dct:title", both(release.monitor().title()),
        "dct:description", both(release.monitor().lead()),
        "dct:identifier", page,
        "dct:publisher", publisher,
        "dct:creator", publisher,
        "dcat:contactPoint", contact(publication.publisher()),
        "dcat:theme",
            List.of(
                concept(
                    "data-theme/JUST",
                    "Justitie, rechtsstelsel en openbare veiligheid",
                    "Justice, legal system and public safety"),
                concept("data-theme/SOCI", "Bevolking en samenleving", "Population and society")),
        "dcat:keyword", KEYWORDS.stream().flatMap(word -> both(word).stream()).toList(),
        "dct:accessRights", typed(EU + "access-right/PUBLIC", "dct:RightsStatement"),
        "dct:language", languages(),
        "dct:spatial", country(),
        "dct:temporal", years(release),
        "dct:issued", day(release),
        "dct:modified", day(release),
        "dcat:version", Integer.toString(release.version()),
        "dct:accrualPeriodicity", typed(EU + "frequency/ANNUAL", "dct:Frequency"),
        "dcat:landingPage", typed(page, "foaf:Document"),
        "foaf:page", typed(page + "/report.pdf", "foaf:Document"),
        "dct:conformsTo", standard(),
        "adms:status", concept("dataset-status/COMPLETED", "voltooid", "completed"),
        "dcat:distribution", distributions);
  }

  /** A table as readers may take it along, in more than one form. */
  private record File(String name, Wording title, Wording description, Wording rights) {}

  private static List<Object> distributions(String page, Release release, File file) {
    return List.of(
        distribution(page, release, file, "csv", "file-type/CSV", "text/csv"),
        distribution(page, release, file, "json", "file-type/JSON", "application/json"));
  }

  private static Map<String, Object> distribution(
      String page, Release release, File file, String kind, String format, String mediaType) {
    String address = page + "/" + file.name() + "." + kind;
    Map<String, Object> distribution =
        object(
            "@id", address,
            "@type", "dcat:Distribution",
            "dct:title", both(file.title()),
            "dct:description", both(file.description()),
            "dcat:accessURL", typed(page, "rdfs:Resource"),
            "dcat:downloadURL", typed(address, "rdfs:Resource"),
            "dct:license", licence(),
            "dct:language", languages(),
            "dct:format", typed(EU + format, "dct:MediaTypeOrExtent"),
            "dcat:mediaType", typed(MEDIA_TYPE + mediaType, "dct:MediaType"),
            "dct:issued", day(release),
            "dct:rights",
                object("@type", "dct:RightsStatement", "rdfs:label", both(file.rights())));
    if (kind.equals("csv")) {
      distribution.put("dct:conformsTo", typed(address + "-metadata.json", "dct:Standard"));
    }
    return distribution;
  }

  /** The years that its tables are about. */
  private static Map<String, Object> years(Release release) {
    int last =
        Integer.parseInt(release.publication().substring(release.publication().length() - 4));
    int first = last - release.monitor().window() + 1;
    return object(
        "@type", "dct:PeriodOfTime",
        "dcat:startDate", object("@value", first + "-01-01", "@type", "xsd:date"),
        "dcat:endDate", object("@value", last + "-12-31", "@type", "xsd:date"));
  }

  private static Map<String, Object> day(Release release) {
    return object("@value", PublicationFiles.day(release), "@type", "xsd:date");
  }

  private static Map<String, Object> typed(String address, String type) {
    Map<String, Object> typed = new LinkedHashMap<>();
    typed.put("@id", address);
    typed.put("@type", type);
    return typed;
  }

  /** A term of a European list; whoever reads the catalogue need not fetch its name. */
  private static Map<String, Object> concept(String code, String nl, String en) {
    Map<String, Object> concept = typed(EU + code, "skos:Concept");
    concept.put("skos:prefLabel", both(new Wording(nl, en)));
    return concept;
  }

  private static Map<String, Object> themes() {
    Map<String, Object> themes = typed(EU + "data-theme", "skos:ConceptScheme");
    themes.put("dct:title", both(new Wording("Datathema", "Data theme")));
    return themes;
  }

  private static Map<String, Object> licence() {
    return typed(PublicationFiles.LICENCE, "dct:LicenseDocument");
  }

  private static Map<String, Object> standard() {
    return typed("https://www.w3.org/TR/tabular-metadata/", "dct:Standard");
  }

  private static Map<String, Object> country() {
    return typed(EU + "country/NLD", "dct:Location");
  }

  private static List<Object> languages() {
    return List.of(
        typed(EU + "language/NLD", "dct:LinguisticSystem"),
        typed(EU + "language/ENG", "dct:LinguisticSystem"));
  }

  private static Map<String, Object> agent(String id, String name) {
    return object("@id", id, "@type", "foaf:Agent", "foaf:name", both(new Wording(name, name)));
  }

  /** Whoever keeps the installation answers for every publisher. */
  private Map<String, Object> contact(String name) {
    return object(
        "@type", List.of("vcard:Organization", "vcard:Kind"),
        "vcard:fn", both(new Wording(name, name)),
        "vcard:hasEmail", object("@id", "mailto:" + facts.contactEmail()),
        "vcard:hasURL", object("@id", root + "/publications"));
  }
}
