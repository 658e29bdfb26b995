// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty register with invented reports, so that every page has something to show.
 *
 * <p>Nobody in it exists. Numbers per year follow the published series of the National Rapporteur
 * and of CoMensha, shares follow the same sources (both in {@code reference/published-series.csv});
 * all else is drawn with a fixed seed.
 */
@Component
@Order(100)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty("schakel.demo")
class DemoReports implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(DemoReports.class);
  private static final int BATCH = 2_000;

  /** Presumed victims a year, from 2016; the last two years are invented. */
  private static final int[] PER_YEAR = {950, 958, 668, 1334, 984, 791, 881, 868, 1062, 1010, 890};

  private static final int FIRST_YEAR = 2016;

  private final Reports reports;
  private final Intake intake;
  private final FieldLists fieldLists;
  private final Organisations organisations;
  private final Gate gate;
  private final TransactionTemplate transaction;
  private final Clock clock;

  DemoReports(
      Reports reports,
      Intake intake,
      FieldLists fieldLists,
      Organisations organisations,
      Gate gate,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.reports = reports;
    this.intake = intake;
    this.fieldLists = fieldLists;
    this.organisations = organisations;
    this.gate = gate;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (gate.asSystem(reports::isEmpty)) {
      log.info("Making invented reports for the demonstration");
      // All or nothing: a demonstration that was killed half-way begins anew.
      gate.asSystem(() -> transaction.execute(status -> fill()));
    }
  }

  private Integer fill() {
    LocalDate today = LocalDate.now(clock);
    DemoPersons persons = new DemoPersons(new SplittableRandom(2026), today);
    List<Submission> waiting = new ArrayList<>();
    for (int year = FIRST_YEAR;
        year <= today.getYear() && year - FIRST_YEAR < PER_YEAR.length;
        year++) {
      for (int i = 0; i < PER_YEAR[year - FIRST_YEAR]; i++) {
        persons.draw(year).forEach(report -> waiting.add(submission(report, waiting.size())));
      }
    }
    new DemoRetold(persons, today)
        .reports()
        .forEach(report -> waiting.add(submission(report, waiting.size())));
    LinaVoorbeeld.reports(today).forEach(report -> waiting.add(submission(report, waiting.size())));
    IntStream.iterate(0, from -> from < waiting.size(), from -> from + BATCH)
        .mapToObj(from -> waiting.subList(from, Math.min(from + BATCH, waiting.size())))
        .forEach(this::send);
    return waiting.size();
  }

  private void send(List<Submission> batch) {
    intake.submitAll(batch).stream()
        .filter(IntakeOutcome.Refused.class::isInstance)
        .findFirst()
        .ifPresent(
            refused -> {
              throw new IllegalStateException("An invented report was refused: " + refused);
            });
  }

  /** A good reporter leaves out what the field list does not allow. */
  private Submission submission(DemoReport report, int number) {
    OrganisationId organisation = Organisations.idOf(report.organisation());
    String type = organisations.reporterType(organisation).orElseThrow();
    RuleBook rules = fieldLists.today(type);
    Map<String, List<String>> allowed = new LinkedHashMap<>(report.values());
    allowed.keySet().removeIf(field -> !rules.allows(field));
    return new Submission(organisation, Channel.API, "demo-" + number, new RawReport(allowed));
  }

  /** What one invented organisation reports. */
  record DemoReport(String organisation, Map<String, List<String>> values) {}

  /**
   * The invented woman of the journeys: three organisations report her, each a little differently.
   */
  private static final class LinaVoorbeeld {
    private LinaVoorbeeld() {}

    static List<DemoReport> reports(LocalDate today) {
      return List.of(
          report(
              "Politie Rotterdam",
              "police-policy-duty",
              today.minusDays(20),
              "Lina",
              "Voorbeeld",
              "2005",
              List.of("GM0599", "GM0518")),
          report(
              "Zorgcoördinatie Rotterdam",
              "consent",
              today.minusDays(13),
              "Leena",
              "V.",
              "2004",
              List.of("GM0599")),
          report(
              "Fier",
              "consent",
              today.minusDays(2),
              "Lina",
              "Voorbeelt",
              "2005",
              List.of("GM0599")));
    }

    private static DemoReport report(
        String organisation,
        String ground,
        LocalDate on,
        String givenName,
        String familyName,
        String birthYear,
        List<String> municipalities) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      values.put("reportedOn", List.of(on.toString()));
      values.put("signalOn", List.of(on.minusDays(3).toString()));
      values.put("ground", List.of(ground));
      values.put("dossierType", List.of("registration-and-shelter"));
      values.put("birthYear", List.of(birthYear));
      values.put("sex", List.of("female"));
      values.put("nationalities", List.of("NL"));
      values.put("exploitationForms", List.of("sexual"));
      values.put("venues", List.of("home"));
      values.put("periodFrom", List.of(YearMonth.from(on).minusMonths(8).toString()));
      values.put("exploitationMunicipalities", municipalities);
      values.put("exploitationCountries", List.of("NL"));
      values.put("givenNames", List.of(givenName));
      values.put("familyName", List.of(familyName));
      return new DemoReport(organisation, values);
    }
  }
}
