// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import static nl.schakel.linkage.WaterfallPicture.escape;

import java.util.Locale;
import nl.schakel.linkage.FieldModel;
import nl.schakel.linkage.Linker;
import nl.schakel.linkage.Model;

/** The pictures of a report, as SVG; a table beside each gives the same numbers. */
final class ReportCharts {
  private final ReportHtml html;

  ReportCharts(ReportHtml html) {
    this.html = html;
  }

  void weights(Model model) {
    int rows = model.fields().stream().mapToInt(f -> f.m().length + 1).sum();
    html.add(
        "<svg role=\"img\" viewBox=\"0 0 900 %d\" aria-labelledby=\"mw-t\"><title id=\"mw-t\">%s</title>\n"
            .formatted(
                rows * 22 + 10,
                html.say(
                    "Gewicht in bits per veld en niveau; de tabel hieronder geeft dezelfde getallen",
                    "Weight in bits for each field and level; the table below gives the same numbers")));
    html.add("<line class=\"axis\" x1=\"600\" y1=\"0\" x2=\"600\" y2=\"")
        .add(String.valueOf(rows * 22))
        .add("\"/>\n");
    int y = 0;
    for (FieldModel field : model.fields()) {
      y += 22;
      html.add(
          "<text x=\"8\" y=\"%d\" font-weight=\"600\">%s</text>\n"
              .formatted(y - 6, escape(field.settings().name())));
      for (int level = field.m().length - 1; level >= 0; level--) {
        y += 22;
        double value = field.bits(level);
        double width = Math.min(190, Math.abs(value) * 9);
        html.add(
            "<text x=\"392\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
                .formatted(y - 6, escape(field.settings().label(level, html.language()))));
        html.add(
            String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\"/><text x=\"%.1f\" y=\"%d\">%s</text>\n",
                value >= 0 ? "for" : "against",
                value >= 0 ? 600 : 600 - width,
                y - 18,
                Math.max(1, width),
                value >= 0 ? 606 + width : 604,
                y - 6,
                html.bits(value)));
      }
    }
    html.add("</svg>\n");
  }

  /** The bins that hold a pair, from the first to the last. */
  record Bins(int low, int high) {
    static Bins of(long[] counts) {
      int low = 0;
      int high = counts.length - 1;
      while (low < high && counts[low] == 0) {
        low++;
      }
      while (high > low && counts[high] == 0) {
        high--;
      }
      return new Bins(low, high);
    }
  }

  void histogram(Linker.Histogram histogram, Bins bins) {
    long[] counts = histogram.counts();
    int low = bins.low();
    int high = bins.high();
    double most = 1;
    for (long value : counts) {
      most = Math.max(most, Math.log1p(value));
    }
    double width = 840.0 / (high - low + 1);
    html.add(
        "<svg role=\"img\" viewBox=\"0 0 900 230\" aria-labelledby=\"hi-t\"><title id=\"hi-t\">");
    html.add(
        html.say(
            "Aantal paren per bit, op logaritmische schaal; de tabel hieronder geeft de getallen",
            "Pairs per bit on a logarithmic scale; the table below gives the numbers"));
    html.add("</title>\n");
    for (int i = low; i <= high; i++) {
      int weight = histogram.first() + i;
      double height = 180 * Math.log1p(counts[i]) / most;
      double x = 40 + (i - low) * width;
      html.add(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
              weight >= 0 ? "for" : "against",
              x,
              190 - height,
              Math.max(0.5, width - 1),
              height));
      if (weight % 10 == 0) {
        html.add(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"210\">%d</text>\n", x, weight));
      }
    }
    html.add("</svg>\n");
  }
}
