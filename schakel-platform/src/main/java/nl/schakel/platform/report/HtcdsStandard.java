// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The Human Trafficking Case Data Standard 2.0 as its own files spell it, and what its columns and
 * codes mean here.
 */
final class HtcdsStandard {
  private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, String> columnAliases = new HashMap<>();
  private final Map<String, Map<String, List<Meaning>>> codes = new HashMap<>();
  private final Map<String, Map<String, String>> codeAliases = new HashMap<>();
  private final Map<String, String> fieldOfList = new HashMap<>();
  private final CodeLists codeLists;

  private HtcdsStandard(CodeLists codeLists) {
    this.codeLists = codeLists;
  }

  /**
   * A column of the standard.
   *
   * @param fields fields of ours that it fills
   * @param rule how; {@code ignore} when it has no place here
   * @param reason code of the reason why it has no place
   */
  record Column(String name, List<String> fields, String rule, String reason) {
    boolean ignored() {
      return rule.equals("ignore");
    }

    boolean event() {
      return name.startsWith("hte_");
    }
  }

  /** What a code of the standard means here; {@code loss} is the code of what is not kept. */
  record Meaning(String field, String code, String loss) {}

  /** A column as found, with the spelling that it was found under when that is not its own. */
  record Found(Column column, boolean alias) {}

  static HtcdsStandard load(ReportFields fields, CodeLists codeLists) {
    HtcdsStandard standard = new HtcdsStandard(codeLists);
    fields.all().forEach(field -> standard.fieldOfList.putIfAbsent(field.codeList(), field.name()));
    rows("htcds-columns.csv", standard::addColumn);
    rows("mapping-htcds.csv", standard::addCode);
    rows("htcds.csv", standard::addPublished);
    rows("htcds-aliases.csv", standard::addAlias);
    return standard;
  }

  private static void rows(String file, Consumer<NamedCsvRecord> each) {
    String text = new String(ReferenceFiles.content(file), StandardCharsets.UTF_8);
    CsvReader.builder().ofNamedCsvRecord(text).forEach(each);
  }

  private void addColumn(NamedCsvRecord row) {
    String fields = row.getField("field");
    columns.put(
        row.getField("htcds_field"),
        new Column(
            row.getField("htcds_field"),
            fields.isEmpty() ? List.of() : List.of(fields.split(";")),
            row.getField("rule"),
            slug(row.getField("note"))));
  }

  private void addCode(NamedCsvRecord row) {
    String code = row.getField("htcds_code");
    String field = fieldOfList.getOrDefault(row.getField("list"), "");
    if (!code.isEmpty() && !row.getField("direction").equals("export")) {
      codes
          .computeIfAbsent(row.getField("htcds_field"), name -> new LinkedHashMap<>())
          .computeIfAbsent(code, name -> new ArrayList<>())
          .add(new Meaning(field, row.getField("code"), slug(row.getField("loss"))));
    }
  }

  /** Codes without a meaning here are known too: they are a loss, not a mistake. */
  private void addPublished(NamedCsvRecord row) {
    if (!row.getField("code").isBlank()) {
      codes
          .computeIfAbsent(row.getField("field"), name -> new LinkedHashMap<>())
          .putIfAbsent(row.getField("code").strip(), new ArrayList<>());
    }
  }

  private void addAlias(NamedCsvRecord row) {
    if (row.getField("alias_kind").equals("column")) {
      columnAliases.putIfAbsent(lower(row.getField("alias")), row.getField("canonical"));
    } else {
      codeAliases
          .computeIfAbsent(row.getField("htcds_field"), name -> new HashMap<>())
          .putIfAbsent(lower(row.getField("alias")), row.getField("canonical"));
    }
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static String slug(String note) {
    String plain = NO_WORD.matcher(note.toLowerCase(Locale.ROOT)).replaceAll("-");
    return plain.length() > 40 ? plain.substring(0, 40) : plain;
  }

  Collection<String> columnNames() {
    return columns.keySet();
  }

  /** The column with this name, published label or published misspelling, after any group path. */
  Optional<Found> column(String name) {
    Column exact = columns.get(name);
    if (exact != null) {
      return Optional.of(new Found(exact, false));
    }
    int path = name.lastIndexOf('/');
    return known(lower(name)).or(() -> known(lower(name.substring(path + 1))));
  }

  private Optional<Found> known(String name) {
    String canonical = columnAliases.get(name);
    if (canonical == null) {
      canonical =
          columns.keySet().stream().filter(each -> lower(each).equals(name)).findFirst().orElse("");
    }
    return Optional.ofNullable(columns.get(canonical)).map(column -> new Found(column, true));
  }

  /** The column that would tell this field. */
  Optional<String> columnFor(String field) {
    return columns.values().stream()
        .filter(column -> column.fields().contains(field))
        .map(Column::name)
        .findFirst();
  }

  /** The published code for this spelling. */
  Optional<String> code(String column, String text) {
    Map<String, List<Meaning>> known = codes.getOrDefault(column, Map.of());
    // Some spellings are published as codes too, but only their usual form has a meaning here.
    if (!known.getOrDefault(text, List.of()).isEmpty()) {
      return Optional.of(text);
    }
    String alias = codeAliases.getOrDefault(column, Map.of()).get(lower(text));
    return alias != null
        ? Optional.of(alias)
        : known.keySet().stream().filter(each -> lower(each).equals(lower(text))).findFirst();
  }

  Collection<String> codes(String column) {
    return codes.getOrDefault(column, Map.of()).keySet();
  }

  List<Meaning> meanings(String column, String code) {
    return codes.getOrDefault(column, Map.of()).getOrDefault(code, List.of());
  }

  Optional<String> municipality(String name) {
    return codeLists.municipality(name).map(Code::code);
  }

  /** ISO 3166-1 alpha-2 for a code of two or three letters or an English name; else as given. */
  static String country(String text) {
    return Countries.BY_NAME.getOrDefault(lower(text), text);
  }

  private static final class Countries {
    private static final Map<String, String> BY_NAME = new HashMap<>();

    static {
      for (String code : Locale.getISOCountries()) {
        Locale country = Locale.of("", code);
        BY_NAME.put(lower(code), code);
        BY_NAME.put(lower(country.getISO3Country()), code);
        BY_NAME.put(lower(country.getDisplayCountry(Locale.ENGLISH)), code);
      }
    }

    private Countries() {}
  }
}
