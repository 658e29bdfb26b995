// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
import nl.schakel.platform.monitor.EstimateQuestion;
import nl.schakel.platform.monitor.EstimateRuns;
import nl.schakel.platform.monitor.aggregate.AggregateRequest;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.monitor.aggregate.UploadOutcome;
import nl.schakel.platform.monitor.release.DraftRequest;
import nl.schakel.platform.monitor.release.Exploration;
import nl.schakel.platform.monitor.release.Explorer;
import nl.schakel.platform.monitor.release.FreezeRequest;
import nl.schakel.platform.monitor.release.FrozenSetId;
import nl.schakel.platform.monitor.release.FrozenSets;
import nl.schakel.platform.monitor.release.ReleaseDrafts;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.register.Aspect;
import nl.schakel.platform.register.Moved;
import nl.schakel.platform.register.Register;
import nl.schakel.platform.register.Verdict;
import nl.schakel.platform.register.VictimId;
import nl.schakel.platform.report.Channel;
import nl.schakel.platform.report.Drafts;
import nl.schakel.platform.report.Imports;
import nl.schakel.platform.report.Intake;
import nl.schakel.platform.report.IntakeOutcome;
import nl.schakel.platform.report.LinkageRoute;
import nl.schakel.platform.report.LinkageRoutes;
import nl.schakel.platform.report.RawReport;
import nl.schakel.platform.report.Submission;
import nl.schakel.platform.sharing.Bottlenecks;
import nl.schakel.platform.sharing.Consent;
import nl.schakel.platform.sharing.Consents;
import nl.schakel.platform.sharing.Covenants;
import nl.schakel.platform.sharing.HelpDesk;
import nl.schakel.platform.sharing.ShareId;
import nl.schakel.platform.sharing.Shares;
import nl.schakel.platform.sharing.SharingQuestion;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * "Not yours" looks like "not there": every identifier in every address, tried by somebody else, by
 * a colleague, and through a parent that it does not belong to.
 *
 * <p>The addresses come from the running application. One that this test knows no fixture for fails
 * it.
 */
@SchakelTest(properties = "test.database=foreign-ids")
class ForeignIdsTest {
  private static final OrganisationId OURS = Organisations.idOf("Politie Noord-Nederland");
  private static final OrganisationId THEIRS = Organisations.idOf("Koninklijke Marechaussee");

  /** Beside the centre the one that the sharing rules let see exact figures. */
  private static final OrganisationId RAPPORTEUR =
      Organisations.idOf("Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen");

  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
  private static final String NOT_THERE = new UUID(0x5ca4e1, 0x404).toString();

  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired Gate gate;
  @Autowired MockMvc mvc;
  @Autowired DataSource dataSource;
  @Autowired Intake intake;
  @Autowired Drafts drafts;
  @Autowired Imports imports;
  @Autowired Register register;
  @Autowired EstimateRuns runs;
  @Autowired FrozenSets sets;
  @Autowired ReleaseDrafts desk;
  @Autowired Aggregates aggregates;
  @Autowired Explorer explorer;
  @Autowired LinkageRoutes linkageRoutes;
  @Autowired Bottlenecks bottlenecks;
  @Autowired HelpDesk helpDesk;
  @Autowired Covenants covenants;
  @Autowired Consents consents;
  @Autowired Shares shares;

  /** So that two parents are two. */
  private int turn;

  /** The first report of each victim that was made here. */
  private final Map<String, String> reports = new ConcurrentHashMap<>();

  /** A finished estimate of each organisation that asked for one. */
  private final Map<OrganisationId, String> estimates = new ConcurrentHashMap<>();

  private final Map<OrganisationId, String> frozenSets = new ConcurrentHashMap<>();
  private final Map<OrganisationId, String> releaseDrafts = new ConcurrentHashMap<>();

  /** What each variable of each address stands for; the key is the address up to the variable. */
  private final Map<String, Thing> things = new HashMap<>();

  private final List<String> findings = new ArrayList<>();

  /** What an identifier in an address names, and who may see it. */
  private sealed interface Thing {
    /** Belongs to an organisation, and only these roles reach those of others. */
    record OfAnOrganisation(Maker maker, Set<Role> across, OrganisationId one, OrganisationId other)
        implements Thing {
      OfAnOrganisation(Maker maker, Set<Role> across) {
        this(maker, across, OURS, THEIRS);
      }
    }

    /** Belongs to one account; a colleague may not see it either. */
    record OfAPerson(Maker maker) implements Thing {}

