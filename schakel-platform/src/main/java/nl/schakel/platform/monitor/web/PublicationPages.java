// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import nl.schakel.platform.access.ApiFacts;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.monitor.release.Population;
import nl.schakel.platform.monitor.release.Publication;
import nl.schakel.platform.monitor.release.Publications;
import nl.schakel.platform.monitor.release.Refusal;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseState;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.NotFound;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What is published, for everybody: pages, files and a catalogue at addresses that stay. */
@Controller
@Open
@RequestMapping("/publications")
class PublicationPages {
  private static final String VICTIMS = "slachtoffermonitor";

  private final Publications publications;
  private final Offenders offenders;
  private final ObjectProvider<ApiFacts> facts;
  private final PublicationReports reports;
  private final Population population;
  private final MonitorSettings settings;
  private final PublishedNumbers published;
  private final MessageSource texts;
  private final CodeLists codes;

  PublicationPages(
      Publications publications,
      Offenders offenders,
      ObjectProvider<ApiFacts> facts,
      PublicationReports reports,
      Population population,
      PublishedNumbers published,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes) {
    this.publications = publications;
    this.offenders = offenders;
    this.facts = facts;
    this.reports = reports;
    this.population = population;
    this.published = published;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  /** No such file, or not in this publication. */
  private static final class FileNotFound extends NotFound {
    private static final long serialVersionUID = 1L;

    FileNotFound(String file) {
      super("file", file);
    }
  }

  /** A publication in the list. */
  record Row(String href, String title, String lead, String when, boolean withdrawn) {}

  /** A version of the same publication. */
  record Version(String href, String label, boolean shown, String note) {}

  /** A table of others with its files. */
  record OfOthers(String title, List<PublicationViews.Link> files) {}

  /** A table that is not shown, with the reasons. */
  record Missing(String title, List<String> reasons) {}

  private Words words(Locale locale) {
    return new Words(texts, codes, settings, locale);
  }

  @GetMapping
  ModelAndView list(Locale locale) {
    Words words = words(locale);
    return new ModelAndView("monitor/publications")
        .addObject(
            "publications",
            publications.newest().stream().map(release -> row(release, words)).toList());
  }

  /**
   * What others published about the same: victims by year and by group, what a target came to, and
   * for the European Commission what others counted of offenders.
   */
  private List<FigureView> beside(
      Publication publication,
      Optional<FigureView> victims,
      List<FigureView> offenders,
      String source,
      Words words) {
    List<FigureView> figures = new ArrayList<>(victims.stream().toList());
    if (publication.release().monitor().code().equals(VICTIMS)) {
      new BesideSplits(words, published)
          .figure(
              BesideSplits.of(publication.tables(), new PublicationViews(words, population)),
              source)
          .ifPresent(figures::add);
    }
    figures.addAll(offenders);
    if (publication.tables().stream().anyMatch(one -> one.specification().target() != null)) {
      figures.add(new QuotedViews(words, published).agenda(null));
    }
    return figures;
  }

  private static List<FigureView> figures(
      Publication publication, List<Aggregates.Table> ofOthers, Words words) {
    List<FigureView> figures = new ArrayList<>();
    for (Aggregates.Table table : ofOthers) {
      new AggregateViews(words)
          .figures(table, publication.path() + "/" + OffenderFiles.name(table) + ".csv")
          .forEach(figure -> figures.add(figure.named(figure.id() + "-" + figures.size())));
    }
    return figures;
  }

  /** The files of the tables of others, and where the whole table stands. */
  private static List<OfOthers> files(
      Publication publication, List<Aggregates.Table> ofOthers, Words words) {
    List<OfOthers> files = new ArrayList<>();
    for (Aggregates.Table table : ofOthers) {
      String path = publication.path() + "/" + OffenderFiles.name(table);
      List<PublicationViews.Link> links = new ArrayList<>(PublicationViews.files(path, "", words));
      links.add(
          new PublicationViews.Link(
              "/aggregates/" + table.aggregate().id(), words.of("monitor.eu.whole")));
      files.add(new OfOthers(table.aggregate().title(), links));
    }
    return files;
  }

  private static Row row(Release release, Words words) {
    return new Row(
        "/publications/" + release.publication(),
        title(release, words),
        release.monitor().lead().in(words.locale()),
        words.moment(release.publishAt()),
        release.state() == ReleaseState.WITHDRAWN);
  }

  /** How to name it. */
  static String source(Publication publication, Words words) {
    Release release = publication.release();
    return words.of(
        "monitor.publication.source",
        publication.publisher(),
        title(release, words),
        Integer.toString(release.version()),
        words.moment(publication.frozenAt()));
  }

  static String title(Release release, Words words) {
    String year = release.publication().substring(release.publication().lastIndexOf('-') + 1);
    return release.monitor().title().in(words.locale()) + " " + year;
  }

  @GetMapping("/{publication}")
  ModelAndView newest(@PathVariable String publication, Locale locale) {
    return page(publications.get(publication, Optional.empty()), words(locale));
  }

  @GetMapping("/{publication}/{version}")
  ModelAndView version(
      @PathVariable String publication, @PathVariable String version, Locale locale) {
    return page(publications.get(publication, Optional.of(number(version))), words(locale));
  }

  private ModelAndView page(Publication publication, Words words) {
    Release release = publication.release();
    Locale locale = words.locale();
    String source = source(publication, words);
    BesideOurs beside = new BesideOurs(words, published);
    NavigableMap<Integer, BesideOurs.Own> ours =
        new PublicationViews(words, population).totals(publication.tables());
    List<Aggregates.Table> ofOthers = offenders.of(publication);
    return new ModelAndView("monitor/publication")
        .addObject(
            "beside",
            beside(
                publication,
                beside.figure(ours, source),
                figures(publication, ofOthers, words),
                source,
                words))
        .addObject("ofOthers", files(publication, ofOthers, words))
        .addObject("withoutOffenders", Offenders.belongTo(publication) && ofOthers.isEmpty())
        .addObject("flags", beside.flags(ours))
        .addObject("heading", title(release, words))
        .addObject("lead", release.monitor().lead().in(locale))
        .addObject("when", words.moment(release.publishAt()))
        .addObject("publisher", publication.publisher())
        .addObject("version", release.version())
        .addObject("newest", publication.newest() == release.version())
        .addObject("newestHref", "/publications/" + release.publication())
        .addObject("withdrawn", release.state() == ReleaseState.WITHDRAWN)
        .addObject("withdrawnNote", release.withdrawnNote())
        .addObject("changeNote", release.changeNote())
        .addObject("erasedSince", publication.erasedSince())
        .addObject("series", publication.series().in(locale))
        .addObject("seriesWarning", publication.seriesWarning().in(locale))
        .addObject(
            "breaks", publication.breaks().stream().map(one -> one.text().in(locale)).toList())
        .addObject("source", source)
        .addObject("address", publication.path())
        .addObject("sha256", publication.sha256())
        .addObject("setName", publication.setName() + " v" + publication.setVersion())
        .addObject(
            "tables",
            new PublicationViews(words, population)
                .all(publication.tables(), publication.path(), source))
        .addObject("missing", missing(publication, locale))
        .addObject(
            "versions",
            publication.versions().stream().map(one -> version(one, release, words)).toList());
  }

  private static Version version(Release one, Release shown, Words words) {
    return new Version(
        "/publications/%s/v%d".formatted(one.publication(), one.version()),
        words.of(
            "monitor.publication.version",
            Integer.toString(one.version()),
            words.moment(one.publishAt())),
        one.version() == shown.version(),
        one.changeNote());
  }

  /** The rules that were broken, without the cells that broke them: those may tell something. */
  private static List<Missing> missing(Publication publication, Locale locale) {
    List<Missing> missing = new ArrayList<>();
    for (ReleaseTable table : publication.tables()) {
      table
          .refusal()
          .ifPresent(
              refusal ->
                  missing.add(
                      new Missing(
                          table.specification().title().in(locale),
                          refusal.reasons().stream()
                              .map(Refusal.Reason::code)
                              .map(code -> "monitor.refused." + code)
                              .toList())));
    }
    return missing;
  }

  @GetMapping("/{publication}/{version}/{file}")
  ResponseEntity<byte[]> file(
      @PathVariable String publication,
      @PathVariable String version,
      @PathVariable String file,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale)
      throws Exception {
    Publication read = publications.get(publication, Optional.of(number(version)));
    return switch (file) {
      case "report.pdf" -> report(read, locale, request, response);
      case "report-nl.pdf" -> report(read, Locale.of("nl"), request, response);
      case "report-en.pdf" -> report(read, Locale.ENGLISH, request, response);
      default -> file(read, file, words(locale));
    };
  }

  /** The same page, as a document. */
  private ResponseEntity<byte[]> report(
      Publication read, Locale locale, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    Words words = words(locale);
    Optional<byte[]> document = reports.of(page(read, words), locale, request, response);
    if (document.isEmpty()) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, "30")
          .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
          .body(words.of("monitor.publication.pdf.busy").getBytes(StandardCharsets.UTF_8));
    }
    String name =
        "%s-v%d-%s.pdf"
            .formatted(
                read.release().publication(), read.release().version(), locale.getLanguage());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"")
        .body(document.get());
  }

  private ResponseEntity<byte[]> file(Publication read, String file, Words words) {
    for (ReleaseTable table : read.tables()) {
      if (table.published().isPresent()) {
        if (file.equals(table.code() + ".csv")) {
          return answer(new MediaType("text", "csv"), PublicationFiles.csv(table));
        }
        if (file.equals(table.code() + ".csv-metadata.json")) {
          return answer(
              new MediaType("application", "csvm+json"),
              PublicationFiles.csvw(read, table, table.code() + ".csv"));
        }
        if (file.equals(table.code() + ".json")) {
          return answer(
              MediaType.APPLICATION_JSON,
              PublicationFiles.json(PublicationFiles.table(read, table)));
        }
      }
    }
    return ofOthers(read, file, words);
  }

  /** A table of others as a file of the publication; once taken back it says that it was. */
  private ResponseEntity<byte[]> ofOthers(Publication read, String file, Words words) {
    for (Aggregates.Table table : offenders.of(read)) {
      String name = OffenderFiles.name(table);
      if (file.equals(name + ".csv")) {
        return answer(new MediaType("text", "csv"), OffenderFiles.csv(table));
      }
      if (file.equals(name + ".csv-metadata.json")) {
        return answer(
            new MediaType("application", "csvm+json"),
            OffenderFiles.csvw(read, table, name + ".csv"));
      }
      if (file.equals(name + ".json")) {
        return answer(
            MediaType.APPLICATION_JSON, PublicationFiles.json(OffenderFiles.json(read, table)));
      }
    }
    return OffenderFiles.id(file)
        .flatMap(id -> offenders.takenBack(read, id))
        .map(table -> AggregatePages.file(table, words))
        .orElseThrow(() -> new FileNotFound(file));
  }

  @GetMapping("/catalogue.jsonld")
  ResponseEntity<byte[]> catalogue() {
    List<Publication> all =
        publications.newest().stream()
            .filter(release -> release.state() == ReleaseState.APPROVED)
            .map(release -> publications.get(release.publication(), Optional.of(release.version())))
            .toList();
    String root =
        reports
            .site()
            .orElseGet(
                () -> ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString());
    return answer(
        new MediaType("application", "ld+json"),
        PublicationFiles.json(
            new PublicationCatalogue(root, facts.getObject(), offenders).of(all)));
  }

  private static int number(String version) {
    if (!version.matches("v[1-9][0-9]{0,5}")) {
      throw new FileNotFound(version);
    }
    return Integer.parseInt(version.substring(1));
  }

  private static ResponseEntity<byte[]> answer(MediaType type, String text) {
    return ResponseEntity.ok()
        .contentType(new MediaType(type, StandardCharsets.UTF_8))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
