// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.release.ChartKind;
import nl.schakel.platform.monitor.release.Exploration;
import nl.schakel.platform.monitor.release.ExploreOutcome;
import nl.schakel.platform.monitor.release.Explorer;
import nl.schakel.platform.monitor.release.FrozenSet;
import nl.schakel.platform.monitor.release.FrozenSetId;
import nl.schakel.platform.monitor.release.FrozenSets;
import nl.schakel.platform.monitor.release.MonitorDimension;
import nl.schakel.platform.monitor.release.Population;
import nl.schakel.platform.monitor.release.Refusal;
import nl.schakel.platform.monitor.release.SpecificationRefused;
import nl.schakel.platform.monitor.release.Wording;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.FormError;
import nl.schakel.platform.web.FormField;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Choose dimensions and filters of a frozen set; what is shown passed the same audit. */
@Controller
@Requires(MonitorRights.RELEASE)
class ExplorerPages {
  private static final List<String> PLACES = List.of("first", "second", "third");
  private static final String USUAL_WINDOW = "5";

  private final Explorer explorer;
  private final FrozenSets sets;
  private final Population population;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  ExplorerPages(
      Explorer explorer,
      FrozenSets sets,
      Population population,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes) {
    this.explorer = explorer;
    this.sets = sets;
    this.population = population;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  /** Why there is no table, and what would help. */
  record Reason(String why, String help) {}

  /** A choice that goes along when the table is saved. */
  record Sent(String name, String value) {}

  @GetMapping("/monitor/explorer")
  ModelAndView explore(@RequestParam Map<String, String> typed, Locale locale) {
    Words words = new Words(texts, codes, settings, locale);
    List<FrozenSet> frozen = sets.all();
    List<MonitorDimension> dimensions = explorer.dimensions();
    ModelAndView page = page(typed, frozen, dimensions, words);
    if (!typed.getOrDefault("first", "").isBlank() && !frozen.isEmpty()) {
      answer(page, exploration(typed, frozen, dimensions), words);
    }
    return page;
  }

  private ModelAndView page(
      Map<String, String> typed,
      List<FrozenSet> frozen,
      List<MonitorDimension> dimensions,
      Words words) {
    List<FormField.Option> options =
        dimensions.stream()
            .map(one -> new FormField.Option(one.code(), one.label().in(words.locale())))
            .toList();
    List<FormField> axes = new ArrayList<>();
    for (String place : PLACES) {
      axes.add(field(place, words.of("monitor.explorer." + place), typed).options(options));
    }
    List<FormField> filters = new ArrayList<>();
    for (MonitorDimension dimension : dimensions) {
      if (dimension.publishable() && !dimension.categories().isEmpty()) {
        filters.add(
            field("only-" + dimension.code(), dimension.label().in(words.locale()), typed)
                .options(
                    dimension.leaves().stream()
                        .map(
                            leaf ->
                                new FormField.Option(leaf.code(), leaf.label().in(words.locale())))
                        .toList()));
      }
    }
    List<Sent> sent = new ArrayList<>();
    typed.forEach((name, value) -> sent.add(new Sent(name, value)));
    return new ModelAndView("monitor/explorer")
        .addObject(
            "set",
            field("set", words.of("monitor.desk.set"), typed)
                .options(
                    frozen.stream()
                        .map(
                            set ->
                                new FormField.Option(
                                    set.id().toString(), set.name() + " v" + set.version()))
                        .toList()))
        .addObject("axes", axes)
        .addObject("filters", filters)
        .addObject(
            "window",
            field("window", words.of("monitor.explorer.window"), typed)
                .options(
                    List.of("1", "3", "5", "10").stream()
                        .map(years -> new FormField.Option(years, years))
                        .toList()))
        .addObject(
            "chart",
            field("chart", words.of("monitor.explorer.chart"), typed)
                .options(
                    Arrays.stream(ChartKind.values())
                        .map(
                            kind ->
                                new FormField.Option(
                                    kind.code(), words.of("monitor.chart." + kind.code())))
                        .toList()))
        .addObject("misfit", false)
        .addObject("any", !frozen.isEmpty())
        .addObject("sent", sent)
        .addObject("figures", List.of())
        .addObject("reasons", List.of())
        .addObject("erased", false)
        .addObject("errors", List.<FormError>of());
  }

  private static FormField field(String name, String label, Map<String, String> typed) {
    return FormField.of(name, label).optional().value(typed.getOrDefault(name, ""));
  }

  private static Exploration exploration(
      Map<String, String> typed, List<FrozenSet> frozen, List<MonitorDimension> dimensions) {
    List<String> chosen = new ArrayList<>();
    for (String place : PLACES) {
      String code = typed.getOrDefault(place, "").strip();
      if (!code.isEmpty()) {
        chosen.add(code);
      }
    }
    Map<String, List<String>> filters = new LinkedHashMap<>();
    for (MonitorDimension dimension : dimensions) {
      String kept = typed.getOrDefault("only-" + dimension.code(), "").strip();
      if (!kept.isEmpty()) {
        filters.put(dimension.code(), List.of(kept));
      }
    }
    String window = typed.getOrDefault("window", "").strip();
    return new Exploration(
        set(typed.getOrDefault("set", ""), frozen),
        chosen,
        filters,
        Integer.parseInt(window.matches("[1-9][0-9]?") ? window : USUAL_WINDOW),
        ChartKind.of(typed.getOrDefault("chart", "").strip()));
  }

  /** The newest set when none was chosen; one that is not theirs is not found. */
  private static FrozenSetId set(String typed, List<FrozenSet> frozen) {
    if (typed.isBlank()) {
      return frozen.getFirst().id();
    }
    try {
      return new FrozenSetId(UUID.fromString(typed.strip()));
    } catch (IllegalArgumentException notOne) {
      return new FrozenSetId(new UUID(0, 0));
    }
  }

  private void answer(ModelAndView page, Exploration asked, Words words) {
    Locale locale = words.locale();
    switch (explorer.ask(asked)) {
      case ExploreOutcome.Shown(var table) -> {
        PublicationViews views = new PublicationViews(words, population);
        List<ChartKind> fitting = views.kinds(table);
        page.addObject(
                "figures",
                views.all(List.of(table), "", words.of("monitor.source.own"), asked.chart()))
            .addObject("misfit", asked.chart().filter(kind -> !fitting.contains(kind)).isPresent())
            .addObject(
                "fitting",
                words.list(
                    fitting.stream()
                        .map(kind -> words.of("monitor.chart." + kind.code()))
                        .toList()));
      }
      case ExploreOutcome.Refused(Refusal refusal) -> {
        page.addObject(
            "reasons",
            refusal.reasons().stream()
                .map(one -> new Reason(one.why().in(locale), one.help().in(locale)))
                .toList());
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      }
      case ExploreOutcome.NotAllowed(List<Wording> reasons) -> {
        page.addObject(
            "reasons", reasons.stream().map(one -> new Reason(one.in(locale), "")).toList());
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      }
      case ExploreOutcome.ErasedSince() -> {
        page.addObject("erased", true);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      }
    }
  }

  /** Saves the question, so that a release can be drafted from it. */
  @PostMapping("/monitor/explorer/specifications")
  ModelAndView save(@RequestParam Map<String, String> typed, Locale locale) {
    List<FrozenSet> frozen = sets.all();
    if (!frozen.isEmpty()) {
      try {
        explorer.save(exploration(typed, frozen, explorer.dimensions()));
      } catch (SpecificationRefused refused) {
        return explore(typed, locale);
      }
    }
    return new ModelAndView("redirect:/monitor/releases#draft");
  }
}
