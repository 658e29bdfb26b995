// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.register.RegisterFacts;
import nl.schakel.platform.register.RegisterFacts.VictimYear;
import nl.schakel.platform.register.VictimId;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.ReportVenues;
import org.springframework.stereotype.Component;

/** Turns the register into records: every victim and year with a random key of its own. */
@Component
class FactsReading {
  private static final String UNKNOWN = "unknown";
  private static final int KEY_BYTES = 16;

  private final RegisterFacts register;
  private final ReportVenues venues;
  private final Organisations organisations;
  private final FrozenSetStore store;
  private final SecureRandom random = new SecureRandom();

  FactsReading(
      RegisterFacts register,
      ReportVenues venues,
      Organisations organisations,
      FrozenSetStore store) {
    this.register = register;
    this.venues = venues;
    this.organisations = organisations;
    this.store = store;
  }

  /** Reads these years; new keys are kept, so that a later set knows the same person again. */
  List<FrozenRecord> read(int firstYear, int lastYear) {
    Reading reading = new Reading(store.keys(), venues.all());
    register.each(firstYear, lastYear, reading::take);
    store.keep(reading.kept);
    return reading.records;
  }

  private final class Reading {
    private final Map<ReportId, List<String>> known;
    private final Map<ReportId, List<String>> venuesOf;
    private final Map<OrganisationId, String> regions = new HashMap<>();
    private final Map<VictimId, String> keys = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<FrozenRecord> records = new ArrayList<>();
    private final List<Map.Entry<ReportId, String>> kept = new ArrayList<>();

    Reading(Map<ReportId, List<String>> known, Map<ReportId, List<String>> venuesOf) {
      this.known = known;
      this.venuesOf = venuesOf;
    }

    void take(VictimYear one) {
      String key = keys.computeIfAbsent(one.victim(), victim -> key(one));
      for (RegisterFacts.Told told : one.reports()) {
        kept.add(Map.entry(told.report(), key));
      }
      records.add(new FrozenRecord(HexFormat.of().parseHex(key), facts(one).text()));
    }

    /** After a split two victims know one key; only the first of them keeps it. */
    private String key(VictimYear one) {
      for (RegisterFacts.Told told : one.reports()) {
        for (String before : known.getOrDefault(told.report(), List.of())) {
          if (taken.add(before)) {
            return before;
          }
        }
      }
      byte[] drawn = new byte[KEY_BYTES];
      random.nextBytes(drawn);
      String fresh = HexFormat.of().formatHex(drawn);
      taken.add(fresh);
      return fresh;
    }

    private Facts facts(VictimYear one) {
      Map<FactField, List<String>> codes = new EnumMap<>(FactField.class);
      Set<String> places = new LinkedHashSet<>();
      Set<String> spots = new TreeSet<>();
      for (RegisterFacts.Told told : one.reports()) {
        places.addAll(told.municipalities());
        spots.addAll(venuesOf.getOrDefault(told.report(), List.of()));
      }
      codes.put(FactField.YEAR, List.of(Integer.toString(one.year())));
      codes.put(
          FactField.REPORTER_TYPE,
          one.first()
              .map(RegisterFacts.Told::reporterType)
              .or(() -> one.reporterTypes().stream().findFirst())
              .map(List::of)
              .orElse(List.of()));
      codes.put(FactField.FORM, known(one.forms()));
      codes.put(FactField.SEX, List.of(one.sex()));
      codes.put(FactField.AGE_GROUP, List.of(one.ageGroup()));
      codes.put(FactField.NATIONALITY_GROUP, List.of(one.nationalityGroup()));
      codes.put(
          FactField.REGION,
          one.first().map(first -> List.of(region(first.organisation()))).orElse(List.of()));
      codes.put(FactField.BORDER, List.of(one.border()));
      codes.put(FactField.VENUE, known(spots));
      codes.put(FactField.STATUS, List.of(one.status()));
      codes.put(FactField.MUNICIPALITY, places.stream().filter(Reading::official).toList());
      return new Facts(codes);
    }

    /** What is not known says nothing beside what is. */
    private static List<String> known(Iterable<String> codes) {
      List<String> known = new ArrayList<>();
      codes.forEach(
          code -> {
            if (!code.equals(UNKNOWN)) {
              known.add(code);
            }
          });
      return known;
    }

    private static boolean official(String municipality) {
      return municipality.matches("GM[0-9]{4}");
    }

    private String region(OrganisationId organisation) {
      return regions.computeIfAbsent(
          organisation, id -> organisations.find(id).map(Organisation::region).orElse(UNKNOWN));
    }
  }
}
