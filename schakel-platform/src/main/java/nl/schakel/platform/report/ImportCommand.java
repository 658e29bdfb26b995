// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.command.Command;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.OrganisationSearch;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.stereotype.Component;

/** {@code ./schakel import FILE}: takes in a file, or goes on where it stopped. */
@Component
class ImportCommand implements Command {
  static final int ALL_ACCEPTED = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;
  static final int SOME_REFUSED = 3;

  private final Imports imports;
  private final Organisations organisations;
  private final ImportStops stops;
  private final ImportsFirst importsFirst;
  private final ImportTexts texts;
  private final ReportCalendar calendar;
  private final Gate gate;

  ImportCommand(
      Imports imports,
      Organisations organisations,
      ImportStops stops,
      ImportsFirst importsFirst,
      ImportTexts texts,
      ReportCalendar calendar,
      Gate gate) {
    this.imports = imports;
    this.organisations = organisations;
    this.stops = stops;
    this.importsFirst = importsFirst;
    this.texts = texts;
    this.calendar = calendar;
    this.gate = gate;
  }

  @Override
  public String name() {
    return "import";
  }

  @Override
  public String usage() {
    return "import FILE [--as ORGANISATION] [--errors FILE.csv] [--language nl|en]";
  }

  @Override
  public int run(List<String> arguments) {
    try (ImportStops.Guard guard = stops.enter()) {
      ImportRequest request = ImportRequest.of(arguments);
      return take(request, organisation(request));
    } catch (ImportRequest.Wrong wrong) {
      System.err.println(wrong.getMessage());
      return WRONG_USE;
    } catch (ImportTaken taken) {
      System.err.println(texts.text("import.command.taken", Locale.ENGLISH));
      return FAILED;
    } catch (IOException e) {
      System.err.println("The file cannot be read or written: " + e.getMessage());
      return FAILED;
    }
  }

  private Organisation organisation(ImportRequest request) throws ImportRequest.Wrong {
    return gate.asSystem(
            () -> new ImportOrganisation(organisations, calendar.today()).find(request.as()))
        .orElseThrow(
            () ->
                new ImportRequest.Wrong(
                    request.text(
                        texts, "import.command.organisation", String.join(", ", near(request)))));
  }

  private List<String> near(ImportRequest request) {
    return gate.asSystem(
        () -> {
          List<String> names =
              organisations.search(OrganisationSearch.everything()).stream()
                  .map(Organisation::name)
                  .toList();
          return NearestName.of(request.as().orElse(""), names, 3);
        });
  }

  private int take(ImportRequest request, Organisation organisation) throws IOException {
    Path file = request.file();
    ImportSource source = () -> Files.newInputStream(file);
    byte[] sum;
    try (InputStream in = source.open()) {
      sum = ImportSum.of(in);
    }
    Import begun = imports.open(organisation.id(), sum, Files.size(file));
    if (begun.lastLine() > 0) {
      System.err.println(
          request.text(texts, "import.command.resumes", Long.toString(begun.lastLine())));
    }
    ImportProgress progress = new ImportProgress(begun, request.locale(), texts);
    Import ended;
    try (ImportStops.Guard first = importsFirst.enter()) {
      ended = imports.run(begun, source, progress::show);
    }
    progress.end();
    if (ended.state() == ImportState.STOPPED) {
      System.err.println(
          request.text(texts, "import.command.stopped", Long.toString(ended.lastLine())));
      return FAILED;
    }
    boolean refused = writeRefused(request, ended);
    new ImportSummary(texts, request.locale(), System.out)
        .print(organisation.name(), ended, imports.notes(ended), progress.seconds());
    awaitRegister(request);
    if (ended.state() == ImportState.FAILED) {
      imports
          .failure(ended)
          .ifPresent(
              problem ->
                  System.err.println(
                      texts.sentence(problem.problem(), request.locale())
                          + " "
                          + texts.mend(problem.problem(), request.locale())));
      return FAILED;
    }
    return refused ? SOME_REFUSED : ALL_ACCEPTED;
  }

  private boolean writeRefused(ImportRequest request, Import ended) throws IOException {
    if (ended.refused() == 0) {
      return false;
    }
    try (BufferedWriter out = Files.newBufferedWriter(request.errors(), StandardCharsets.UTF_8)) {
      imports.writeProblems(ended, out, request.locale());
    }
    System.err.println(request.text(texts, "import.command.refused", request.errors().toString()));
    return true;
  }

  /** Figures that are asked right after this must hold what was just taken in. */
  private void awaitRegister(ImportRequest request) {
    ImportWait wait = new ImportWait(imports::announcementsOpen);
    if (!wait.untilNone()) {
      System.err.println(request.text(texts, "import.command.register-later"));
    }
  }
}
