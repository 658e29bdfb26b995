// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nl.schakel.platform.web.FormField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Renders the pages of the style guide from the real layout and fragments into {@code
 * target/style-guide}, and holds them to the rules that every page keeps.
 */
class StyleGuideTest {

  private static final Path TARGET = Path.of("target", "style-guide");
  private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
  private static final Pattern REFERENCE =
      Pattern.compile("\\s(?:for|aria-labelledby|aria-describedby)=\"([^\"]*)\"");

  private record NavItem(String href, String labelKey, boolean current) {}

  private record NavGroup(String labelKey, List<NavItem> items, boolean current) {}

  private record Shell(
      boolean signedIn,
      @Nullable String displayName,
      @Nullable String organisationName,
      List<NavGroup> groups,
      String otherLanguageHref,
      String otherLanguageLabel,
      boolean publicPage) {}

  private record Problem(String name, String message) {}

  private record Step(String label, @Nullable String href) {}

  private record Work(
      String tone, String status, String title, String why, List<String> facts, String next) {}

  private record Pair(String name, String left, String right, String verdict, String word) {}

  private record Range(
      String from,
      String to,
      String total,
      @Nullable String previousHref,
      @Nullable String nextHref) {}

  private record Figure(
      String id,
      String title,
      String subtitle,
      @Nullable String note,
      List<String> columns,
      List<List<String>> rows,
      String definition,
      @Nullable String source,
      @Nullable String csvHref) {}

  private record Bar(
      String label,
      String value,
      double share,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable String note,
      boolean quiet) {}

  private record Year(
      String label, String value, double share, @Nullable String breakNote, boolean quiet) {}

  private final Pages pages = new Pages();

  @ParameterizedTest
  @ValueSource(
      strings = {"home", "worklist", "form", "summary", "comparison", "figures", "sign-in"})
  void a_page_of_the_style_guide_keeps_the_rules_of_every_page(String name) throws IOException {
    boolean signedIn = !name.equals("sign-in");
    String html = pages.page("style-guide/" + name, Pages.DUTCH, model(shell(signedIn)));

    write(name, html);
    assertWhole(html);
    assertThat(html.contains("data-quick-exit")).isEqualTo(!signedIn);
    assertThat(html.contains("/assets/htmx.js")).isEqualTo(signedIn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"403", "404", "4xx", "500"})
  void an_error_page_stands_without_any_model(String name) throws IOException {
    String html = pages.page("error/" + name, Pages.DUTCH, Map.of("incident", "7F3K-29QX"));

    write("error-" + name, html);
    assertWhole(html);
    assertThat(html).contains("7F3K-29QX");
    assertWhole(pages.page("error/" + name, Locale.ENGLISH, Map.of()));
  }

