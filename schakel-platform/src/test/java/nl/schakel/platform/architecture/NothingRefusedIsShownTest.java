// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import nl.schakel.platform.sharing.Consent;
import nl.schakel.platform.sharing.Consents;
import nl.schakel.platform.sharing.ReceivedShares;
import nl.schakel.platform.sharing.ReportData;
import nl.schakel.platform.sharing.Shares;
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
 * every kind of organisation, over reports and a share in which each class of data carries a mark
 * of its own.
 *
 * <p>What may be shown is worked out here from the rules alone, not from the code that discloses. A
 * mark that is a code of a list stands on pages with that list anyway: it counts as shown where it
 * stands more often than for a twin, the same report with other codes, before the marked reports
 * were there.
 */
@SchakelTest(
    properties = {"test.database=nothing-refused-is-shown", "spring.test.mockmvc.print=none"})
class NothingRefusedIsShownTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
  private static final List<String> ABOUT_ONE = List.of("reports/{", "victims/{", "shares/{");
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

  private static final OrganisationId CENTRE = Organisations.idOf("CoMensha");

  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired Gate gate;
  @Autowired MockMvc mvc;
  @Autowired DataSource dataSource;
  @Autowired Intake intake;
  @Autowired Consents consents;
  @Autowired Shares shares;
  @Autowired ReceivedShares received;
  @Autowired SharingRules rules;
  @Autowired SharingParties parties;
  @Autowired SharingCodes codes;
  @Autowired ReportData data;

  /**
   * Codes that a report carries, with the words by which they are found; no two reports share one.
   */
  private record Coded(String nationality, String country, String dossierType, String dossier) {
    Map<String, Pattern> marks() {
      return Map.of(
          "residence", Pattern.compile("%s|[\",;>]%s[\",;<]".formatted(country, nationality)),
          "needs", Pattern.compile("%s|%s".formatted(dossier, dossierType)));
    }
  }

  private static final List<Coded> MARKED =
      List.of(
          new Coded(
              "TV",
              "Tuvalu",
              "registration-information-advice",
              "Registratie, informatie en advies"),
          new Coded("KI", "Kiribati", "registration-and-shelter", "Registratie en opvang"));
  private static final Coded TWIN = new Coded("SR", "Suriname", "registration", "Registratie");

  /** What the person lets the coordinator share with the centre; the rest may not go. */
  private static final List<String> SAID_YES_TO = List.of("identity", "residence");

  /** A report with a mark for each class of data, the victim that it became, and a share of it. */
  private record Marked(
      OrganisationId organisation,
      String party,
      String ground,
      String report,
      String victim,
      String share,
      Map<String, Pattern> marks) {}

  private final List<String> findings = new ArrayList<>();
  private final Map<String, Set<String>> shown = new TreeMap<>();
  private final Map<String, Map<String, Long>> usual = new HashMap<>();

  @Test
  void no_address_shows_what_the_rules_keep_from_the_reader() throws Exception {
    List<Route> routes = routes();
    List<Marked> twins = reports(TWIN, TWIN);
    each(routes, twins, this::remember);
    List<Marked> reports = reports(MARKED.getFirst(), MARKED.getLast());
    each(routes, reports, this::look);

    assertThat(findings).isEmpty();
    assertThat(routes).hasSizeGreaterThan(80);
    // Without these, a wall that hides everything from everybody would pass.
    assertThat(shown)
        .containsEntry("GET /reports/{report}", Set.of("exploitation", "needs", "residence"))
        .containsKey("GET /sent-reports");
    assertThat(shown)
        .containsEntry(
            "POST /reports/{report}/identity",
            Set.of("contact", "exploitation", "identity", "needs", "residence"))
        .containsKeys("GET /api/v1/reports", "GET /api/v1/reports/{report}")
        .containsKeys("GET /register/victims/{id}")
        .containsEntry("POST /shares/{share}/identity", Set.of("identity", "residence"))
        .containsEntry("GET /shares/{share}", Set.of("residence"))
        .containsEntry("GET /api/v1/shares/{share}", Set.of("residence"));
  }

  /** What a report can hold; the BSN is on no list of today. */
  @Test
  void every_class_of_data_of_a_report_has_a_mark() {
    Set<String> classes =
        data.fields().stream()
            .flatMap(field -> data.dataClass(field, "police-policy-duty").stream())
            .collect(Collectors.toCollection(TreeSet::new));
    classes.remove("bsn");

    assertThat(marks("x", TWIN).keySet()).isEqualTo(classes);
  }

  /**
   * Everything that is read first, then every form about a report, a victim or a share, also when
   * it is refused: the page that comes back can show something too.
   */
  private List<Route> routes() {
    List<Route> all = Routes.of(requestMappingHandlerMapping);
    List<Route> routes =
        new ArrayList<>(all.stream().filter(one -> one.method().equals(HttpMethod.GET)).toList());
    List<Route> forms = all.stream().filter(NothingRefusedIsShownTest::isAboutOne).toList();
    forms.stream().filter(one -> one.path().endsWith("/identity")).forEach(routes::add);
    forms.stream().filter(one -> !one.path().endsWith("/identity")).forEach(routes::add);
    return routes;
  }

  private static boolean isAboutOne(Route route) {
    return route.method().equals(HttpMethod.POST)
        && Stream.concat(ABOUT_ONE.stream(), Stream.of("consents", "shares", "/register/"))
            .anyMatch(route.path()::contains);
  }

  private interface Visit {
    void to(Route route, Actor reader, Marked named, List<Marked> reports) throws Exception;
  }

  /** An address without an identifier is called once, and can show all of them. */
  private void each(List<Route> routes, List<Marked> reports, Visit visit) throws Exception {
    for (Route route : routes) {
      boolean aboutOne = ABOUT_ONE.stream().anyMatch(route.path()::contains);
      for (Actor reader : readers(route, reports)) {
        if (aboutOne) {
          for (Marked report : reports) {
            visit.to(route, reader, report, List.of(report));
          }
        } else {
          visit.to(route, reader, reports.getFirst(), reports);
        }
      }
    }
  }

  private List<Actor> readers(Route route, List<Marked> reports) {
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
      if (role == Role.REPORTER) {
        reports.forEach(report -> readers.add(TestActors.reporter(report.organisation())));
      }
    }
    return readers;
  }

  /** How often the codes of the marked reports stand there without them. */
  private void remember(Route route, Actor reader, Marked named, List<Marked> twins)
      throws Exception {
    String body = call(route, reader, named).getContentAsString();
    Map<String, Long> counts = new HashMap<>();
    MARKED.stream()
        .flatMap(coded -> coded.marks().values().stream())
        .forEach(mark -> counts.put(mark.pattern(), mark.matcher(body).results().count()));
    usual.put(key(route, reader, named), counts);
  }

  private static String key(Route route, Actor reader, Marked named) {
    return "%s %s %s %s"
        .formatted(route, reader.roles(), reader.organisation(), named.organisation());
  }

  private void look(Route route, Actor reader, Marked named, List<Marked> reports)
      throws Exception {
    String body = call(route, reader, named).getContentAsString();
    Map<String, Long> without = usual.getOrDefault(key(route, reader, named), Map.of());
    for (Marked report : reports) {
      report
          .marks()
          .forEach(
              (dataClass, mark) -> {
                long there = mark.matcher(body).results().count();
                if (there > without.getOrDefault(mark.pattern(), 0L)) {
                  shown(route, reader, report, dataClass);
                }
              });
    }
  }

  private void shown(Route route, Actor reader, Marked report, String dataClass) {
    shown.computeIfAbsent(route.toString(), key -> new TreeSet<>()).add(dataClass);
    if (!mayBeShown(route, reader, report, dataClass)) {
      findings.add(
          "%s shows %s of a report of %s to %s of a %s"
              .formatted(
                  route,
                  dataClass,
                  report.party(),
                  reader.roles(),
                  parties.of(reader.organisation())));
    }
  }

  /** The rules and nothing else: own data, or an answer with every condition proven. */
  private boolean mayBeShown(Route route, Actor reader, Marked report, String dataClass) {
    if (reader.organisation().equals(report.organisation())) {
      return true;
    }
    return route.path().contains("shares/{")
        ? reader.organisation().equals(CENTRE) && mayBeShared(report, dataClass)
        : mayBeReported(reader, report, dataClass);
  }

  private boolean mayBeReported(Actor reader, Marked report, String dataClass) {
    String receiver = parties.of(reader.organisation());
    boolean centre = receiver.equals(SharingParties.CENTRE);
    SharingQuestion question =
        data.question(
                centre ? report.party() : SharingParties.CENTRE,
                report.ground(),
                List.of(dataClass))
            .to(receiver);
    return goes(rules.answer(question), data.met(report.ground()));
  }

  /** A share for shelter, to a part of which the person said yes. */
  private boolean mayBeShared(Marked report, String dataClass) {
    boolean asked = SAID_YES_TO.contains(dataClass);
    SharingQuestion question =
        new SharingQuestion(
            report.party(),
            SharingParties.CENTRE,
            "shelter",
            List.of(dataClass),
            "adult",
            asked ? "given" : "not-asked",
            codes.usualRegime(report.party()),
            "normal");
    return goes(rules.answer(question), asked ? Set.of("consent-recorded") : Set.of());
  }

  private boolean goes(SharingAnswer answer, Set<String> met) {
    return answer.decision().positive()
        && answer.conditions().stream().filter(codes::isGate).allMatch(met::contains);
  }

  private MockHttpServletResponse call(Route route, Actor reader, Marked report) throws Exception {
    String path = route.path();
    for (Matcher variable = VARIABLE.matcher(path); variable.find(); ) {
      String upTo = path.substring(0, variable.start());
      path = upTo + named(upTo, report) + path.substring(variable.end());
      variable = VARIABLE.matcher(path);
    }
    return mvc.perform(
            MockMvcRequestBuilders.request(route.method(), path)
                .param("reason", "CORRECT_REPORT")
                .param("revealReason", "CORRECT_REPORT")
                .param("ground", report.ground())
                .param("year", "2025")
                .param("kind", "report")
                .param("case", report.report())
                .with(SecurityMockMvcRequestPostProcessors.csrf())
                .with(TestActors.signedIn(reader)))
        .andReturn()
        .getResponse();
  }

  private static String named(String upTo, Marked report) {
    if (upTo.endsWith("reports/")) {
      return report.report();
    }
    if (upTo.endsWith("victims/")) {
      return report.victim();
    }
    return upTo.endsWith("shares/") ? report.share() : NOT_THERE;
  }

  private List<Marked> reports(Coded one, Coded other) {
    return List.of(
        marked("Politie Noord-Nederland", "police", "police-policy-duty", one),
        marked("Zorgcoördinatie Limburg", "care-coordinator", "legitimate-interest", other));
  }

  private static Map<String, Pattern> marks(String tail, Coded coded) {
    Map<String, Pattern> marks = new TreeMap<>(coded.marks());
    marks.put("exploitation", Pattern.compile("Kenmerk" + tail));
    marks.put("identity", Pattern.compile("Voorbeeld" + tail));
    marks.put("contact", Pattern.compile(tail + "@voorbeeld\\.example"));
    return marks;
  }

  private Marked marked(String organisation, String reporterType, String ground, Coded coded) {
    OrganisationId from = Organisations.idOf(organisation);
    String tail = UUID.randomUUID().toString().substring(0, 8).replaceAll("[0-9-]", "q");
    Map<String, List<String>> answers = new HashMap<>();
    answers.put("reportedOn", List.of("2025-03-04"));
    answers.put("dossierType", List.of(coded.dossierType()));
    answers.put("birthYear", List.of("2001"));
    answers.put("sex", List.of("female"));
    answers.put("nationalities", List.of(coded.nationality()));
    answers.put("exploitationForms", List.of("sexual"));
    answers.put("reference", List.of("Kenmerk" + tail));
    answers.put("familyName", List.of("Voorbeeld" + tail));
    answers.put("contactAddress", List.of(tail + "@voorbeeld.example"));
    answers.put("contactSafe", List.of("yes"));
    answers.put("ground", List.of(ground));
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
    String share = party.equals("care-coordinator") ? shared(from, UUID.fromString(report)) : "";
    return new Marked(
        from,
        party,
        ground,
        report,
        victim(report),
        share.isEmpty() ? NOT_THERE : share,
        marks(tail, coded));
  }

  /** The coordinator shares the case with the centre, which accepts it. */
  private String shared(OrganisationId from, UUID report) {
    Actor sender = TestActors.reporter(from);
    TestActors.as(sender, () -> consents.record("report", report, yesToAPart()));
    Shares.Kept.Done begun =
        (Shares.Kept.Done)
            TestActors.as(
                sender,
                () ->
                    shares.begin(
                        new Shares.NewShare(
                            "report",
                            report,
                            Optional.of(CENTRE),
                            "shelter",
                            "normal",
                            true,
                            Optional.empty())));
    String fingerprint = TestActors.as(sender, () -> shares.preview(begun.id())).fingerprint();
    assertThat(TestActors.as(sender, () -> shares.send(begun.id(), fingerprint, "")))
        .isEqualTo(begun);
    TestActors.as(TestActors.person(CENTRE, Role.REGISTRAR), () -> received.accept(begun.id(), 1));
    return begun.id().value().toString();
  }

  private static Consent.Asked yesToAPart() {
    return new Consent.Asked(
        "shelter",
        SharingParties.CENTRE,
        Optional.of(CENTRE),
        SAID_YES_TO,
        Consent.Answer.GIVEN,
        "person",
        "spoken",
        false,
        true,
        "no",
        LocalDate.now(ZoneId.of("Europe/Amsterdam")));
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
