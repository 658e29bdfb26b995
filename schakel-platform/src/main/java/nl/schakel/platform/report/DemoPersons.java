// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import nl.schakel.platform.report.DemoReports.DemoReport;

/**
 * Draws invented persons and the reports about them.
 *
 * <p>Shares: reporters, several reporters for one victim, forms, sex, age and venue as CoMensha and
 * the National Rapporteur published them for 2016 to 2024; nationalities are a coarse likeness.
 */
final class DemoPersons {
  private static final String CENTRAL = "FairWork";
  private static final List<String> REGIONS =
      List.of(
          "Noord-Nederland",
          "Oost-Nederland",
          "Midden-Nederland",
          "Noord-Holland",
          "Amsterdam",
          "Den Haag",
          "Rotterdam",
          "Zeeland-West-Brabant",
          "Oost-Brabant",
          "Limburg");

  /** One municipality in each region, in the order of the regions. */
  private static final List<String> MUNICIPALITIES =
      List.of(
          "GM0014", "GM0153", "GM0344", "GM0034", "GM0363", "GM0518", "GM0599", "GM0758", "GM0772",
          "GM0855");

  private static final Weighted ORIGINS =
      new Weighted(
          "NL", 18, "PL", 12, "NG", 12, "RO", 8, "BG", 7, "HU", 6, "UG", 6, "GM", 5, "VE", 4, "CO",
          4, "VN", 4, "UA", 2, "SY", 2, "SR", 2, "PH", 2, "IT", 1, "IN", 2, "CN", 2);

  /**
   * Persons in a thousand of unknown age: 2 to 5 percent in the monitors of 2019 to 2023. Without
   * them the number of adults would be that of everybody but minors: the two would tell exactly
   * that there is nobody in between, and so the later one is refused.
   */
  private static final int AGE_UNKNOWN = 35;

  /** Reports in a thousand by others; 37 and 56 a year in 2024 and 2023. */
  private static final int OTHER_REPORTER = 40;

  private static final String OTHER = "Slachtofferhulp Nederland";

  private final SplittableRandom random;

  /** These are drawn apart, so that all else stays as it is. */
  private final SplittableRandom routes = new SplittableRandom(2016);

  private final SplittableRandom unknowns = new SplittableRandom(2017);
  private final SplittableRandom others = new SplittableRandom(2018);

  private final LocalDate today;
  private final LocalDate namesFrom;
  private final DemoNames names = new DemoNames();
  private int drawn;

  DemoPersons(SplittableRandom random, LocalDate today) {
    this.random = random;
    this.today = today;
    this.namesFrom = today.minusDays(90);
  }

  /**
   * One person, reported in this year by one organisation, and now and then by a second or third.
   */
  List<DemoReport> draw(int year) {
    drawn++;
    int region = random.nextInt(REGIONS.size());
    LocalDate first = day(year);
    String reporter = reporter(region);
    Map<String, List<String>> person = aged(person(region, first));
    List<DemoReport> reports = new ArrayList<>();
    reports.add(new DemoReport(reporter, complete(person, reporter, first)));
    while (reports.size() < 3 && random.nextInt(1000) < 55) {
      String second = reporter(region);
      LocalDate later = first.plusDays(random.nextInt(5, 60));
      boolean known = reports.stream().anyMatch(report -> report.organisation().equals(second));
      if (known || later.isAfter(today)) {
        break;
      }
      reports.add(new DemoReport(second, complete(retold(person), second, later)));
    }
    return reports;
  }

  /** Of a few nobody knows how old they are. */
  private Map<String, List<String>> aged(Map<String, List<String>> person) {
    if (unknowns.nextInt(1000) < AGE_UNKNOWN) {
      person.keySet().removeAll(List.of("birthYear", "birthDate"));
      person.put("ageBand", List.of("unknown"));
    }
    return person;
  }

  /** A region of the country, for people who are drawn elsewhere. */
  int aRegion() {
    return random.nextInt(REGIONS.size());
  }

  /** Somebody who reports in this region. */
  String reporterNear(int region) {
    return reporter(region);
  }