  private static void assertWhole(String html) {
    assertThat(html)
        .contains("<html lang=", "<main", "<h1", "href=\"#main\"")
        .doesNotContain("style=\"", "<style", "onclick", "javascript:", "th:", "??");
    assertThat(html).doesNotContainPattern("<script(?![^>]*\\ssrc=\"/assets/)");
    List<String> ids = ID.matcher(html).results().map(match -> match.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(Set.copyOf(ids)).containsAll(references(html));
  }

  private static List<String> references(String html) {
    return REFERENCE
        .matcher(html)
        .results()
        .flatMap(match -> List.of(match.group(1).strip().split(" ", -1)).stream())
        .toList();
  }

  private static void write(String name, String html) throws IOException {
    Files.createDirectories(TARGET);
    Files.writeString(TARGET.resolve(name + ".html"), html);
  }

  private static Shell shell(boolean signedIn) {
    List<NavGroup> groups =
        signedIn
            ? List.of(
                new NavGroup(
                    "shell.group.register",
                    List.of(
                        new NavItem("/worklist", "shell.example.worklist", true),
                        new NavItem("/reports", "shell.example.reports", false),
                        new NavItem("/register", "shell.example.register", false)),
                    true),
                new NavGroup(
                    "shell.group.figures",
                    List.of(new NavItem("/monitor", "shell.example.monitor", false)),
                    false),
                new NavGroup(
                    "shell.group.rules",
                    List.of(new NavItem("/audit", "shell.example.audit", false)),
                    false))
            : List.of();
    return new Shell(
        signedIn,
        signedIn ? "Sam Voorbeeld" : null,
        signedIn ? "Coördinatiecentrum" : null,
        groups,
        "?lang=en",
        "English",
        !signedIn);
  }

  private static Map<String, Object> model(Shell shell) {
    Map<String, Object> model = new HashMap<>();
    model.put("shell", shell);
    model.put("version", "0.1.0");
    model.put("sourceHref", "/source");
    addForm(model);
    addWorklist(model);
    addFigures(model);
    return model;
  }

  private static void addForm(Map<String, Object> model) {
    model.put(
        "steps",
        List.of(
            new Step("De persoon", "/reports/new/person"),
            new Step("Waar en wanneer", "/reports/new/place"),
            new Step("Veiligheid", null),
            new Step("Controle", null)));
    model.put(
        "errors",
        List.of(
            new Problem("forms", "Kies minstens één vorm. Weet u het niet? Kies “Onbekend”."),
            new Problem("start", "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 03-11-2026."),
            new Problem("safe", "Kies of het veilig is om naar dit adres te schrijven.")));
    model.put(
        "forms",
        FormField.of("forms", "Om welke vorm van uitbuiting gaat het?")
            .help("U mag meer dan één antwoord kiezen.")
            .error("Kies minstens één vorm. Weet u het niet? Kies “Onbekend”.")
            .options(
                List.of(
                    new FormField.Option("sexual", "Seksuele uitbuiting"),
                    new FormField.Option("labour", "Arbeidsuitbuiting"),
                    new FormField.Option(
                        "criminal",
                        "Criminele uitbuiting",
                        "Bijvoorbeeld drugs moeten rondbrengen"),
                    new FormField.Option("unknown", "Onbekend")))
            .values(List.of("criminal")));
    model.put("place", FormField.of("place", "In welke plaats?").value("Zwolle"));
    model.put(
        "birthplace",
        FormField.of("birthplace", "Geboorteplaats")
            .locked(
                "De politie mag dit veld nu niet doorgeven (veldenlijst 2026-1). Dat verandert"
                    + " als de beheerder het veld met een grondslag aanzet."));
    model.put(
        "start",
        FormField.of("start", "Sinds wanneer?")
            .value("3 nov")
            .error("Schrijf de datum als dag-maand-jaar, bijvoorbeeld 03-11-2026."));
    model.put(
        "country",
        FormField.of("country", "Land van werving")
            .optional()
            .options(
                List.of(
                    new FormField.Option("NL", "Nederland"),
                    new FormField.Option("RO", "Roemenië"))));
    model.put(
        "safe",
        FormField.of("safe", "Is het veilig om naar het adres te schrijven?")
            .help("Als u twijfelt, kies dan nee. Wij schrijven dan niet.")
            .error("Kies of het veilig is om naar dit adres te schrijven.")
            .options(
                List.of(new FormField.Option("yes", "Ja"), new FormField.Option("no", "Nee"))));
    model.put(
        "facts",
        FormField.of("facts", "Wat hebt u gezien of gehoord?")
            .optional()
            .help("Schrijf geen namen van anderen op."));
    model.put("user", FormField.of("user", "E-mailadres"));
    model.put("password", FormField.of("password", "Wachtwoord"));
  }

  private static void addWorklist(Map<String, Object> model) {
    model.put(
        "status",
        FormField.of("status", "Status").options(List.of(new FormField.Option("new", "Nieuw"))));
    model.put(
        "reporter",
        FormField.of("reporter", "Melder")
            .options(List.of(new FormField.Option("police", "Politie"))));
    model.put("range", new Range("1", "4", "9", null, "/worklist?page=2"));
    model.put(
        "works",
        List.of(
            new Work(
                "danger",
                "Te laat",
                "Melding SCH-2026-003-902",
                "Ligt 8 werkdagen open. De melder heeft gevraagd om opvang voor vannacht.",
                List.of("Politie, AVIM Oost", "minderjarig", "sinds 11 november"),
                "Beoordeel nu"),
            new Work(
                "attention",
                "Misschien dezelfde",
                "Twee meldingen lijken op elkaar",
                "Zelfde geboorteland, plaats en periode. De namen lijken op elkaar.",
                List.of("Politie en zorgcoördinator", "sinds 19 november"),
                "Vergelijk"),
            new Work(
                "info",
                "Nieuw",
                "Melding SCH-2026-004-131",
                "Nog door niemand bekeken.",
                List.of("Arbeidsinspectie", "arbeidsuitbuiting", "sinds gisteren"),
                "Bekijk"),
            new Work(
                "neutral",
                "Wacht op antwoord",
                "Melding SCH-2026-004-077",
                "Land van werving ontbreekt. De vraag staat uit bij de melder.",
                List.of("Opvang De Voorbeeldhof", "sinds 16 november"),
                "Herinner")));
    model.put(
        "pairs",
        List.of(
            new Pair("Geslacht", "vrouw", "vrouw", "same", "gelijk"),
            new Pair("Geboortejaar", "2005", "2004", "differs", "verschilt"),
            new Pair("Nationaliteit", "Roemeense", "Roemeense", "same", "gelijk"),
            new Pair("Plaats", "Zwolle, Almelo", "Zwolle", "same", "overlapt"),
            new Pair(
                "Land van werving",
                "mag niet gevraagd worden",
                "Roemenië",
                "unknown",
                "niet te zien")));
  }

  private static void addFigures(Map<String, Object> model) {
    model.put(
        "years",
        List.of(
            new Year("2016", "900", 75, null, true),
            new Year("2017", "960", 80, null, true),
            new Year("2018", "670", 56, "Sinds mei 2018 melden partners anders (AVG)", false),
            new Year("2019", "1.200", 100, null, false),
            new Year("2020", "980", 82, null, false),
            new Year("2021", "760", 63, null, false),
            new Year("2022", "820", 68, null, false),
            new Year("2023", "870", 72, null, false)));
    model.put(
        "seen",
        new Figure(
            "seen",
            "Hoeveel vermoedelijke slachtoffers zijn er gemeld?",
            "Personen per jaar van de eerste melding",
            "0 meldingen is niet 0 slachtoffers.",
            List.of("Jaar", "Gemeld"),
            List.of(List.of("2022", "820"), List.of("2023", "870")),
            "Elke persoon over wie in dat jaar een eerste melding kwam, telt één keer, ook als"
                + " meer organisaties haar of hem meldden.",
            "Schakel, voorbeeldgegevens",
            "/monitor/seen.csv"));
    model.put(
        "hidden",
        new Figure(
            "hidden",
            "Hoeveel slachtoffers blijven buiten beeld?",
            "Geschat aantal per jaar, met de marge waarbinnen het waarschijnlijk ligt",
            null,
            List.of("Groep", "Gemeld", "Geschat", "Marge"),
            List.of(List.of("Alle", "870", "6.250", "5.000 tot 7.500")),
            "De schatting rekent met de overlap tussen de lijsten van melders.",
            null,
            null));
    model.put(
        "bars",
        List.of(
            new Bar("Gemeld", "870", 10.9, null, null, null, false),
            new Bar("Geschat", "6.250", 78, 62.5, 93.7, "tussen 5.000 en 7.500", true)));
  }
}
