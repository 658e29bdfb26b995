// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.monitor.aggregate.AggregateRow;
import nl.schakel.platform.monitor.release.Publication;
import nl.schakel.platform.monitor.release.Publications;
import nl.schakel.platform.monitor.release.PublishedTable;
import nl.schakel.platform.monitor.release.Refusal;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseState;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import nl.schakel.platform.web.NotFound;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is published, for programs of everybody. Texts come in both languages, so that an answer
 * does not depend on who asks.
 */
@RestController
@Open
@RequestMapping("/api/v1/publications")
@Tag(name = "publications", description = "Published, protected figures; open to everybody")
class PublicationApi {
  private static final int MOST = 100;

  private final Publications publications;
  private final Offenders offenders;

  PublicationApi(Publications publications, Offenders offenders) {
    this.publications = publications;
    this.offenders = offenders;
  }

  /** No such version or table, or not in this publication. */
  private static final class NotThere extends NotFound {
    private static final long serialVersionUID = 1L;

    NotThere(String what) {
      super("publication", what);
    }
  }

  /**
   * A publication in the list: its newest version.
   *
   * @param state published or withdrawn
   * @param page the same publication for people
   */
  record PublicationInList(
      @Schema(example = "slachtoffermonitor-2025") String publication,
      @Schema(example = "1") int version,
      @Schema(allowableValues = {"published", "withdrawn"}) String state,
      BothLanguages title,
      BothLanguages lead,
      Instant publishedAt,
      @Schema(example = "/publications/slachtoffermonitor-2025") String page) {}

  record PublicationPage(List<PublicationInList> items, int page, int pageSize, long total) {}

  record VersionAnswer(
      int version,
      Instant publishedAt,
      @Schema(description = "What this version changes; empty for the first") String changeNote) {}

  /** A table that may be read. */
  record TableInList(
      @Schema(example = "total") String code,
      BothLanguages title,
      @Schema(example = "/api/v1/publications/slachtoffermonitor-2025/versions/1/tables/total")
          String address,
      @Schema(description = "SHA-256 of what is published") String fingerprint) {}

  /** A table that is not shown, with the rules that it breaks and no number. */
  record WithheldTable(String code, BothLanguages title, List<String> rules) {}

  /**
   * A table that others made about the years of a publication.
   *
   * @param rows of these years alone
   * @param page the whole table for people
   */
  record TableOfOthers(
      @Schema(example = "Dadermonitor mensenhandel 2015-2019") String title,
      String maker,
      @Schema(format = "date") String madeOn,
      @Schema(description = "Where its maker published it; empty when it was sent in")
          String citation,
      @Schema(allowableValues = {"sure", "likely", "unsure"}) String certainty,
      BothLanguages definition,
      BothLanguages countingRule,
      List<CountOfOthers> rows,
      String page) {}

  /**
   * One number of others.
   *
   * @param split how the figure is divided; empty for its total
   * @param count absent when it is not shown
   */
  record CountOfOthers(
      @Schema(example = "2019") int year,
      @Schema(example = "suspects") String figure,
      String split,
      String category,
      @Schema(example = "170") Optional<Long> count) {}

  record BreakInSeries(@Schema(format = "date") String from, BothLanguages text) {}

  /**
   * One version of a publication.
   *
   * @param erasedSince whether persons were erased from its frozen set after freezing
   */
  record PublicationAnswer(
      @Schema(example = "slachtoffermonitor-2025") String publication,
      @Schema(example = "1") int version,
      @Schema(example = "1") int newestVersion,
      @Schema(allowableValues = {"published", "withdrawn"}) String state,
      @Schema(description = "Why it was withdrawn; empty otherwise") String withdrawnNote,
      @Schema(example = "CoMensha") String publisher,
      BothLanguages title,
      BothLanguages lead,
      Instant publishedAt,
      BothLanguages series,
      BothLanguages seriesWarning,
      List<BreakInSeries> breaks,
      @Schema(description = "Name and version of the frozen set", example = "register-2025 v1")
          String frozenSet,
      Instant frozenAt,
      @Schema(description = "SHA-256 of the frozen set") String sha256,
      boolean erasedSince,
      @Schema(example = "http://creativecommons.org/licenses/by/4.0/deed.nl") String licence,
      List<TableInList> tables,
      List<WithheldTable> withheld,
      @Schema(
              description =
                  "For the European Union: what others counted of suspects, prosecutions and"
                      + " convictions in the same years. As it stands now, not part of the version")
          List<TableOfOthers> offenders,
      List<VersionAnswer> versions) {}