  /** What may have happened to somebody in this region. */
  Map<String, List<String>> circumstancesOf(int region, LocalDate reportedOn) {
    return person(region, reportedOn);
  }

  /** A report by this organisation, with all that belongs to one. */
  DemoReport told(Map<String, List<String>> person, String organisation, LocalDate on) {
    return new DemoReport(organisation, complete(person, organisation, on));
  }

  private LocalDate day(int year) {
    LocalDate last = year == today.getYear() ? today : LocalDate.of(year, 12, 31);
    return LocalDate.ofYearDay(year, random.nextInt(1, last.getDayOfYear() + 1));
  }

  private String reporter(int region) {
    String usual = usualReporter(region);
    return others.nextInt(1000) < OTHER_REPORTER ? OTHER : usual;
  }

  private String usualReporter(int region) {
    return switch (pick(
        "police", 33, "care", 29, "fairwork", 23, "nla", 5, "kmar", 6, "shelter", 4)) {
      case "police" -> "Politie " + REGIONS.get(region);
      case "care" -> "Zorgcoördinatie " + REGIONS.get(region);
      case "nla" -> "Nederlandse Arbeidsinspectie";
      case "kmar" -> "Koninklijke Marechaussee";
      case "shelter" -> "HVO-Querido";
      default -> CENTRAL;
    };
  }

