// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.DirectoryCodes;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.stereotype.Component;

/**
 * What an organisation is to the rules.
 *
 * <p>Guarantee: an organisation that the directory does not know is {@link #UNKNOWN}, which no row
 * accepts, so that the answer about it is never yes.
 */
@Component
public class SharingParties {
  public static final String CENTRE = "coordination-centre";
  public static final String RAPPORTEUR = "national-rapporteur";

  /** No code of the rules. */
  public static final String UNKNOWN = "unknown";

  private static final String ORGANISATION_TYPE = "organisation-type";
  private static final String REPORTER_TYPE = "reporter-type";

  private final Map<String, Map<String, String>> parties = new HashMap<>();
  private final Organisations organisations;

  SharingParties(SharingCodes codes, DirectoryCodes directory, Organisations organisations) {
    this.organisations = organisations;
    SharingFiles.rows("mapped-parties.csv", row -> row)
        .forEach(
            row ->
                parties
                    .computeIfAbsent(row.getField("list"), list -> new HashMap<>())
                    .put(row.getField("code"), row.getField("party")));
    Set<String> types = directory.labels(DirectoryCodes.TYPES, Locale.ENGLISH).keySet();
    SharingFiles.same("mapped-parties.csv", types, of(ORGANISATION_TYPE).keySet());
    Set<String> used = new TreeSet<>(of(ORGANISATION_TYPE).values());
    used.addAll(of(REPORTER_TYPE).values());
    used.removeAll(codes.codes(SharingCodes.PARTY));
    if (!used.isEmpty()) {
      throw new IllegalStateException("mapped-parties.csv names parties without rules: " + used);
    }
  }

  private Map<String, String> of(String list) {
    return parties.getOrDefault(list, Map.of());
  }

  /** The party that this organisation is. */
  public String of(OrganisationId organisation) {
    return organisations
        .find(organisation)
        .map(Organisation::type)
        .map(of(ORGANISATION_TYPE)::get)
        .orElse(UNKNOWN);
  }

  /** The party that reporters of this type are; empty for a type that the rules do not know. */
  public Optional<String> ofReporterType(String reporterType) {
    return Optional.ofNullable(of(REPORTER_TYPE).get(reporterType));
  }

  /** Whether this actor is the system itself or works at the centre that keeps the register. */
  public boolean keepsTheRegister(Actor actor) {
    return actor.kind() == Actor.Kind.SYSTEM || of(actor.organisation()).equals(CENTRE);
  }
}
