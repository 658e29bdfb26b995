// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.report.HtcdsHeader.Use;
import nl.schakel.platform.report.HtcdsStandard.Column;
import nl.schakel.platform.web.FieldProblem;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Human Trafficking Case Data Standard 2.0 as CSV. The standard has no record number:
 * rows that follow each other belong to one person when the later one tells an event only, or when
 * both name the same person by number, or by name and birth date, and differ in the event alone.
 */
final class HtcdsRows implements ImportRows {
  static final String CONSENT = "consent";
  private static final int MOST_ROWS = 50;
  private static final String IDENTITY_NUMBER = "prs_IdentityNumber";

  private final CsvRows rows;
  private final HtcdsStandard standard;
  private final HtcdsHeader header;
  private final String ground;
  private final boolean consentFits;
  private final LocalDate today;
  private final List<String> names;
  private final Map<ImportNote, Long> notes = new HashMap<>();
  private Optional<CsvRows.Row> ahead;

  HtcdsRows(
      CsvRows rows, HtcdsStandard standard, String ground, boolean consentFits, LocalDate today) {
    this.rows = rows;
    this.standard = standard;
    this.ground = ground;
    this.consentFits = consentFits;
    this.today = today;
    this.header = new HtcdsHeader(rows.header(), standard);
    this.names = header.columnNames();
    header.aliases().forEach((alias, name) -> note(ImportNote.Kind.ALIAS, alias, name));
    this.ahead = withoutLabels(rows.next());
  }

  @Override
  public ImportFormat format() {
    return ImportFormat.HTCDS;
  }

  /** The published spreadsheet has two rows of names: codes and labels. */
  private Optional<CsvRows.Row> withoutLabels(Optional<CsvRows.Row> first) {
    if (first.isEmpty()) {
      return first;
    }
    List<String> filled = first.get().cells().stream().filter(cell -> !cell.isEmpty()).toList();
    boolean labels =
        filled.size() > 1 && filled.stream().allMatch(cell -> standard.column(cell).isPresent());
    if (labels) {
      note(ImportNote.Kind.ALIAS, "second-header", "label-row");
      return rows.next();
    }
    return first;
  }

  @Override
  public Optional<ImportRow> next() {
    if (ahead.isEmpty()) {
      return Optional.empty();
    }
    List<CsvRows.Row> together = new ArrayList<>();
    together.add(ahead.get());
    ahead = rows.next();
    while (ahead.isPresent()
        && together.size() < MOST_ROWS
        && belongsTo(together.getFirst(), ahead.get())) {
      together.add(ahead.get());
      ahead = rows.next();
    }
    return Optional.of(read(together));
  }

  private boolean belongsTo(CsvRows.Row first, CsvRows.Row next) {
    boolean nothing = true;
    boolean same = true;
    boolean event = false;
    Map<String, Boolean> told = new HashMap<>();
    for (Use use : header.uses()) {
      Column column = use.column();
      String cell = next.cell(use.index());
      if (column.event()) {
        event |= !cell.isEmpty();
      } else if (!column.ignored() || column.name().equals(IDENTITY_NUMBER)) {
        nothing &= cell.isEmpty();
        same &= cell.equals(first.cell(use.index()));
        told.merge(column.name(), !cell.isEmpty(), Boolean::logicalOr);
      }
    }
    return event && (nothing || (same && tellsWho(told)));
  }

  private static boolean tellsWho(Map<String, Boolean> told) {
    boolean name =
        told.getOrDefault("prs_FirstName", false) || told.getOrDefault("prs_SecondName", false);
    return told.getOrDefault(IDENTITY_NUMBER, false)
        || (name && told.getOrDefault("prs_Birthdate", false));
  }

  private ImportRow read(List<CsvRows.Row> together) {
    Person person = new Person();
    for (int i = 0; i < together.size(); i++) {
      person.add(together.get(i), i == 0);
    }
    return new ImportRow(
        together.getFirst().line(), together.getLast().line(), person.report(), person.problems);
  }

  @Override
  public String column(String field) {
    return header.uses().stream()
        .map(Use::column)
        .filter(column -> column.fields().contains(field))
        .map(Column::name)
        .findFirst()
        .or(() -> standard.columnFor(field))
        .orElse(field);
  }

