// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.invented;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;

/**
 * Writes reports about invented persons as CSV, with the truth in the columns {@code person} and
 * {@code truth_origin}.
 *
 * <p>All origins get the same kinds and rates of error; how hard a name is to link is then a
 * property of its spelling, and a gap in recall between groups is the linkage's own.
 */
public final class InventedReports {
  /** First line of the file. */
  public static final String HEADER =
      "id,given_name,family_name,date_of_birth,sex,nationality,city,phone,alias,year,person,truth_origin";

  private static final List<String> CITIES =
      List.of(
          "Amsterdam",
          "Rotterdam",
          "Den Haag",
          "Utrecht",
          "Eindhoven",
          "Groningen",
          "Tilburg",
          "Almere",
          "Breda",
          "Nijmegen",
          "Arnhem",
          "Haarlem",
          "Enschede",
          "Zwolle",
          "Leiden",
          "Maastricht",
          "Dordrecht",
          "Venlo",
          "Deventer",
          "Roosendaal");
  private static final List<String> ALIASES =
      List.of("Kleine", "Ster", "Mama", "Prins", "Zwaluw", "Lange", "Roos", "Baas", "Vos", "Parel");
  private static final int FIRST_YEAR = 2015;
  private static final List<String> PLACES =
      List.of(
          "Lami", "Tor", "Veka", "Sund", "Brako", "Zal", "Mire", "Noka", "Pelu", "Garto", "Hasi",
          "Ibru", "Jolta", "Kemi", "Ruso", "Stav", "Ulmo", "Wende", "Xiva", "Ydra");

  /** Three for each origin, so that no place of birth is of two origins. */
  private static final List<String> PLACE_ENDINGS =
      List.of(
          "dorp", "stad", "mond", "abad", "rif", "ania", "grad", "ovo", "polje", "minh", "giang",
          "tho", "kope", "fara", "dougou");

  private final long seed;
  private final Draw draw;
  private final double error;
  private final double missing;
  private double bands;
  private boolean places;

  /**
   * Starts from a seed.
   *
   * @param error chance of each kind of error in a field, 0 to 1
   * @param missing chance that a field is empty, 0 to 0.6
   */
  public InventedReports(long seed, double error, double missing) {
    if (!(error >= 0 && error <= 1) || !(missing >= 0 && missing <= 0.6)) {
      throw new IllegalArgumentException(
          "error = %s, expected 0 to 1; missing = %s, expected 0 to 0.6".formatted(error, missing));
    }
    this.seed = seed;
    this.draw = new Draw(seed);
    this.error = error;
    this.missing = missing;
  }