  /**
   * A category of a dimension.
   *
   * @param parent the category that it is a part of, empty at the top
   */
  record CategoryAnswer(String code, BothLanguages label, String parent) {}

  record DimensionAnswer(
      @Schema(example = "sex") String code,
      BothLanguages label,
      BothLanguages rule,
      List<CategoryAnswer> categories) {}

  /**
   * One number.
   *
   * @param codes a category for each dimension, in their order; an asterisk for all of them
   * @param persons absent when it is not shown; 0 stands for 0 to 4
   * @param share of everybody of the same year, from the protected numbers; absent below 100
   *     persons
   */
  record CellAnswer(
      @Schema(example = "[\"2025\", \"female\"]") List<String> codes,
      @Schema(example = "685") Optional<Long> persons,
      @Schema(example = "0.68") Optional<Double> share) {}

  /** A table with all that a reader must know of it. */
  record TableAnswer(
      @Schema(example = "slachtoffermonitor-2025") String publication,
      @Schema(example = "1") int version,
      @Schema(example = "total") String code,
      BothLanguages title,
      BothLanguages definition,
      BothLanguages countingRule,
      String source,
      @Schema(allowableValues = {"sure", "likely", "unsure"}) String certainty,
      BothLanguages series,
      @Schema(description = "How the numbers are protected") BothLanguages method,
      BothLanguages warning,
      @Schema(description = "SHA-256 of what is published") String fingerprint,
      List<DimensionAnswer> dimensions,
      List<CellAnswer> cells) {}

  @GetMapping
  @Operation(
      summary = "Every publication, the latest first",
      description = "Needs no token. Each item is the newest version that is public now.",
      operationId = "listPublications")
  PublicationPage list(
      @Parameter(example = "1", schema = @Schema(type = "integer", minimum = "1"))
          @RequestParam(defaultValue = "1")
          String page,
      @Parameter(example = "20", schema = @Schema(type = "integer", minimum = "1"))
          @RequestParam(defaultValue = "20")
          String pageSize) {
    int number = number("page", page, Integer.MAX_VALUE);
    int size = number("pageSize", pageSize, MOST);
    List<Release> all = publications.newest();
    return new PublicationPage(
        all.stream().skip((number - 1L) * size).limit(size).map(PublicationApi::inList).toList(),
        number,
        size,
        all.size());
  }

  private static int number(String field, String typed, int most) {
    if (typed.matches("[1-9][0-9]{0,8}") && Integer.parseInt(typed) <= most) {
      return Integer.parseInt(typed);
    }
    throw new InvalidInput(List.of(new FieldProblem(field, "form.page", Integer.toString(MOST))));
  }

  private static PublicationInList inList(Release release) {
    return new PublicationInList(
        release.publication(),
        release.version(),
        state(release),
        BothLanguages.of(release.monitor().title()),
        BothLanguages.of(release.monitor().lead()),
        release.publishAt(),
        "/publications/" + release.publication());
  }

  private static String state(Release release) {
    return release.state() == ReleaseState.WITHDRAWN ? "withdrawn" : "published";
  }

  @GetMapping("/{publication}")
  @Operation(
      summary = "The newest version of one publication, with its tables",
      description = "Needs no token. Before its moment a publication is not found.",
      operationId = "readPublication")
  PublicationAnswer newest(
      @Parameter(example = "slachtoffermonitor-2025") @PathVariable String publication) {
    return answer(publications.get(publication, Optional.empty()));
  }

  @GetMapping("/{publication}/versions/{version}")
  @Operation(
      summary = "One version of one publication, with its tables",
      description = "Needs no token. A version stays as it was when it went out.",
      operationId = "readPublicationVersion")
  PublicationAnswer version(
      @Parameter(example = "slachtoffermonitor-2025") @PathVariable String publication,
      @Parameter(example = "1", schema = @Schema(type = "integer", minimum = "1")) @PathVariable
          String version) {
    return answer(read(publication, version));
  }

  private Publication read(String publication, String version) {
    if (!version.matches("[1-9][0-9]{0,5}")) {
      throw new NotThere(version);
    }
    return publications.get(publication, Optional.of(Integer.parseInt(version)));
  }

  private PublicationAnswer answer(Publication read) {
    Release release = read.release();
    return new PublicationAnswer(
        release.publication(),
        release.version(),
        read.newest(),
        state(release),
        release.withdrawnNote(),
        read.publisher(),
        BothLanguages.of(release.monitor().title()),
        BothLanguages.of(release.monitor().lead()),
        release.publishAt(),
        BothLanguages.of(read.series()),
        BothLanguages.of(read.seriesWarning()),
        read.breaks().stream()
            .map(one -> new BreakInSeries(one.from(), BothLanguages.of(one.text())))
            .toList(),
        read.setName() + " v" + read.setVersion(),
        read.frozenAt(),
        read.sha256(),
        read.erasedSince(),
        PublicationFiles.LICENCE,
        tables(read),
        withheld(read),
        ofOthers(read),
        read.versions().stream()
            .map(one -> new VersionAnswer(one.version(), one.publishAt(), one.changeNote()))
            .toList());
  }

