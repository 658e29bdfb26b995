// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.Locale;
import nl.schakel.platform.access.Open;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.report.CodeLists;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Tables of others as everybody may read them, signed in or not. */
@Controller
@Open
class OpenAggregatePages {
  private static final String BASE = "/aggregates/";

  private final Aggregates aggregates;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  OpenAggregatePages(
      Aggregates aggregates, MonitorSettings settings, MessageSource texts, CodeLists codes) {
    this.aggregates = aggregates;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  private AggregateViews views(Locale locale) {
    return new AggregateViews(words(locale));
  }

  private Words words(Locale locale) {
    return new Words(texts, codes, settings, locale);
  }

  @GetMapping("/aggregates")
  ModelAndView list(Locale locale) {
    AggregateViews views = views(locale);
    return new ModelAndView("monitor/aggregates-open")
        .addObject(
            "rows", aggregates.everybodys().stream().map(one -> views.row(one, BASE)).toList());
  }

  @GetMapping("/aggregates/{upload}")
  ModelAndView one(@PathVariable("upload") String upload, Locale locale) {
    return AggregatePages.page(
            aggregates.everybodys(AggregatePages.id(upload)), views(locale), BASE, locale)
        .addObject("open", true)
        .addObject("problem", null);
  }

  @GetMapping("/aggregates/{upload}/table.csv")
  ResponseEntity<byte[]> csv(@PathVariable("upload") String upload, Locale locale) {
    return AggregatePages.file(aggregates.everybodys(AggregatePages.id(upload)), words(locale));
  }
}
