// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.register.CompletenessFigures;
import nl.schakel.platform.register.RegisterRights;
import nl.schakel.platform.register.Victim;
import nl.schakel.platform.register.VictimId;
import nl.schakel.platform.register.VictimNotFound;
import nl.schakel.platform.register.VictimSearch;
import nl.schakel.platform.register.Victims;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The register for systems: pseudonymous facts for who may read the register, which analysts may
 * not; searching by personal numbers is for people only.
 */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "register", description = "Presumed victims, without identity")
class RegisterApi {
  private final Victims victims;
  private final CompletenessFigures completeness;

  RegisterApi(Victims victims, CompletenessFigures completeness) {
    this.victims = victims;
    this.completeness = completeness;
  }

  /** Facts of one victim; codes are those of the code lists. */
  record VictimAnswer(
      UUID id,
      Optional<UUID> mergedInto,
      int reports,
      Optional<LocalDate> firstReportedOn,
      List<String> sourceLists,
      List<String> reporterTypes,
      List<String> exploitationForms,
      String ageGroup,
      Optional<Boolean> minor,
      String sex,
      String nationalityGroup,
      String border,
      String dossierType,
      String status,
      List<String> missing) {
    static VictimAnswer of(Victim victim) {
      return new VictimAnswer(
          victim.id().value(),
          victim.mergedInto().map(VictimId::value),
          victim.reports(),
          victim.firstOn(),
          victim.lists(),
          victim.reporterTypes(),
          victim.forms(),
          victim.ageGroup(),
          victim.minor(),
          victim.sex(),
          victim.nationalityGroup(),
          victim.border(),
          victim.dossierType(),
          victim.status(),
          victim.missing());
    }
  }

  /** A page; {@code next} is the value of {@code before} for the next one. */
  record VictimPage(List<VictimAnswer> items, Optional<UUID> next) {}

  @Requires(RegisterRights.READ)
  @GetMapping("/victims")
  @Operation(summary = "Presumed victims, newest first", operationId = "listVictims")
  VictimPage list(
      @RequestParam Optional<String> year,
      @RequestParam Optional<String> sex,
      @RequestParam Optional<String> nationality,
      @RequestParam Optional<String> before,
      @RequestParam(defaultValue = "25") String pageSize) {
    VictimSearch search =
        new VictimSearch(
            Optional.empty(),
            Optional.empty(),
            year.map(text -> number("year", text, 1900, 9999)),
            sex,
            nationality);
    Victims.Page page =
        victims.search(
            search, before.map(VictimNotFound::parseId), number("pageSize", pageSize, 1, 100));
    return new VictimPage(page.victims().stream().map(VictimAnswer::of).toList(), page.next());
  }

  @Requires(RegisterRights.READ)
  @GetMapping("/victims/{id}")
  @Operation(summary = "One presumed victim", operationId = "readVictim")
  VictimAnswer one(@PathVariable String id) {
    return VictimAnswer.of(victims.read(VictimNotFound.parse(id)).victim());
  }

  /** How complete the reports of one organisation are in one year; shares are 0 to 1. */
  record CompletenessAnswer(
      UUID organisation,
      int year,
      double allowedFilled,
      Optional<Double> requiredFilled,
      List<CompletenessFigures.Field> fields) {}

  @Requires(RegisterRights.COMPLETENESS)
  @GetMapping("/completeness")
  @Operation(
      summary = "How complete reports are, by organisation and year",
      operationId = "readCompleteness")
  List<CompletenessAnswer> completeness(@RequestParam String year) {
    return completeness.of(number("year", year, 1900, 9999)).stream()
        .map(
            one ->
                new CompletenessAnswer(
                    one.organisation().value(),
                    one.year(),
                    one.allowedFilled(),
                    one.requiredFilled(),
                    one.fields()))
        .toList();
  }

  static int number(String field, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, as a number out of range is.
    }
    throw new InvalidInput(
        List.of(
            new FieldProblem(
                field, "register.number", Integer.toString(least), Integer.toString(most))));
  }
}
