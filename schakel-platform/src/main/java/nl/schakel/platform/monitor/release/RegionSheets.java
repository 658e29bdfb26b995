// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.NotFound;
import org.springframework.stereotype.Service;

/**
 * What everybody may read about one region, for its municipalities. Dutch: regioblad.
 *
 * <p>Guarantee: a figure on a sheet is a cell of a published table, protected there together with
 * all other regions and with everything else that went out; nothing is counted for a sheet. No
 * place is finer than a category of the dimension {@code region}.
 */
@Service
public class RegionSheets {
  private static final String REGION = "region";
  private static final String YEAR = "year";
  private static final Set<String> SHEET = Set.of(YEAR, REGION, "minor");
  private static final String MUNICIPALITY = "municipality";

  /** The monitor that is made for sheets; another that tells of regions serves until it is out. */
  private static final String OWN_MONITOR = "regiobeeld";

  /** Whose place in the chain is public; shelters are left out, and everybody's numbers. */
  private static final Set<String> TOLD_TYPES =
      Set.of(
          "police-unit",
          "care-coordinator",
          "information-expertise-centre",
          "care-and-safety-house",
          "veilig-thuis");

  private final Specifications specifications;
  private final Publications publications;
  private final Organisations organisations;
  private final Gate gate;

  RegionSheets(
      Specifications specifications,
      Publications publications,
      Organisations organisations,
      Gate gate) {
    this.specifications = specifications;
    this.publications = publications;
    this.organisations = organisations;
    this.gate = gate;
  }

  /** A region that has a sheet. */
  public record Region(String code, Wording label) {}

  /**
   * The sheet of one region.
   *
   * @param published what its figures stand in; empty while nothing about regions is public
   * @param tables those over regions, refused ones too
   * @param noMunicipality why there are no numbers per municipality
   * @param organisations of the region, by type and name
   */
  public record Sheet(
      Region region,
      Optional<Publication> published,
      List<ReleaseTable> tables,
      Wording noMunicipality,
      List<Member> organisations) {
    public Sheet {
      tables = List.copyOf(tables);
      organisations = List.copyOf(organisations);
    }
  }

  /**
   * An organisation of the region.
   *
   * @param type code of the list organisation-type
   */
  public record Member(String type, String name) {}

  private static final class RegionNotFound extends NotFound {
    private static final long serialVersionUID = 1L;

    RegionNotFound(String region) {
      super("region", region);
    }
  }

  /** Regions in the order of the list; what is nationwide is no region. */
  public List<Region> all() {
    return dimension(REGION).leaves().stream()
        .filter(leaf -> !leaf.isRest())
        .map(leaf -> new Region(leaf.code(), leaf.label()))
        .toList();
  }

  public Sheet of(String code) {
    Region region =
        all().stream()
            .filter(one -> one.code().equals(code))
            .findFirst()
            .orElseThrow(() -> new RegionNotFound(code));
    Optional<Publication> published = published();
    return new Sheet(
        region,
        published,
        published
            .map(one -> one.tables().stream().filter(RegionSheets::tells).toList())
            .orElse(List.of()),
        Objects.requireNonNull(dimension(MUNICIPALITY).ban()),
        gate.asSystem(() -> members(region)));
  }

  private MonitorDimension dimension(String code) {
    return Objects.requireNonNull(specifications.dimensions().get(code), code);
  }

  /** The newest that shows a number by region, the one made for sheets before others. */
  private Optional<Publication> published() {
    return publications.newest().stream()
        .filter(release -> release.state() == ReleaseState.APPROVED)
        .filter(release -> release.monitor().tables().stream().anyMatch(RegionSheets::tells))
        .sorted(
            Comparator.comparing((Release release) -> !release.monitor().code().equals(OWN_MONITOR))
                .thenComparing(Comparator.comparing(Release::publication).reversed()))
        .map(release -> publications.get(release.publication(), Optional.of(release.version())))
        .filter(one -> one.tables().stream().anyMatch(RegionSheets::shows))
        .findFirst();
  }

  /** By year and region, with minors apart or not: what else there is stands in the publication. */
  private static boolean tells(TableSpecification table) {
    return table.dimensions().containsAll(List.of(YEAR, REGION))
        && SHEET.containsAll(table.dimensions())
        && table.only().isEmpty();
  }

  private static boolean tells(ReleaseTable table) {
    return tells(table.specification());
  }

  private static boolean shows(ReleaseTable table) {
    return tells(table) && table.published().isPresent();
  }

  private List<Member> members(Region region) {
    List<Member> members = new ArrayList<>();
    OrganisationSearch search =
        new OrganisationSearch("", "", region.code(), false, 1, OrganisationSearch.LARGEST_PAGE);
    for (Organisation one : organisations.search(search)) {
      if (TOLD_TYPES.contains(one.type())) {
        members.add(new Member(one.type(), one.name()));
      }
    }
    members.sort(Comparator.comparing(Member::type).thenComparing(Member::name));
    return members;
  }
}
