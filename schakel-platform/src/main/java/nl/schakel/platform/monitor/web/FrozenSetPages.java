// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.release.Erasures;
import nl.schakel.platform.monitor.release.FreezeRequest;
import nl.schakel.platform.monitor.release.FrozenSet;
import nl.schakel.platform.monitor.release.FrozenSets;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.FormField;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One frozen set: what stands in it, whether it is whole, and a correction of it. */
@Controller
@Requires(MonitorRights.RELEASE)
class FrozenSetPages {
  private final FrozenSets sets;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  FrozenSetPages(FrozenSets sets, MonitorSettings settings, MessageSource texts, CodeLists codes) {
    this.sets = sets;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  @GetMapping("/monitor/frozen-sets/{set}")
  ModelAndView set(@PathVariable("set") String id, Locale locale) {
    return set(sets.get(ReleasePages.setId(id)), "", List.of(), locale);
  }

  /** Looks whether every record is what it was when it was frozen; that takes a while. */
  @PostMapping("/monitor/frozen-sets/{set}/check")
  ModelAndView check(@PathVariable("set") String id, Locale locale) {
    FrozenSet set = sets.get(ReleasePages.setId(id));
    return set(set, "", List.of(), locale).addObject("whole", null);
  }

  private ModelAndView set(FrozenSet set, String note, List<FieldProblem> problems, Locale locale) {
    Words words = new Words(texts, codes, settings, locale);
    Erasures erasures = sets.erasures(set.id());
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    facts.add(
        Map.entry(
            words.of("monitor.set.years"),
            words.of(
                "monitor.years",
                Integer.toString(set.firstYear()),
                Integer.toString(set.lastYear()))));
    facts.add(Map.entry(words.of("monitor.set.frozen"), words.moment(set.frozenAt())));
    facts.add(Map.entry(words.of("monitor.set.records"), words.number(set.records())));
    facts.add(Map.entry(words.of("monitor.set.sha256"), set.sha256()));
    sets.described(set.id(), locale)
        .forEach((key, text) -> facts.add(Map.entry(words.of("monitor.set." + key), text)));
    if (!set.changeNote().isEmpty()) {
      facts.add(Map.entry(words.of("monitor.set.change"), set.changeNote()));
    }
    ModelAndView page =
        new ModelAndView("monitor/frozen-set")
            .addObject("name", set.name() + " v" + set.version())
            .addObject("href", "/monitor/frozen-sets/" + set.id())
            .addObject("explore", "/monitor/explorer?set=" + set.id())
            .addObject("facts", facts)
            .addObject("whole", null)
            .addObject("erased", erasures.any())
            .addObject("erasedPersons", words.number(erasures.persons()))
            .addObject("erasedLast", erasures.last().map(Object::toString).orElse(""))
            .addObject(
                "changeNote",
                FormField.of("changeNote", words.of("monitor.set.correct.note"))
                    .value(note)
                    .error(ReleasePages.error("changeNote", problems, words)))
            .addObject(
                "errors", problems.stream().map(one -> MonitorPages.wrong(one, words)).toList());
    page.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /** A correction: the same name and years, frozen anew, with what changed. */
  @PostMapping("/monitor/frozen-sets/{set}/correction")
  ModelAndView correct(
      @PathVariable("set") String id,
      @RequestParam(defaultValue = "") String changeNote,
      Locale locale) {
    FrozenSet set = sets.get(ReleasePages.setId(id));
    try {
      FrozenSet corrected =
          sets.freeze(
              new FreezeRequest(
                  set.name(),
                  set.firstYear(),
                  set.lastYear(),
                  Optional.of(set.id()),
                  changeNote.strip()));
      return new ModelAndView("redirect:/monitor/frozen-sets/" + corrected.id());
    } catch (InvalidInput wrong) {
      List<FieldProblem> problems =
          wrong.problems().stream()
              .map(one -> new FieldProblem("changeNote", one.rule(), one.arguments()))
              .toList();
      return set(set, changeNote, problems, locale);
    }
  }
}