  @Override
  public Map<ImportNote, Long> takeNotes() {
    Map<ImportNote, Long> taken = Map.copyOf(notes);
    notes.clear();
    return taken;
  }

  private void note(ImportNote.Kind kind, String subject, String reason) {
    notes.merge(new ImportNote(kind, subject, reason), 1L, Long::sum);
  }

  private void lost(String subject, String reason) {
    note(ImportNote.Kind.LOSS, subject, reason);
  }

  /** One place and moment in what happened. */
  private static final class Event {
    private String type = "";
    private String country = "";
    private String city = "";
    private String date = "";

    boolean isEmpty() {
      return type.isEmpty() && country.isEmpty() && city.isEmpty() && date.isEmpty();
    }
  }

  /** One report while its rows are read. */
  private final class Person {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<FieldProblem> problems = new ArrayList<>();
    private String age = "";
    private String middleName = "";
    private String consent = "";

    void add(CsvRows.Row row, boolean first) {
      problems.addAll(OwnFormatRows.problems(row, header.size(), names));
      Map<Integer, Event> events = new LinkedHashMap<>();
      for (Use use : header.uses()) {
        String cell = row.cell(use.index());
        if (cell.isEmpty()) {
          continue;
        }
        if (use.column().event()) {
          event(use, cell, events.computeIfAbsent(use.event(), n -> new Event()));
        } else if (first) {
          person(use.column(), cell);
        }
      }
      noteNameless(row);
      events.values().stream().filter(event -> !event.isEmpty()).forEach(this::settle);
    }