    /** Belongs to what stands before it in the address. */
    record OfItsParent(ChildMaker maker) implements Thing {}

    /** Everybody who has the right reaches each of them; the reason says why. */
    record OfTheHouse(Maker maker, String reason) implements Thing {}

    /** No identifier, but one of a few words that are the same for everybody. */
    record Word(String example) implements Thing {}
  }

  private interface Maker {
    String make(Actor owner) throws Exception;
  }

  private interface ChildMaker {
    String make(String parent) throws Exception;
  }

  @BeforeEach
  void what_addresses_name() {
    Maker report = owner -> report(owner.organisation());
    Thing reportOfOne = new Thing.OfAnOrganisation(report, Set.of(Role.REGISTRAR));
    things.put("/reports/{report}", reportOfOne);
    things.put("/api/v1/reports/{report}", reportOfOne);
    Thing importOfOne = new Thing.OfAnOrganisation(this::upload, Set.of());
    things.put("/reports/imports/{import}", importOfOne);
    things.put("/api/v1/report-imports/{import}", importOfOne);
    things.put(
        "/monitor/unseen/{run}",
        new Thing.OfAnOrganisation(
            owner -> estimates.computeIfAbsent(owner.organisation(), this::estimate),
            Set.of(),
            TestActors.COORDINATION_CENTRE,
            RAPPORTEUR));
    things.put(
        "/monitor/frozen-sets/{set}",
        new Thing.OfAnOrganisation(
            owner -> frozenSets.computeIfAbsent(owner.organisation(), this::frozenSet),
            Set.of(),
            TestActors.COORDINATION_CENTRE,
            RAPPORTEUR));
    Thing release =
        new Thing.OfAnOrganisation(
            owner -> releaseDrafts.computeIfAbsent(owner.organisation(), this::releaseDraft),
            Set.of(),
            TestActors.COORDINATION_CENTRE,
            RAPPORTEUR);
    things.put("/monitor/releases/{release}", release);
    things.put("/api/v1/releases/{release}", release);
    Thing aggregate =
        new Thing.OfAnOrganisation(owner -> aggregate(owner.organisation()), Set.of());
    things.put("/monitor/aggregates/{upload}", aggregate);
    things.put("/api/v1/aggregates/{upload}", aggregate);
    things.put("/monitor/aggregates/templates/{kind}", new Thing.Word("help"));
    things.put(
        "/aggregates/{upload}",
        new Thing.OfTheHouse(owner -> NOT_THERE, "An approved table is there for everybody"));
    things.put("/api/v1/publications/{publication}", new Thing.Word("slachtoffermonitor-2020"));
    things.put("/api/v1/publications/{publication}/versions/{version}", new Thing.Word("1"));
    things.put(
        "/api/v1/publications/{publication}/versions/{version}/tables/{table}",
        new Thing.Word("total"));
    things.put("/publications/{publication}", new Thing.Word("slachtoffermonitor-2020"));
    things.put("/publications/regions/{region}", new Thing.Word("limburg"));
    things.put("/publications/{publication}/{version}", new Thing.Word("v1"));
    things.put("/publications/{publication}/{version}/{file}", new Thing.Word("total.csv"));
    things.put("/report-drafts/{draft}", new Thing.OfAPerson(this::draft));
    things.put("/report-drafts/{draft}/steps/{step}", new Thing.Word("report"));
    things.put("/field-lists/{type}", new Thing.Word("police"));
    things.put("/field-lists/{type}/{field}", new Thing.Word("placeOfOffence"));

    Thing victim = new Thing.OfTheHouse(owner -> victim(), "The register is one for the country");
    things.put("/register/victims/{id}", victim);
    things.put("/api/v1/victims/{id}", victim);
    things.put(
        "/register/questions/{id}",
        new Thing.OfTheHouse(
            owner -> NOT_THERE, "Questions are about two victims of the register"));
    things.put(
        "/comparing/{version}",
        new Thing.OfTheHouse(
            owner -> "1", "a model holds nobody, and whoever keeps it decides about each version"));
    things.put(
        "/sharing-bottlenecks/{id}",
        new Thing.OfTheHouse(
            owner -> bottleneck(), "What stands in the way of sharing is one list for the chain"));
    things.put(
        "/help-desk/{id}",
        new Thing.OfTheHouse(
            owner -> helpQuestion(), "A question holds codes and belongs to no organisation"));
    things.put("/register/victims/{id}/reports/{report}", new Thing.OfItsParent(reports::get));
    things.put(
        "/register/victims/{id}/decisions/{decision}", new Thing.OfItsParent(this::decision));
    things.put(
        "/register/victims/{id}/movements/{movement}", new Thing.OfItsParent(this::movement));
    things.put(
        "/register/victims/{id}/separations/{separation}", new Thing.OfItsParent(this::separation));

    Thing routed =
        new Thing.OfTheHouse(
            owner -> (turn++ % 2 == 0 ? OURS : THEIRS).value().toString(),
            "Routes are decided for every organisation in one place");
    things.put("/linkage-routes/{organisation}", routed);
    Thing decided = new Thing.OfItsParent(this::waitingRoute);
    things.put("/linkage-routes/{organisation}/decisions/{decision}", decided);

    things.put(
        "/covenants/{covenant}",
        new Thing.OfTheHouse(
            owner -> covenant(), "Agreements hold nobody, and everybody may know them"));
    // A registrar of another organisation than the centre reads no victims to ask.
    things.put(
        "/consents/{consent}", new Thing.OfAnOrganisation(this::consent, Set.of(Role.REGISTRAR)));
    // Nor does such a registrar read the reports that a share was made of.
    Thing share = new Thing.OfAnOrganisation(this::share, Set.of(Role.REGISTRAR));
    things.put("/shares/{share}", share);
    things.put("/api/v1/shares/{share}", share);

    things.put(
        "/sharing-rules/versions/{rules}",
        new Thing.OfTheHouse(owner -> NOT_THERE, "The rules are the same for everybody"));
    things.put("/sharing-rules/versions/{rules}/files/{file}", new Thing.Word("registration.dmn"));
    things.put(
        "/sharing-rules/keys/{key}",
        new Thing.OfTheHouse(owner -> NOT_THERE, "Keys sign the rules of the whole house"));

    Thing kept =
        new Thing.OfTheHouse(owner -> NOT_THERE, "Administrators keep all of the installation");
    things.put("/accounts/{id}", kept);
    things.put("/machine-clients/{id}", kept);
    Thing listed =
        new Thing.OfTheHouse(
            owner -> OURS.value().toString(), "The directory is there for everybody");
    things.put("/organisations/{id}", listed);
    things.put("/api/v1/organisations/{id}", listed);
  }

