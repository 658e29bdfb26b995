// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;
import java.util.Locale;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.monitor.MonitorRights;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.report.CodeLists;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Everything that others published, with source and certainty, and where they disagree. */
@Controller
@Requires(MonitorRights.READ)
class PublishedPages {
  private final OwnFigures own;
  private final PublishedNumbers published;
  private final MonitorSettings settings;
  private final MessageSource texts;
  private final CodeLists codes;

  PublishedPages(
      OwnFigures own,
      PublishedNumbers published,
      MonitorSettings settings,
      MessageSource texts,
      CodeLists codes) {
    this.own = own;
    this.published = published;
    this.settings = settings;
    this.texts = texts;
    this.codes = codes;
  }

  @GetMapping("/monitor/published")
  ModelAndView published(Locale locale) {
    Words words = new Words(texts, codes, settings, locale);
    QuotedViews views = new QuotedViews(words, published);
    return new ModelAndView("monitor/published")
        .addObject(
            "figures",
            List.of(
                new EstimateViews(words, published).series(own.totals(words)),
                views.agenda("/monitor/published.csv")))
        .addObject("flags", views.flags())
        .addObject("columns", views.columns())
        .addObject("topics", views.topics());
  }

  @GetMapping("/monitor/published.csv")
  ResponseEntity<byte[]> csv(Locale locale) {
    Words words = new Words(texts, codes, settings, locale);
    return MonitorPages.csv("schakel-published.csv", FigureCsv.quoted(published, words));
  }
}