    private void noteNameless(CsvRows.Row row) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).isEmpty() && !row.cell(i).isEmpty()) {
          lost("column " + (i + 1), "no-name");
        }
      }
    }

    private void person(Column column, String cell) {
      switch (column.rule()) {
        case "copy" -> values.put(column.fields().getFirst(), List.of(cell));
        case "append" -> middleName = cell;
        case "map" -> codes(column, cell);
        case "countries" -> countries(column.fields().getFirst(), cell);
        case "status-check" -> status(column, cell);
        case "age-to-band" -> age = cell;
        case "consent-flag" -> consent = code(column, cell).orElse("");
        default -> lost(column.name(), column.reason());
      }
    }

    private void event(Use use, String cell, Event event) {
      switch (use.column().name()) {
        case "hte_Type" -> event.type = code(use.column(), cell).orElse("");
        case "hte_Country" -> event.country = cell;
        case "hte_City" -> event.city = cell;
        case "hte_Date" -> event.date = cell;
        default -> lost(use.column().name(), use.column().reason());
      }
    }

    private void settle(Event event) {
      String field =
          switch (event.type) {
            case "Recruitment" -> "recruitmentCountries";
            case "Transit" -> "transitCountries";
            case "Exploitation" -> "exploitationCountries";
            default -> "";
          };
      if (field.isEmpty()) {
        lost("hte_Type", "event-without-type");
        return;
      }
      if (!event.country.isEmpty()) {
        countries(field, event.country);
      }
      boolean exploitation = event.type.equals("Exploitation");
      if (!event.city.isEmpty()) {
        city(event, exploitation);
      }
      if (!event.date.isEmpty()) {
        date(event, exploitation);
      }
    }

    private void city(Event event, boolean exploitation) {
      boolean here = event.country.isEmpty() || HtcdsStandard.country(event.country).equals("NL");
      Optional<String> municipality =
          exploitation && here ? standard.municipality(event.city) : Optional.empty();
      municipality.ifPresentOrElse(
          code -> add("exploitationMunicipalities", code),
          () -> lost("hte_City", "not-a-municipality"));
    }

    private void date(Event event, boolean exploitation) {
      if (!exploitation) {
        lost("hte_Date", "date-of-other-event");
        return;
      }
      String month = event.date.length() >= 7 ? event.date.substring(0, 7) : event.date;
      add("periodFrom", month);
    }

    private void codes(Column column, String cell) {
      for (String code : severalCodes(column, cell)) {
        List<HtcdsStandard.Meaning> meanings = standard.meanings(column.name(), code);
        if (meanings.isEmpty()) {
          lost(column.name() + "=" + code, "code-without-place");
        }
        for (HtcdsStandard.Meaning meaning : meanings) {
          add(meaning.field(), meaning.code());
          if (!meaning.loss().isEmpty()) {
            lost(column.name() + "=" + code, meaning.loss());
          }
        }
      }
    }

    /** Several values stand with semicolons between them, though some labels hold one too. */
    private List<String> severalCodes(Column column, String cell) {
      List<String> found = new ArrayList<>();
      String[] parts = cell.split(";", -1);
      int at = 0;
      while (at < parts.length) {
        int next = at;
        for (int end = Math.min(parts.length, at + 4); end > at && next == at; end--) {
          String text = String.join(";", List.of(parts).subList(at, end)).strip();
          Optional<String> code = spelled(column, text);
          if (code.isPresent()) {
            found.add(code.get());
            next = end;
          }
        }
        if (next == at) {
          spaced(column, parts[at].strip(), found);
          next = at + 1;
        }
        at = next;
      }
      return found;
    }

    /** The published survey form writes several codes with spaces between them. */
    private void spaced(Column column, String text, List<String> found) {
      if (text.isEmpty()) {
        return;
      }
      List<String> codes = new ArrayList<>();
      for (String word : text.split("\\s+")) {
        spelled(column, word).ifPresent(codes::add);
      }
      if (codes.size() != text.split("\\s+").length) {
        unknown(column, text);
        return;
      }
      note(ImportNote.Kind.ALIAS, column.name(), "space-between-codes");
      found.addAll(codes);
    }

    private Optional<String> code(Column column, String text) {
      Optional<String> code = spelled(column, text);
      if (code.isEmpty()) {
        unknown(column, text);
      }
      return code;
    }

    private Optional<String> spelled(Column column, String text) {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Optional<String> code = standard.code(column.name(), text);
      code.filter(published -> !published.equals(text))
          .ifPresent(
              published -> note(ImportNote.Kind.ALIAS, column.name() + "=" + text, published));
      return code;
    }

    private void unknown(Column column, String text) {
      problems.add(
          new FieldProblem(
              column.name(),
              "htcds-code-unknown",
              NearestName.of(text, standard.codes(column.name()))));
    }

    private void countries(String field, String cell) {
      for (String part : OwnFormatRows.several(cell)) {
        add(field, HtcdsStandard.country(part));
      }
    }

    private void status(Column column, String cell) {
      code(column, cell)
          .filter(code -> code.equals("NotAVictimOfTrafficking"))
          .ifPresent(code -> problems.add(new FieldProblem(column.name(), "htcds-not-a-victim")));
    }

    private void add(String field, String value) {
      List<String> all = values.computeIfAbsent(field, name -> new ArrayList<>());
      if (!all.contains(value)) {
        all.add(value);
      }
    }

    RawReport report() {
      names();
      period();
      band();
      grounds();
      values.putIfAbsent("reportedOn", List.of(today.toString()));
      return new RawReport(values);
    }

    private void names() {
      @Nullable List<String> first = values.get("givenNames");
      if (!middleName.isEmpty()) {
        values.put(
            "givenNames",
            List.of(first == null ? middleName : first.getFirst() + " " + middleName));
      }
    }

    /** The first month of exploitation, and the last when several are told. */
    private void period() {
      @Nullable List<String> months = values.get("periodFrom");
      if (months != null && months.size() > 1) {
        List<String> sorted = months.stream().sorted().toList();
        values.put("periodFrom", List.of(sorted.getFirst()));
        values.put("periodTo", List.of(sorted.getLast()));
      }
    }

    private void band() {
      if (age.isEmpty()) {
        return;
      }
      if (values.containsKey("birthDate")) {
        lost("vic_AgeWhenTrafficked", "birth-date-tells");
        return;
      }
      Optional<String> band = HtcdsAge.band(age);
      band.ifPresentOrElse(
          code -> values.put("ageBand", List.of(code)),
          () -> problems.add(new FieldProblem("vic_AgeWhenTrafficked", "htcds-age")));
    }

    private void grounds() {
      boolean agreed = consent.equals("TRUE");
      if (agreed && !consentFits) {
        lost("con_Consent", "consent-not-proposed");
      }
      String counts = agreed && consentFits ? CONSENT : ground;
      if (!counts.isEmpty()) {
        values.put("ground", List.of(counts));
      }
    }
  }
}