  private List<TableOfOthers> ofOthers(Publication read) {
    return offenders.of(read).stream()
        .map(
            table ->
                new TableOfOthers(
                    table.aggregate().title(),
                    table.aggregate().maker(),
                    table.aggregate().madeOn().toString(),
                    table.aggregate().citation(),
                    table.aggregate().certainty(),
                    BothLanguages.of(table.aggregate().kind().definition()),
                    BothLanguages.of(table.aggregate().kind().rule()),
                    table.rows().stream().map(PublicationApi::count).toList(),
                    "/aggregates/" + table.aggregate().id()))
        .toList();
  }

  private static CountOfOthers count(AggregateRow row) {
    return new CountOfOthers(
        row.place().year(),
        row.place().figure(),
        row.place().split(),
        row.place().category(),
        row.value().isPresent() ? Optional.of(row.value().getAsLong()) : Optional.empty());
  }

  private static List<TableInList> tables(Publication read) {
    Release release = read.release();
    return read.tables().stream()
        .filter(table -> table.published().isPresent())
        .map(
            table ->
                new TableInList(
                    table.code(),
                    BothLanguages.of(table.specification().title()),
                    "/api/v1/publications/%s/versions/%d/tables/%s"
                        .formatted(release.publication(), release.version(), table.code()),
                    table.fingerprint()))
        .toList();
  }

  /** The rules, without the cells that broke them: those may tell something. */
  private static List<WithheldTable> withheld(Publication read) {
    List<WithheldTable> withheld = new ArrayList<>();
    for (ReleaseTable table : read.tables()) {
      table
          .refusal()
          .ifPresent(
              refusal ->
                  withheld.add(
                      new WithheldTable(
                          table.code(),
                          BothLanguages.of(table.specification().title()),
                          refusal.reasons().stream()
                              .map(Refusal.Reason::code)
                              .distinct()
                              .toList())));
    }
    return withheld;
  }

  @GetMapping("/{publication}/versions/{version}/tables/{table}")
  @Operation(
      summary = "One published table with its definition, counting rule and every cell",
      description = "Needs no token. 0 reports is not 0 victims: 0 stands for 0 to 4.",
      operationId = "readPublishedTable")
  TableAnswer table(
      @Parameter(example = "slachtoffermonitor-2025") @PathVariable String publication,
      @Parameter(example = "1", schema = @Schema(type = "integer", minimum = "1")) @PathVariable
          String version,
      @Parameter(example = "total") @PathVariable String table) {
    Publication read = read(publication, version);
    return read.tables().stream()
        .filter(one -> one.code().equals(table))
        .flatMap(one -> one.published().map(shown -> answer(read, one, shown)).stream())
        .findFirst()
        .orElseThrow(() -> new NotThere(table));
  }

  private static TableAnswer answer(Publication read, ReleaseTable table, PublishedTable shown) {
    return new TableAnswer(
        read.release().publication(),
        read.release().version(),
        table.code(),
        BothLanguages.of(table.specification().title()),
        BothLanguages.of(table.specification().definition()),
        BothLanguages.of(table.specification().rule()),
        table.specification().source(),
        table.specification().certainty(),
        BothLanguages.of(read.series()),
        BothLanguages.of(shown.method()),
        BothLanguages.of(PublicationFiles.NOT_NOBODY),
        table.fingerprint(),
        shown.axes().stream().map(PublicationApi::dimension).toList(),
        cells(shown));
  }

  private static List<CellAnswer> cells(PublishedTable shown) {
    Map<List<String>, Double> shares = shown.shares();
    return PublicationFiles.cells(shown).stream()
        .map(
            cell ->
                new CellAnswer(
                    cell.codes(),
                    Optional.ofNullable(cell.value()),
                    Optional.ofNullable(shares.get(cell.codes()))
                        .map(PublicationFiles::hundredths)))
        .toList();
  }

  private static DimensionAnswer dimension(PublishedTable.Axis axis) {
    return new DimensionAnswer(
        axis.code(),
        BothLanguages.of(axis.label()),
        BothLanguages.of(axis.rule()),
        axis.categories().stream()
            .map(one -> new CategoryAnswer(one.code(), BothLanguages.of(one.label()), one.parent()))
            .toList());
  }
}
