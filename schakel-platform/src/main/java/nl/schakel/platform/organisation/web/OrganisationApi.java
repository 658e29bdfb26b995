// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.organisation.Alias;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationNotFound;
import nl.schakel.platform.organisation.OrganisationRights;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The directory for systems. */
@RestController
@RequestMapping("/api/v1/organisations")
@Requires(OrganisationRights.READ)
@Tag(name = "organisations", description = "Directory of the organisations of the chain")
class OrganisationApi {
  private final Organisations organisations;

  OrganisationApi(Organisations organisations) {
    this.organisations = organisations;
  }

  /** One organisation; codes are those of the code lists. */
  record OrganisationAnswer(
      UUID id,
      String name,
      String type,
      String region,
      Optional<String> dutyContact,
      Optional<String> sourceList,
      Optional<String> oin,
      Optional<LocalDate> validFrom,
      Optional<LocalDate> validTo,
      boolean active) {
    static OrganisationAnswer of(Organisation one) {
      return new OrganisationAnswer(
          one.id().value(),
          one.name(),
          one.type(),
          one.region(),
          one.dutyContact(),
          one.sourceList(),
          one.oin(),
          one.validFrom(),
          one.validTo(),
          one.active());
    }
  }

  record NameAnswer(String name, Optional<LocalDate> validFrom, Optional<LocalDate> validTo) {
    static NameAnswer of(Alias alias) {
      return new NameAnswer(alias.name(), alias.validFrom(), alias.validTo());
    }
  }

  record OrganisationWithNames(OrganisationAnswer organisation, List<NameAnswer> otherNames) {}

  record OrganisationPage(List<OrganisationAnswer> items, int page, int pageSize, long total) {}

  @GetMapping
  @Operation(summary = "Search the directory", operationId = "listOrganisations")
  OrganisationPage list(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "100") int pageSize) {
    if (page < 1 || pageSize < 1 || pageSize > 500) {
      throw new InvalidInput(
          List.of(new FieldProblem(page < 1 ? "page" : "pageSize", "form.page", "500")));
    }
    OrganisationSearch search = new OrganisationSearch(name, type, region, false, page, pageSize);
    return new OrganisationPage(
        organisations.search(search).stream().map(OrganisationAnswer::of).toList(),
        page,
        pageSize,
        organisations.count(search));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One organisation with its other names", operationId = "readOrganisation")
  OrganisationWithNames one(@PathVariable String id) {
    Organisation one = organisations.get(OrganisationNotFound.parse(id));
    return new OrganisationWithNames(
        OrganisationAnswer.of(one),
        organisations.aliases(one.id()).stream().map(NameAnswer::of).toList());
  }
}
