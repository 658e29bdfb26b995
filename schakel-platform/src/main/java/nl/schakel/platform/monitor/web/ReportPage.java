// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The content of a public page as it goes onto paper: nothing to press, everything unfolded, charts
 * with a size in points of the paper and their description as the words for who does not see them.
 */
final class ReportPage {
  /** Width of a chart in CSS pixels: that of the text on A4. */
  private static final double CHART_WIDTH = 640;

  private static final String ONLY_ON_SCREEN =
      "link, script, button, nav, form, .schakel-back, .schakel-actions, .schakel-screen-only,"
          + " .schakel-icon, .schakel-more summary, .schakel-visually-hidden:not(caption)";
  private static final List<String> PLACES = List.of("x", "x1", "x2", "cx", "width");

  private ReportPage() {}

  /** How a page looks on paper, and the charts in it, which are drawn apart from it. */
  record Style(String page, String charts) {
    static Style read() {
      return new Style(text("/reports/report.css"), text("/reports/chart.css"));
    }

    private static String text(String name) {
      try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
        return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Document of(String content, Locale locale, String root, Style style) {
    Document page = Jsoup.parse("<!DOCTYPE html><html><head></head><body></body></html>", root);
    page.outputSettings().prettyPrint(false);
    page.body().html(content);
    page.select(ONLY_ON_SCREEN).remove();
    page.select("svg").forEach(chart -> onPaper(chart, style));
    page.select("details").forEach(details -> details.tagName("div"));
    page.select("figure, figcaption, header, main").forEach(one -> one.tagName("div"));
    page.select("a[href]").forEach(link -> absolute(link, root));
    Element title = page.selectFirst("h1");
    page.title(title == null ? "Schakel" : title.text());
    page.expectFirst("html").attr("lang", locale.getLanguage());
    String lead = page.select(".schakel-page-header__lead").text();
    page.head()
        .appendElement("meta")
        .attr("name", "description")
        .attr("content", lead.isEmpty() ? page.title() : lead);
    page.head().appendElement("style").appendChild(new DataNode(style.page()));
    return page;
  }

  private static void absolute(Element link, String root) {
    String address = link.attr("href");
    link.attr("href", address.startsWith("/") ? root + address : address);
    link.attr("title", link.text());
  }

  /** What is a share of the width on a screen becomes a length. */
  private static void onPaper(Element chart, Style style) {
    String name = chart.select("> title").text();
    String told = chart.select("> desc").text();
    chart.attr("alt", name + ": " + told);
    chart.select("> title, > desc").remove();
    chart.getAllElements().forEach(ReportPage::inPixels);
    chart.attr("width", Integer.toString((int) CHART_WIDTH));
    chart
        .prependElement("style")
        .attr("type", "text/css")
        .appendChild(new DataNode(style.charts()));
  }

  private static void inPixels(Element shape) {
    for (String place : PLACES) {
      String value = shape.attr(place);
      if (value.endsWith("%")) {
        double share = Double.parseDouble(value.substring(0, value.length() - 1));
        shape.attr(place, String.format(Locale.ROOT, "%.2f", share * CHART_WIDTH / 100));
      }
    }
  }
}
