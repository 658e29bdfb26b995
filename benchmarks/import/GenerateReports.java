// SPDX-License-Identifier: EUPL-1.2

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Writes any number of invented reports in the own CSV format, the same for the same number and
 * seed. Half of them name the person, one in five of those with a V-number; of these numbers one in
 * ten is the number of an earlier row. One row in a hundred has a sector that no list knows and must
 * come back refused; all others are good for an organisation of the type reception.
 */
public final class GenerateReports {
  /** Names that nobody has, of syllables: 24 names for half a million people would all be alike. */
  private static final String[] GIVEN_START = {"Li", "Bar", "Ble", "Ma", "Io", "Sa", "Ve", "Tu", "Ke", "Do", "Fi", "Ra"};
  private static final String[] GIVEN_END = {"na", "tek", "ssing", "ria", "nut", "ra", "lo", "mir", "shi", "van", "zoë", "deh"};
  private static final String[] FAMILY_START = {"Voor", "Przykła", "Exam", "Test", "Fic", "Denk", "Proef", "Mus", "Ver", "Schijn"};
  private static final String[] FAMILY_MIDDLE = {"beel", "do", "ple", "es", "ti", "per", "ma", "zon", "lu", "ka", "ro", "ne"};
  private static final String[] FAMILY_END = {"d", "wy", "son", "cu", "nova", "stra", "ade", "berg", "ić", "mans"};
  private static final String[] COUNTRIES = {"NL", "PL", "RO", "NG", "BG", "HU", "VN", "SY"};
  private static final String[] FORMS = {"sexual", "labour", "criminal", "labour;criminal"};
  private static final String[] SECTORS = {"horticulture", "construction-and-renovation", "sex-work", "restaurant", ""};
  private static final String[] PLACES = {"GM0363", "GM0599", "GM0344", "GM0518", ""};
  private static final String UNKNOWN_SECTOR = "no-such-sector";
  private static final int ONE_BAD_IN = 100;

  private GenerateReports() {}

  public static void main(String[] arguments) throws IOException {
    int rows = Integer.parseInt(arguments[0]);
    Random random = new Random(arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16)) {
      out.write(
          "reference,reported_on,signal_on,ground,birth_year,sex,nationalities,exploitation_forms,sectors,"
              + "period_from,period_to,exploitation_countries,exploitation_municipalities,certainty,"
              + "given_names,family_name,v_number\n");
      for (int i = 0; i < rows; i++) {
        row(out, i, random);
      }
    }
  }

  private static void row(BufferedWriter out, int i, Random random) throws IOException {
    int year = 2019 + random.nextInt(7);
    int month = 1 + random.nextInt(12);
    int day = 2 + random.nextInt(26);
    boolean named = random.nextBoolean();
    boolean numbered = named && random.nextInt(5) == 0;
    int person = random.nextInt(10) == 0 ? Math.max(0, i - 1 - random.nextInt(1000)) : i;
    out.write(
        "B-%07d,%d-%02d-%02d,%d-%02d-%02d,public-task,%d,%s,%s,%s,%s,%d-%02d,%d-%02d,NL,%s,,%s,%s,%s%n"
            .formatted(
                i, year, month, day, year, month, day - 1, 1960 + random.nextInt(40),
                random.nextInt(3) == 0 ? "male" : "female", pick(COUNTRIES, random),
                pick(FORMS, random), sector(i, random), year - 1, month, year, month,
                pick(PLACES, random), named ? pick(GIVEN_START, random) + pick(GIVEN_END, random) : "",
                named ? pick(FAMILY_START, random) + pick(FAMILY_MIDDLE, random) + pick(FAMILY_END, random) : "",
                numbered ? "%010d".formatted(person) : ""));
  }

  private static String sector(int i, Random random) {
    String good = pick(SECTORS, random);
    return i % ONE_BAD_IN == ONE_BAD_IN - 1 ? UNKNOWN_SECTOR : good;
  }

  private static String pick(String[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