  @Test
  void what_is_not_yours_or_not_in_that_place_looks_as_if_it_were_not_there() throws Exception {
    List<Route> routes =
        Routes.of(requestMappingHandlerMapping).stream()
            .filter(route -> VARIABLE.matcher(route.path()).find())
            .toList();

    for (Route route : routes) {
      List<String> places = places(route.path());
      if (places.stream().allMatch(this::isKnown)) {
        tryAll(route, places);
      }
    }

    assertThat(routes).hasSizeGreaterThan(25);
    assertThat(findings).isEmpty();
  }

  private boolean isKnown(String place) {
    if (things.containsKey(place)) {
      return true;
    }
    findings.add(
        ("%s: this test does not know what the last variable names; add to what_addresses_name"
                + " whom it belongs to and how one is made")
            .formatted(place));
    return false;
  }

  /** The address up to and with each of its variables. */
  private static List<String> places(String path) {
    List<String> places = new ArrayList<>();
    Matcher variable = VARIABLE.matcher(path);
    while (variable.find()) {
      places.add(path.substring(0, variable.end()));
    }
    return places;
  }

  private void tryAll(Route route, List<String> places) throws Exception {
    for (Role role : gate.grants().getOrDefault(String.valueOf(route.right()), Set.of())) {
      for (int at = 0; at < places.size(); at++) {
        switch (things.get(places.get(at))) {
          case Thing.OfAnOrganisation thing -> {
            if (!thing.across().contains(role)) {
              Actor owner = owner(thing.other(), role);
              Actor stranger = TestActors.person(thing.one(), role);
              tryForeign(route, places, at, stranger, thing.maker().make(owner));
              reaches(route, places, at, owner, thing.maker().make(owner));
            }
          }
          case Thing.OfAPerson(Maker maker) -> {
            Actor owner = owner(OURS, role);
            tryForeign(route, places, at, TestActors.person(OURS, role), maker.make(owner));
            tryForeign(route, places, at, TestActors.person(THEIRS, role), maker.make(owner));
            reaches(route, places, at, owner, maker.make(owner));
          }
          case Thing.OfItsParent(ChildMaker maker) -> tryParents(route, places, at, role, maker);
          case Thing.OfTheHouse house -> assertThat(house.reason()).isNotBlank();
          case Thing.Word word -> assertThat(word.example()).isNotBlank();
        }
      }
    }
  }

