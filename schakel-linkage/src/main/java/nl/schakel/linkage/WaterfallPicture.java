// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;
import java.util.Locale;

/**
 * Shows a waterfall as a table and as a picture in SVG, in Dutch or English. Both carry classes, no
 * colours of their own, so that a page decides on them; direction is also told by sign and place.
 */
public final class WaterfallPicture {
  private static final int ROW = 26;
  private static final int LEFT = 330;
  private static final int WIDTH = 860;

  private WaterfallPicture() {}

  /** A table with a caption and row headers: field, values, level in words, bits, sum so far. */
  public static String table(Waterfall waterfall, Language language) {
    StringBuilder out = new StringBuilder("<table class=\"waterfall\">\n<caption>");
    out.append(escape(title(waterfall, language))).append("</caption>\n<thead><tr>");
    for (String head :
        List.of(
            language.of("Veld", "Field"),
            escape(waterfall.left()),
            escape(waterfall.right()),
            language.of("Vergelijking", "Comparison"),
            "Bits",
            language.of("Som", "Sum"))) {
      out.append("<th scope=\"col\">").append(head).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    double sum = 0;
    for (Waterfall.Bar bar : waterfall.bars()) {
      sum += bar.bits();
      out.append("<tr><th scope=\"row\">").append(escape(name(bar, language))).append("</th>");
      cell(out, bar.leftValue());
      cell(out, bar.rightValue());
      cell(out, bar.words(language));
      number(out, bar.bits(), language);
      number(out, sum, language);
      out.append("</tr>\n");
    }
    out.append("<tr><th scope=\"row\">").append(language.of("Samen", "Together"));
    out.append("</th><td></td><td></td><td>").append(probability(waterfall, language));
    out.append("</td>");
    number(out, waterfall.weight(), language);
    number(out, waterfall.weight(), language);
    return out.append("</tr>\n</tbody></table>\n").toString();
  }

  private static void cell(StringBuilder out, String text) {
    out.append("<td>").append(escape(text)).append("</td>");
  }

  private static void number(StringBuilder out, double bits, Language language) {
    out.append("<td class=\"n\">").append(signed(bits, language)).append("</td>");
  }

  /** Bars from the sum before to the sum after each step; the number must be unique on a page. */
  public static String svg(Waterfall waterfall, Language language, int number) {
    double low = 0;
    double high = 0;
    double sum = 0;
    for (Waterfall.Bar bar : waterfall.bars()) {
      sum += bar.bits();
      low = Math.min(low, sum);
      high = Math.max(high, sum);
    }
    double scale = (WIDTH - LEFT - 60) / Math.max(1, high - low);
    int height = ROW * (waterfall.bars().size() + 2);
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"waterfall\" role=\"img\" viewBox=\"0 0 %d %d\" aria-labelledby=\"wf-t%d wf-d%d\">\n"
            .formatted(WIDTH, height, number, number));
    out.append(
        "<title id=\"wf-t%d\">%s</title>\n".formatted(number, escape(title(waterfall, language))));
    out.append(
        "<desc id=\"wf-d%d\">%s</desc>\n"
            .formatted(
                number,
                language.of(
                    "Per veld een balk van de som ervoor naar de som erna; de tabel ernaast geeft dezelfde getallen.",
                    "For each field a bar from the sum before to the sum after; the table beside it gives the same numbers.")));
    double zero = LEFT - low * scale;
    line(out, zero, 4, zero, height - 4, "axis");
    double before = 0;
    int row = 0;
    for (Waterfall.Bar bar : waterfall.bars()) {
      bar(
          out,
          row++,
          name(bar, language) + ": " + bar.words(language),
          before,
          bar.bits(),
          signed(bar.bits(), language),
          scale,
          low);
      before += bar.bits();
    }
    double weight = waterfall.weight();
    String all = language.of("samen", "together");
    bar(out, row, all, 0, weight, signed(weight, language), scale, low);
    return out.append("</svg>\n").toString();
  }

  private static void bar(
      StringBuilder out,
      int row,
      String label,
      double before,
      double bits,
      String shown,
      double scale,
      double low) {
    double from = LEFT + (Math.min(before, before + bits) - low) * scale;
    double width = Math.max(1, Math.abs(bits) * scale);
    int top = row * ROW + 6;
    out.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
            .formatted(LEFT - 8, top + 14, escape(shorten(label))));
    out.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
            bits >= 0 ? "for" : "against",
            from,
            top,
            width,
            ROW - 8));
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\">%s</text>\n",
            from + width + 4,
            top + 14,
            shown));
  }

  private static String shorten(String label) {
    return label.length() > 52 ? label.substring(0, 50) + "…" : label;
  }

  private static void line(
      StringBuilder out, double x1, double y1, double x2, double y2, String style) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
            style,
            x1,
            y1,
            x2,
            y2));
  }

  private static String name(Waterfall.Bar bar, Language language) {
    return switch (bar.kind()) {
      case PRIOR -> language.of("vooraf", "prior");
      case FIELD -> bar.field();
      case FREQUENCY -> bar.field() + language.of(", frequentie", ", frequency");
    };
  }

  private static String title(Waterfall waterfall, Language language) {
    return language
            .of("Waarom %s en %s: ", "Why %s and %s: ")
            .formatted(waterfall.left(), waterfall.right())
        + probability(waterfall, language);
  }

  private static String probability(Waterfall waterfall, Language language) {
    return String.format(
        locale(language),
        language.of(
            "%s bits, kans op dezelfde persoon %.4f",
            "%s bits, probability of the same person %.4f"),
        signed(waterfall.weight(), language),
        waterfall.probability());
  }

  private static Locale locale(Language language) {
    return Locale.of(language.code());
  }

  private static String signed(double bits, Language language) {
    return String.format(locale(language), "%+.2f", bits).replace('-', '\u2212');
  }

  /** Text made safe for HTML and SVG. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
