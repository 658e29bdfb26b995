// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/**
 * Our own numbers for everybody who may not see the figures of the day: those of the victim monitor
 * that went out.
 *
 * <p>Guarantee: every number here stands in a public release. A year that no release covers has
 * none, so nothing here says more than the publications do.
 */
@Service
public class ReleasedFigures {
  private static final String VICTIMS = "slachtoffermonitor";
  private static final String YEAR = "year";

  private final Publications publications;

  ReleasedFigures(Publications publications) {
    this.publications = publications;
  }

  /**
   * A publication with the years that are read from it.
   *
   * @param years none of them stands in a newer publication too
   */
  public record Source(Publication publication, List<Integer> years) {
    public Source {
      years = List.copyOf(years);
    }

    /** Its tables with only those years. */
    public List<ReleaseTable> tables() {
      return publication.tables().stream().map(this::narrowed).toList();
    }

    private ReleaseTable narrowed(ReleaseTable table) {
      return new ReleaseTable(
          table.position(),
          table.code(),
          table.specification(),
          table
              .published()
              .map(shown -> shown.inYears(year -> years.contains(Integer.valueOf(year)))),
          table.refusal(),
          table.audit(),
          table.fingerprint());
    }
  }

  /** The newest years first; each year from the publication that covers it last. */
  public List<Source> between(int first, int last) {
    List<Publication> newest =
        publications.newest().stream()
            .filter(release -> release.state() == ReleaseState.APPROVED)
            .filter(release -> release.monitor().code().equals(VICTIMS))
            .map(release -> publications.get(release.publication(), Optional.of(release.version())))
            .sorted(Comparator.comparing(ReleasedFigures::lastYear).reversed())
            .toList();
    NavigableMap<Integer, Publication> byYear = new TreeMap<>();
    newest.forEach(
        one ->
            years(one).stream()
                .filter(year -> year >= first && year <= last)
                .forEach(year -> byYear.putIfAbsent(year, one)));
    List<Source> sources = new ArrayList<>();
    for (Publication one : newest) {
      List<Integer> years =
          byYear.entrySet().stream()
              .filter(entry -> entry.getValue().equals(one))
              .map(NavigableMap.Entry::getKey)
              .toList();
      if (!years.isEmpty()) {
        sources.add(new Source(one, years));
      }
    }
    return sources;
  }

  private static int lastYear(Publication publication) {
    return years(publication).stream().max(Comparator.naturalOrder()).orElse(0);
  }

  private static List<Integer> years(Publication publication) {
    return publication.tables().stream()
        .flatMap(table -> table.published().stream())
        .flatMap(table -> table.axes().stream())
        .filter(axis -> axis.code().equals(YEAR))
        .findFirst()
        .map(axis -> axis.categories().stream().map(one -> Integer.valueOf(one.code())).toList())
        .orElse(Collections.emptyList());
  }
}