  /** Who makes a thing may report, whatever the role that reads it. */
  private static Actor owner(OrganisationId organisation, Role role) {
    return role == Role.REPORTER
        ? TestActors.reporter(organisation)
        : TestActors.person(organisation, role, Role.REPORTER);
  }

  private void tryForeign(Route route, List<String> places, int at, Actor stranger, String id)
      throws Exception {
    List<String> own = examples(places, stranger);
    sameAsNotThere(route, stranger, replaced(own, at, id), replaced(own, at, NOT_THERE));
  }

  private void tryParents(Route route, List<String> places, int at, Role role, ChildMaker maker)
      throws Exception {
    Actor actor = TestActors.person(TestActors.COORDINATION_CENTRE, role);
    List<String> one = examples(places, actor);
    List<String> other = examples(places, actor);
    String child = maker.make(one.get(at - 1));
    String otherChild = maker.make(other.get(at - 1));
    sameAsNotThere(route, actor, replaced(one, at, otherChild), replaced(one, at, NOT_THERE));
    sameAsNotThere(route, actor, replaced(other, at, child), replaced(other, at, NOT_THERE));
    there(route, actor, replaced(one, at, child));
  }

  /** Without this, an address that answers 404 to everybody would pass. */
  private void reaches(Route route, List<String> places, int at, Actor owner, String id)
      throws Exception {
    there(route, owner, replaced(examples(places, owner), at, id));
  }

  private List<String> examples(List<String> places, Actor actor) throws Exception {
    List<String> examples = new ArrayList<>();
    for (String place : places) {
      examples.add(
          switch (things.get(place)) {
            case Thing.OfAnOrganisation thing -> NOT_THERE;
            case Thing.OfAPerson thing -> NOT_THERE;
            case Thing.OfItsParent thing -> NOT_THERE;
            case Thing.OfTheHouse thing -> thing.maker().make(actor);
            case Thing.Word word -> word.example();
          });
    }
    return examples;
  }

  private static List<String> replaced(List<String> values, int at, String value) {
    List<String> replaced = new ArrayList<>(values);
    replaced.set(at, value);
    return replaced;
  }

  private void sameAsNotThere(Route route, Actor actor, List<String> foreign, List<String> absent)
      throws Exception {
    MockHttpServletResponse got = call(route, actor, foreign);
    MockHttpServletResponse expected = call(route, actor, absent);
    if (expected.getStatus() != 404) {
      findings.add(
          "%s as %s: %d for what is not there"
              .formatted(route, actor.roles(), expected.getStatus()));
    }
    if (got.getStatus() != 404 || !plain(got).equals(plain(expected))) {
      findings.add(
          "%s as %s: %d for what is not theirs, and not as if it were not there"
              .formatted(route, actor.roles(), got.getStatus()));
    }
  }

  private void there(Route route, Actor actor, List<String> values) throws Exception {
    int status = call(route, actor, values).getStatus();
    if (status == 404 || status == 403 || status >= 500) {
      findings.add("%s as %s: %d for what is theirs".formatted(route, actor.roles(), status));
    }
  }

