// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import static nl.schakel.linkage.WaterfallPicture.escape;

import java.util.Locale;
import nl.schakel.linkage.Language;

/** The parts that a report is made of: headings, paragraphs, tables, numbers in its language. */
final class ReportHtml {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c1b19;--paper:#fbfaf6;--line:#b9b4a8;--for:#0b6b6b;--against:#b3541e}
      @media(prefers-color-scheme:dark){:root{--ink:#f1efe9;--paper:#1b1d1e;--line:#5b5f60;--for:#5cc4c0;--against:#f0a270}}
      body{font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:70rem;margin:0 auto;padding:1.5rem}
      table{border-collapse:collapse;margin:.5rem 0 1.5rem}caption{text-align:left;font-weight:600;padding:.3rem 0}
      th,td{border-bottom:1px solid var(--line);padding:.25rem .7rem;text-align:left;vertical-align:top}
      .n{text-align:right;font-variant-numeric:tabular-nums}.scroll{overflow-x:auto}
      svg{max-width:100%;height:auto;font-size:13px}svg text{fill:currentColor}
      .for{fill:var(--for)}.against{fill:var(--against)}.axis{stroke:var(--line)}
      summary{cursor:pointer;padding:.3rem 0}
      """;

  private final StringBuilder out = new StringBuilder();
  private final Language language;
  private final Locale locale;

  ReportHtml(Language language) {
    this.language = language;
    this.locale = Locale.of(language.code());
  }

  void begin(String title) {
    out.append("<!DOCTYPE html>\n<html lang=\"").append(language.code());
    out.append("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    out.append(title).append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n");
    out.append("<body>\n<main>\n<h1>").append(title).append("</h1>\n");
  }

  String end() {
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  /** Markup that is ready. */
  ReportHtml add(String markup) {
    out.append(markup);
    return this;
  }

  Language language() {
    return language;
  }

  String say(String dutch, String english) {
    return language == Language.DUTCH ? dutch : english;
  }

  void heading(String dutch, String english) {
    out.append("<h2>").append(say(dutch, english)).append("</h2>\n");
  }

  void paragraph(String text) {
    out.append("<p>").append(escape(text)).append("</p>\n");
  }

  void open(String caption, String... heads) {
    out.append("<div class=\"scroll\"><table>\n<caption>").append(escape(caption));
    out.append("</caption>\n<thead><tr>");
    for (int i = 0; i < heads.length; i++) {
      out.append("<th scope=\"col\"").append(i == 0 ? ">" : " class=\"n\">");
      out.append(escape(heads[i])).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
  }

  void row(String head, String... cells) {
    out.append("<tr><th scope=\"row\">").append(escape(head)).append("</th>");
    for (String cell : cells) {
      out.append("<td class=\"n\">").append(escape(cell)).append("</td>");
    }
    out.append("</tr>\n");
  }

  void close() {
    out.append("</tbody></table></div>\n");
  }

  String count(long number) {
    return String.format(locale, "%,d", number);
  }

  String share(double value) {
    return String.format(locale, "%.4f", value);
  }

  String times(double value) {
    return String.format(locale, "%.2f", value);
  }

  String probability(double value) {
    return String.format(locale, "%.3g", value);
  }

  String bits(double value) {
    return String.format(locale, "%+.2f", value).replace('-', '\u2212');
  }
}
