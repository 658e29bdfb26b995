// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.stereotype.Component;

/**
 * Tells whether two spellings name the same maker of a table: without capitals, accents, marks and
 * spaces, by an abbreviation in brackets, or by any name that the directory has for it.
 *
 * <p>Two makers that are taken for one are judged together, which may show less; one that is taken
 * for two would be judged apart and may show too much.
 */
@Component
class Makers {
  /** Three letters and more: shorter ones stand for a country or a place. */
  private static final Pattern ABBREVIATION =
      Pattern.compile("\\(\\s*(\\p{Lu}[\\p{Lu}\\d]{2,})\\s*\\)");

  private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private final Organisations organisations;
  private final MonitorSettings settings;
  private final Clock clock;

  Makers(Organisations organisations, MonitorSettings settings, Clock clock) {
    this.organisations = organisations;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether a name is another spelling of this one; names are looked up once. */
  Predicate<String> same(String maker) {
    Set<String> names = names(maker);
    Map<String, Boolean> known = new HashMap<>();
    return other -> known.computeIfAbsent(other, name -> !Collections.disjoint(names, names(name)));
  }

  private Set<String> names(String maker) {
    LocalDate today = LocalDate.now(clock.withZone(settings.zone()));
    Set<String> names = new HashSet<>();
    for (String spelling : spellings(maker)) {
      names.add(bare(spelling));
      organisations
          .named(spelling, today)
          .ifPresent(organisation -> names.add("organisation " + organisation.id()));
    }
    return names;
  }

  /** The name as it is, without its abbreviation, and the abbreviation alone. */
  static Set<String> spellings(String maker) {
    Set<String> spellings = new HashSet<>(Set.of(maker));
    Matcher abbreviation = ABBREVIATION.matcher(maker);
    if (abbreviation.find()) {
      spellings.add(abbreviation.group(1));
      spellings.add(abbreviation.replaceAll(" ").strip());
    }
    spellings.removeIf(String::isBlank);
    return spellings;
  }

  static String bare(String name) {
    String plain = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    return MARKS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
