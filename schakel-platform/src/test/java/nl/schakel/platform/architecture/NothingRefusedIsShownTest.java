// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.architecture.Routes.Route;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.Channel;
import nl.schakel.platform.report.Intake;
import nl.schakel.platform.report.IntakeOutcome;
import nl.schakel.platform.report.RawReport;
import nl.schakel.platform.report.Submission;
import nl.schakel.platform.sharing.ReportData;
import nl.schakel.platform.sharing.SharingAnswer;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingParties;
import nl.schakel.platform.sharing.SharingQuestion;
import nl.schakel.platform.sharing.SharingRules;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * No page, list, export or answer shows a class of data that the sharing rules keep from whoever
 * asks: every address of the running application that shows something, called by every role of
 * every kind of organisation, over reports in which each class of data carries a mark of its own.
 *
 * <p>What may be shown is worked out here from the rules alone, not from the code that discloses.
 */
@SchakelTest(properties = "test.database=nothing-refused-is-shown")
class NothingRefusedIsShownTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
  private static final String NOT_THERE = new UUID(0x5ca4e1, 0x404).toString();

  /** One organisation of each kind that has people in the chain. */
  private static final List<String> READERS =
      List.of(
          "CoMensha",
          "Politie Rotterdam",
          "Koninklijke Marechaussee",
          "Zorgcoördinatie Rotterdam",
          "HVO-Querido",
          "Gemeente Rotterdam",
          "Immigratie- en Naturalisatiedienst",
          "Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen",
          "Ministerie van Justitie en Veiligheid");

  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired Gate gate;
  @Autowired MockMvc mvc;
  @Autowired DataSource dataSource;
  @Autowired Intake intake;
  @Autowired SharingRules rules;
  @Autowired SharingParties parties;
  @Autowired SharingCodes codes;
  @Autowired ReportData data;

  /** A report with a mark for each class of data, and the victim that it became. */
  private record Marked(
      OrganisationId organisation,
      String party,
      String ground,
      String report,
      String victim,
      Map<String, String> marks) {}

  private final List<String> findings = new ArrayList<>();
  private final Map<String, Set<String>> shown = new TreeMap<>();

  @Test
  void no_address_shows_what_the_rules_keep_from_the_reader() throws Exception {
    List<Marked> reports =
        List.of(
            marked("Politie Noord-Nederland", "police", "police-policy-duty"),
            marked("Zorgcoördinatie Limburg", "care-coordinator", "legitimate-interest"));
    List<Route> routes =
        Routes.of(requestMappingHandlerMapping).stream().filter(this::shows).toList();

    for (Route route : routes) {
      for (Actor reader : readers(route)) {
        for (Marked report : reports) {
          look(route, reader, report);
        }
      }
    }

    assertThat(routes).hasSizeGreaterThan(40);
    // Without these, a wall that hides everything from everybody would pass.
    assertThat(shown).containsKeys("GET /reports/{report}", "GET /sent-reports");
    assertThat(shown)
        .containsEntry(
            "POST /reports/{report}/identity", Set.of("contact", "exploitation", "identity"))
        .containsKeys("GET /api/v1/reports", "GET /api/v1/reports/{report}")
        .containsKeys("GET /register/victims/{id}");
    assertThat(findings).isEmpty();
  }

  /** Everything that is read, and the posts that answer with somebody's name. */
  private boolean shows(Route route) {
    return route.method().equals(HttpMethod.GET) || route.path().endsWith("/identity");
  }

  private List<Actor> readers(Route route) {
    List<Actor> readers = new ArrayList<>();
    if (route.right() == null) {
      return readers;
    }
    for (Role role : gate.grants().getOrDefault(route.right(), Set.of())) {
      for (String name : READERS) {
        OrganisationId organisation = Organisations.idOf(name);
        readers.add(
            role == Role.MACHINE
                ? TestActors.machine(organisation)
                : TestActors.person(organisation, role));
      }
    }
    return readers;
  }

  private void look(Route route, Actor reader, Marked report) throws Exception {
    look(route, reader, report, call(route, reader, report));
    if (route.right() != null && reader.roles().contains(Role.REPORTER)) {
      Actor own = TestActors.reporter(report.organisation());
      look(route, own, report, call(route, own, report));
    }
  }

  private void look(Route route, Actor reader, Marked report, MockHttpServletResponse answer)
      throws Exception {
    String body = answer.getContentAsString();
    report
        .marks()
        .forEach(
            (dataClass, mark) -> {
              if (!body.contains(mark)) {
                return;
              }
              shown.computeIfAbsent(route.toString(), key -> new TreeSet<>()).add(dataClass);
              if (!mayBeShown(reader, report, dataClass)) {
                findings.add(
                    "%s shows %s of a report of %s to %s of a %s"
                        .formatted(
                            route,
                            dataClass,
                            report.party(),
                            reader.roles(),
                            parties.of(reader.organisation())));
              }
            });
  }

  /** The rules and nothing else: own data, or an answer with every condition proven. */
  private boolean mayBeShown(Actor reader, Marked report, String dataClass) {
    if (reader.organisation().equals(report.organisation())) {
      return true;
    }
    String receiver = parties.of(reader.organisation());
    boolean centre = receiver.equals(SharingParties.CENTRE);
    SharingQuestion question =
        data.question(
                centre ? report.party() : SharingParties.CENTRE,
                report.ground(),
                List.of(dataClass))
            .to(receiver);
    SharingAnswer answer = rules.answer(question);
    return answer.decision().positive()
        && answer.conditions().stream()
            .filter(codes::isGate)
            .allMatch(data.met(report.ground())::contains);
  }

  private MockHttpServletResponse call(Route route, Actor reader, Marked report) throws Exception {
    String path = route.path();
    for (Matcher variable = VARIABLE.matcher(path); variable.find(); ) {
      String upTo = path.substring(0, variable.start());
      path =
          upTo
              + (upTo.endsWith("reports/")
                  ? report.report()
                  : upTo.endsWith("victims/") ? report.victim() : NOT_THERE)
              + path.substring(variable.end());
      variable = VARIABLE.matcher(path);
    }
    return mvc.perform(
            MockMvcRequestBuilders.request(route.method(), path)
                .param("reason", "CORRECT_REPORT")
                .param("revealReason", "CORRECT_REPORT")
                .param("ground", report.ground())
                .param("year", "2025")
                .with(SecurityMockMvcRequestPostProcessors.csrf())
                .with(TestActors.signedIn(reader)))
        .andReturn()
        .getResponse();
  }

  private Marked marked(String organisation, String reporterType, String ground) {
    OrganisationId from = Organisations.idOf(organisation);
    String tail = UUID.randomUUID().toString().substring(0, 8).replaceAll("[0-9-]", "q");
    Map<String, String> marks = new LinkedHashMap<>();
    marks.put("exploitation", "Kenmerk" + tail);
    marks.put("identity", "Voorbeeld" + tail);
    marks.put("contact", tail + "@voorbeeld.example");
    Map<String, List<String>> answers =
        Map.of(
            "reportedOn", List.of("2025-03-04"),
            "birthYear", List.of("2004"),
            "sex", List.of("female"),
            "nationalities", List.of("SR"),
            "exploitationForms", List.of("sexual"),
            "reference", List.of("Kenmerk" + tail),
            "familyName", List.of("Voorbeeld" + tail),
            "contactAddress", List.of(tail + "@voorbeeld.example"),
            "contactSafe", List.of("yes"),
            "ground", List.of(ground));
    IntakeOutcome outcome =
        TestActors.as(
            TestActors.reporter(from),
            () ->
                intake.submit(
                    new Submission(
                        from, Channel.API, UUID.randomUUID().toString(), new RawReport(answers))));
    assertThat(outcome).isInstanceOf(IntakeOutcome.Accepted.class);
    String report = ((IntakeOutcome.Accepted) outcome).id().value().toString();
    String party = parties.ofReporterType(reporterType).orElseThrow();
    return new Marked(from, party, ground, report, victim(report), marks);
  }

  private String victim(String report) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                TestDatabase.ownerOf(dataSource)
                    .sql("select victim_id::text from register.source where report_id = :r::uuid")
                    .param("r", report)
                    .query((row, n) -> row.getString(1))
                    .list(),
            found -> !found.isEmpty())
        .getFirst();
  }
}