  private Map<String, List<String>> person(int region, LocalDate reportedOn) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    String form = pick("sexual", 41, "labour", 41, "criminal", 13, "unknown", 5);
    String sex =
        form.equals("sexual")
            ? pick("female", 88, "male", 11, "unknown", 1)
            : pick("male", 58, "female", 41, "unknown", 1);
    String origin = form.equals("criminal") && random.nextInt(2) == 0 ? "NL" : ORIGINS.pick(random);
    int age = age();
    values.put(
        "exploitationForms",
        form.equals("sexual") && random.nextInt(20) == 0
            ? List.of("sexual", "labour")
            : List.of(form));
    values.put("sex", List.of(sex));
    values.put("nationalities", List.of(origin));
    values.put("birthYear", List.of(String.valueOf(reportedOn.getYear() - age)));
    // The invented names are few; among thousands they would make everybody look like somebody
    // else.
    if (reportedOn.isAfter(namesFrom)) {
      values.put("givenNames", List.of(names.given(origin, sex, random)));
      values.put("familyName", List.of(names.family(origin, random)));
    }
    if (random.nextInt(2) == 0) {
      values.put(
          "birthDate",
          List.of(
              LocalDate.ofYearDay(reportedOn.getYear() - age, random.nextInt(1, 200)).toString()));
    }
    // Ten digits that start with four nines: the form of a V-number, and never one that was issued.
    if (!origin.equals("NL") && random.nextInt(2) == 0) {
      values.put("vNumber", List.of("9999%06d".formatted(drawn)));
    }
    values.put(
        "residenceStatus",
        List.of(
            origin.equals("NL")
                ? "dutch"
                : pick(
                    "eu-eea-citizen",
                    40,
                    "asylum-seeker",
                    20,
                    "dublin-claimant",
                    15,
                    "no-lawful-stay",
                    20,
                    "unknown",
                    5)));
    values.put("exploitationCountries", List.of("NL"));
    if (routes.nextInt(5) > 0) {
      String recruited = routes.nextInt(5) == 0 ? "NL" : origin;
      values.put("recruitmentCountries", List.of(recruited));
    }
    values.put("exploitationMunicipalities", List.of(MUNICIPALITIES.get(region)));
    circumstances(values, form, reportedOn);
    return values;
  }

  private void circumstances(Map<String, List<String>> values, String form, LocalDate reportedOn) {
    switch (form) {
      case "sexual" ->
          values.put(
              "venues",
              List.of(
                  pick(
                      "home", 50, "hotel", 18, "street", 10, "online", 14, "window", 4, "club",
                      4)));
      case "labour" -> {
        values.put(
            "sectors",
            List.of(
                pick(
                    "horticulture",
                    40,
                    "meat-processing",
                    15,
                    "construction-and-renovation",
                    20,
                    "road-transport",
                    10,
                    "car-wash-and-repair",
                    15)));
        values.put(
            "venues",
            List.of(pick("greenhouse", 40, "factory", 20, "building-site", 25, "restaurant", 15)));
      }
      default -> values.put("knowledgeSources", List.of("told-by-person"));
    }
    YearMonth until = YearMonth.from(reportedOn).minusMonths(random.nextInt(0, 6));
    values.put("periodFrom", List.of(until.minusMonths(random.nextInt(1, 30)).toString()));
    values.put("periodTo", List.of(until.toString()));
    if (random.nextInt(3) > 0) {
      values.put(
          "controlMeans",
          List.of(
              pick(
                  "debt-bondage",
                  30,
                  "takes-earnings",
                  25,
                  "physical-threats",
                  20,
                  "excessive-hours",
                  15,
                  "psychological-abuse",
                  10)));
    }
    if (random.nextInt(2) == 0) {
      values.put(
          "recruitmentMeans",
          List.of(
              pick(
                  "friends",
                  30,
                  "work-agency",
                  25,
                  "online-social-network",
                  25,
                  "love-relationship",
                  20)));
    }
  }

  private int age() {
    return switch (pick("minor", 8, "young", 14, "adult", 78)) {
      case "minor" -> random.nextInt(13, 18);
      case "young" -> random.nextInt(18, 23);
      default -> random.nextInt(23, 56);
    };
  }

  private Map<String, List<String>> complete(
      Map<String, List<String>> person, String organisation, LocalDate on) {
    Map<String, List<String>> values = new LinkedHashMap<>(person);
    values.put("reportedOn", List.of(on.toString()));
    values.put("signalOn", List.of(on.minusDays(random.nextInt(0, 20)).toString()));
    values.put(
        "dossierType",
        List.of(
            pick(
                "registration",
                60,
                "registration-and-shelter",
                30,
                "registration-information-advice",
                10)));
    values.put("ground", List.of(ground(organisation)));
    if (organisation.startsWith("Politie") || organisation.startsWith("Koninklijke")) {
      values.put(
          "aangifte", List.of(pick("filed", 48, "considering", 22, "declined", 20, "unknown", 10)));
    }
    return values;
  }

  private String ground(String organisation) {
    if (organisation.startsWith("Politie") || organisation.startsWith("Koninklijke")) {
      return "police-policy-duty";
    }
    return organisation.startsWith("Nederlandse")
        ? "inspectorate-policy-duty"
        : pick("consent", 70, "legitimate-interest", 30);
  }

  /** The same person as somebody else heard it: a name by ear, another year of birth. */
  private Map<String, List<String>> retold(Map<String, List<String>> person) {
    Map<String, List<String>> values = new LinkedHashMap<>(person);
    values.remove("birthDate");
    Optional.ofNullable(values.get("givenNames"))
        .map(List::getFirst)
        .ifPresent(name -> values.put("givenNames", List.of(DemoNames.byEar(name))));
    if (random.nextInt(3) == 0) {
      values.computeIfPresent(
          "birthYear",
          (field, year) -> List.of(String.valueOf(Integer.parseInt(year.getFirst()) - 1)));
    }
    return values;
  }

  private String pick(Object... weighted) {
    return new Weighted(weighted).pick(random);
  }

  /** Words with weights, drawn in proportion. */
  private record Weighted(List<String> words, List<Integer> upTo) {
    Weighted(Object... pairs) {
      this(new ArrayList<>(), new ArrayList<>());
      int sum = 0;
      for (int i = 0; i < pairs.length; i += 2) {
        sum += (Integer) pairs[i + 1];
        words.add((String) pairs[i]);
        upTo.add(sum);
      }
    }

    String pick(SplittableRandom random) {
      int at = random.nextInt(upTo.getLast());
      int index = 0;
      while (upTo.get(index) <= at) {
        index++;
      }
      return words.get(index);
    }
  }
}