  /**
   * For this share of the reports, 0 to 1, nobody knew more than a guess at the age: a band in the
   * column {@code age_band} and no date of birth. The other fields stay the same.
   */
  public InventedReports withAgeBands(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share = %s, expected 0 to 1".formatted(share));
    }
    bands = share;
    return this;
  }

  /**
   * Adds the column {@code birth_place}: one of sixty invented places for each origin, the first
   * ones more often, with the same errors and gaps as names. The other fields stay the same.
   */
  public InventedReports withBirthPlaces() {
    places = true;
    return this;
  }

  /** A person as he or she is. */
  private record Person(
      int number,
      Origin origin,
      String given,
      String family,
      LocalDate born,
      String sex,
      String nationality,
      String city,
      String phone,
      String alias,
      int firstYear) {}

  /** Writes so many reports; a person has one to six of them. */
  public void write(int reports, Writer out) {
    try {
      out.write(HEADER + (bands > 0 ? ",age_band" : "") + (places ? ",birth_place" : "") + "\n");
      int written = 0;
      for (int number = 0; written < reports; number++) {
        Person person = person(number);
        int times = times();
        for (int k = 0; k < times && written < reports; k++) {
          out.write(report(person, written++, k));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int times() {
    int times = 1;
    while (times < 6 && draw.chance(0.4)) {
      times++;
    }
    return times;
  }

  private Person person(int number) {
    Origin origin = Origin.values()[draw.below(Origin.values().length)];
    LocalDate born = LocalDate.of(1960, 1, 1).plusDays(draw.below(50 * 365));
    return new Person(
        number,
        origin,
        origin.given(draw),
        origin.family(draw),
        born,
        draw.chance(0.7) ? "V" : "M",
        origin.country(draw),
        CITIES.get(draw.skewed(CITIES.size())),
        "06%08d".formatted(draw.below(100_000_000)),
        draw.chance(0.3) ? ALIASES.get(draw.below(ALIASES.size())) + draw.below(100) : "",
        FIRST_YEAR + draw.below(9));
  }

  private String report(Person person, int number, int time) {
    String given = name(person, person.given());
    String family = name(person, person.family());
    if (draw.chance(error / 3)) {
      String swapped = given;
      given = family;
      family = swapped;
    }
    if (draw.chance(error / 3)) {
      family = "";
    }
    String city = draw.chance(0.3) ? CITIES.get(draw.skewed(CITIES.size())) : person.city();
    String phone = draw.chance(0.5) ? person.phone() : "";
    String alias = draw.chance(0.5) ? person.alias() : "";
    int year = person.firstYear() + time / 2;
    // A choice of its own, so that all other choices stay as they are without bands.
    boolean banded = bands > 0 && new Draw(number * 31L + 17).chance(bands);
    return String.join(
            ",",
            "r%07d".formatted(number),
            kept(given),
            kept(family),
            unless(banded, kept(date(person.born()))),
            person.sex(),
            draw.chance(error / 4) ? "" : person.nationality(),
            kept(city),
            kept(phone),
            alias,
            String.valueOf(year),
            String.valueOf(person.number()),
            person.origin().name())
        + (bands > 0 ? "," + (banded ? band(year - person.born().getYear()) : "") : "")
        + (places ? "," + birthPlace(person, number) : "")
        + "\n";
  }

  /** Choices of its own, as for the bands. */
  private String birthPlace(Person person, int number) {
    int perOrigin = PLACE_ENDINGS.size() / Origin.values().length;
    int place = new Draw(seed * 1_000_003L + person.number()).skewed(PLACES.size() * perOrigin);
    String written =
        PLACES.get(place % PLACES.size())
            + PLACE_ENDINGS.get(person.origin().ordinal() * perOrigin + place / PLACES.size());
    Draw own = new Draw(~seed * 1_000_003L + number);
    if (own.chance(error)) {
      written = Spellings.typo(written, own);
    }
    return own.chance(missing) ? "" : written;
  }

  private static String unless(boolean banded, String born) {
    return banded ? "" : born;
  }

  /** Bands of Dutch registers of young people and adults; our own choice. */
  private static String band(int age) {
    int[] starts = {0, 12, 18, 24, 30, 40, 50};
    for (int i = 1; i < starts.length; i++) {
      if (age < starts[i]) {
        return starts[i - 1] + "-" + (starts[i] - 1);
      }
    }
    return "50+";
  }

  private String kept(String value) {
    return draw.chance(missing) ? "" : value;
  }

  private String name(Person person, String name) {
    String written = name;
    if (draw.chance(2 * error)) {
      written = Spellings.variant(person.origin(), written, draw);
    }
    if (draw.chance(error)) {
      written = Spellings.typo(written, draw);
    }
    return written;
  }

  /** A day that is guessed becomes 1 January, now and then of the year before or after. */
  private String date(LocalDate born) {
    LocalDate date = born;
    if (draw.chance(error)) {
      date = LocalDate.of(born.getYear() + draw.below(3) - 1, 1, 1);
    } else if (draw.chance(error / 2) && born.getDayOfMonth() <= 12) {
      date = LocalDate.of(born.getYear(), born.getDayOfMonth(), born.getMonthValue());
    } else if (draw.chance(error / 2)) {
      date = born.plusDays(draw.below(19) - 9L);
    }
    return date.toString();
  }
}