  private static String plain(MockHttpServletResponse answer) throws Exception {
    return answer
        .getContentAsString()
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}")
        .replaceAll("/decisions/[0-9]+/", "/decisions/{id}/")
        .replaceAll("name=\"_csrf\"[^>]*", "");
  }

  private MockHttpServletResponse call(Route route, Actor actor, List<String> values)
      throws Exception {
    String path = route.path();
    for (String value : values) {
      path = VARIABLE.matcher(path).replaceFirst(value);
    }
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.request(route.method(), path)
            .param("reason", "Voorbeeld van een reden")
            .param("ground", "public-task")
            .param("revealReason", "CORRECT_REPORT")
            .with(SecurityMockMvcRequestPostProcessors.csrf())
            .with(TestActors.signedIn(actor));
    if (!route.consumes().isEmpty()) {
      request = request.contentType(route.consumes());
    }
    return mvc.perform(request).andReturn().getResponse();
  }

  /** A trial that waits for a second person. */
  private String waitingRoute(String organisation) {
    LocalDate today = LocalDate.now(ZoneId.of("Europe/Amsterdam")).plusDays(1);
    LinkageRoutes.Outcome outcome =
        TestActors.as(
            TestActors.dataProtectionOfficer(),
            () ->
                linkageRoutes.decide(
                    new LinkageRoutes.RouteDecision(
                        OrganisationId.of(organisation),
                        LinkageRoute.ENCODED,
                        "public-task",
                        true,
                        "unsure",
                        "pilot",
                        today,
                        Optional.of(today.plusMonths(3)),
                        Optional.of("DPIA-voorbeeld"))));
    return Long.toString(((LinkageRoutes.Outcome.Done) outcome).rule().id());
  }

  private String report(OrganisationId from) {
    Map<String, List<String>> answers =
        Map.of(
            "reportedOn", List.of("2025-03-04"),
            "birthYear", List.of("2004"),
            "sex", List.of("female"),
            "nationalities", List.of("SR"),
            "exploitationForms", List.of("sexual"),
            "familyName", List.of("Voorbeeld"),
            "ground", List.of("police-policy-duty"));
    Submission sent =
        new Submission(from, Channel.API, UUID.randomUUID().toString(), new RawReport(answers));
    IntakeOutcome outcome = TestActors.as(TestActors.reporter(from), () -> intake.submit(sent));
    return ((IntakeOutcome.Accepted) outcome).id().value().toString();
  }

  private String upload(Actor owner) {
    byte[] file = "reportedOn,sex\n2025-03-04,female\n".getBytes(StandardCharsets.UTF_8);
    return TestActors.as(owner, () -> imports.receive(new ByteArrayInputStream(file)))
        .value()
        .toString();
  }

  private String estimate(OrganisationId asking) {
    TestDatabase.ownerOf(dataSource)
        .sql(
            """
            with person as (
              select gen_random_uuid() as id, given.lists
                from (values ('{I}'::text[], 40), ('{K}', 60), ('{P}', 90), ('{I,K}', 8), ('{K,P}', 12),
                             ('{I,P}', 9), ('{I,K,P}', 3)) given (lists, persons),
                     generate_series(1, given.persons)),
            stored as (
              insert into register.victim
                (id, created_at, reports, first_on, first_year, first_list, lists, reporter_types,
                 forms, age_group, sex, nationality, nationalities, nationality_group, border,
                 dossier_type, status, missing)
              select id, now(), 1, make_date(2020, 3, 4), 2020, lists[1], lists, '{police}',
                     '{unknown}', 'unknown', 'female', 'unknown', '{}', 'unknown', 'unknown',
                     'registration', 'presumed', '{}'
                from person
              returning id)
            insert into register.victim_year
              (victim_id, year, lists, reporter_types, forms, age_group, sex, nationality_group, counted)
            select id, 2020, lists, '{police}', '{unknown}', 'unknown', 'female', 'unknown', true
              from person
            """)
        .update();
    EstimateQuestion asked =
        new EstimateQuestion(2020, 2020, "", "", "", "", List.of("I", "K", "P"), 1, 0);
    String run =
        TestActors.as(TestActors.person(asking, Role.ANALYST), () -> runs.start(asked)).toString();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                TestDatabase.ownerOf(dataSource)
                    .sql("select state from monitor.estimate_run where id = :run::uuid")
                    .param("run", run)
                    .query(String.class)
                    .single()
                    .equals("DONE"));
    return run;
  }

  private String frozenSet(OrganisationId asking) {
    estimates.computeIfAbsent(asking, this::estimate);
    FreezeRequest asked =
        FreezeRequest.first("voorbeeld-" + frozenSets.size() + releaseDrafts.size(), 2020, 2020);
    return TestActors.as(
        TestActors.person(asking, Role.ANALYST), () -> sets.freeze(asked).id().toString());
  }

  /** Of monitors that differ, as a publication belongs to one organisation. */
  /** A table of others that waits for a second person; each time a new one, as it is approved. */
  private String aggregate(OrganisationId organisation) {
    UploadOutcome outcome =
        TestActors.as(
            TestActors.person(organisation, Role.ANALYST),
            () ->
                aggregates.upload(
                    new AggregateRequest(
                        Optional.empty(),
                        "",
                        "help",
                        "Voorbeeld",
                        "Voorbeeldorganisatie",
                        Optional.of(LocalDate.of(2022, 1, 1)),
                        AggregateRequest.UNPROTECTED,
                        "",
                        "sure"),
                    "year,figure,split,category,count\n2021,visitors,,,10\n"
                        .getBytes(StandardCharsets.UTF_8)));
    return outcome instanceof UploadOutcome.Kept kept ? kept.id().toString() : NOT_THERE;
  }

  private String releaseDraft(OrganisationId asking) {
    String set = frozenSets.computeIfAbsent(asking, this::frozenSet);
    String monitor =
        asking.equals(TestActors.COORDINATION_CENTRE) ? "sdg-16-2-2" : saved(asking, set);
    DraftRequest asked =
        new DraftRequest(new FrozenSetId(UUID.fromString(set)), monitor, Instant.now(), "");
    return TestActors.as(
        TestActors.person(asking, Role.ANALYST), () -> desk.plan(asked).id().toString());
  }

  private String saved(OrganisationId asking, String set) {
    Exploration asked =
        new Exploration(
            new FrozenSetId(UUID.fromString(set)),
            List.of("sex"),
            Map.of("year", List.of("2020")),
            1);
    return TestActors.as(
        TestActors.person(asking, Role.ANALYST), () -> explorer.save(asked).code());
  }

  private String bottleneck() {
    Bottlenecks.Outcome outcome =
        TestActors.as(
            TestActors.dataProtectionOfficer(),
            () -> bottlenecks.write("Voorbeeld van een knelpunt"));
    return ((Bottlenecks.Outcome.Kept) outcome).bottleneck().toString();
  }

  private String helpQuestion() {
    SharingQuestion asked =
        new SharingQuestion(
            "airline", "school", "care", List.of("needs"), "adult", "not-asked", "avg", "normal");
    HelpDesk.Asked outcome = helpDesk.ask(asked, "");
    String code = ((HelpDesk.Asked.Received) outcome).code().text();
    return helpDesk.find(code).orElseThrow().id().toString();
  }

  private String draft(Actor owner) {
    return TestActors.as(owner, drafts::start).orElseThrow().value().toString();
  }

  private String victim() {
    String report = report(OURS);
    String victim =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    TestDatabase.ownerOf(dataSource)
                        .sql(
                            "select victim_id::text from register.source where report_id = :r::uuid")
                        .param("r", report)
                        .query((row, n) -> row.getString(1))
                        .list(),
                found -> !found.isEmpty())
            .getFirst();
    reports.put(victim, report);
    return victim;
  }

  private static VictimId id(String victim) {
    return new VictimId(UUID.fromString(victim));
  }

  private String decision(String victim) {
    Verdict verdict =
        new Verdict(
            Aspect.STATUS,
            List.of("identified"),
            "police",
            "",
            LocalDate.parse("2025-06-01"),
            "Voorbeeld");
    return TestActors.as(
        TestActors.registrar(), () -> register.decide(id(victim), verdict).id().toString());
  }

  private String movement(String victim) {
    VictimId other = id(victim());
    Moved moved =
        TestActors.as(TestActors.registrar(), () -> register.merge(id(victim), other, "Voorbeeld"));
    return ((Moved.Done) moved).movement().toString();
  }

  private String separation(String victim) {
    VictimId other = id(victim());
    return TestActors.as(
            TestActors.registrar(), () -> register.separate(id(victim), other, "Voorbeeld"))
        .toString();
  }

  private String covenant() {
    return TestActors.as(TestActors.dataProtectionOfficer(), covenants::all)
        .getFirst()
        .id()
        .toString();
  }

  private String consent(Actor owner) {
    UUID about = UUID.fromString(report(owner.organisation()));
    Consent.Asked asked =
        new Consent.Asked(
            "shelter",
            "shelter",
            Optional.empty(),
            List.of("needs"),
            Consent.Answer.GIVEN,
            "person",
            "spoken",
            false,
            true,
            "no",
            LocalDate.parse("2025-06-01"));
    return TestActors.as(
        owner,
        () -> ((Consents.Kept.Done) consents.record("report", about, asked)).id().toString());
  }

  /** Sent by the owner to an organisation that nobody here works for. */
  private String share(Actor owner) {
    Actor sender = TestActors.person(owner.organisation(), Role.REPORTER);
    UUID about = UUID.fromString(report(owner.organisation()));
    Shares.NewShare asked =
        new Shares.NewShare(
            "report",
            about,
            Optional.of(Organisations.idOf("CoMensha")),
            "registration",
            "normal",
            false,
            Optional.empty());
    return TestActors.as(
        sender,
        () -> {
          ShareId id = ((Shares.Kept.Done) shares.begin(asked)).id();
          shares.send(id, shares.preview(id).fingerprint(), "");
          return id.toString();
        });
  }
}
