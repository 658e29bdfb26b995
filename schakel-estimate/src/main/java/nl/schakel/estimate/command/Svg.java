// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import java.util.Locale;

/** A small drawing with a title and description for readers who cannot see it. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  Svg(String id, int width, int height, String title, String description) {
    out.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\" xmlns=\"http://www.w3.org/2000/svg\">"
            .formatted(width, height, id, id));
    out.append("<title id=\"%s-t\">%s</title>".formatted(id, escape(title)));
    out.append("<desc id=\"%s-d\">%s</desc>".formatted(id, escape(description)));
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
            x1,
            y1,
            x2,
            y2,
            style));
  }

  void dot(double x, double y, double radius, String style) {
    out.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"%s\"/>",
            x,
            y,
            radius,
            style));
  }

  void bar(double x, double y, double width, double height, String style) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>",
            x,
            y,
            Math.max(0, width),
            height,
            style));
  }

  void text(double x, double y, String anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            x,
            y,
            anchor,
            escape(text)));
  }

  void path(double[] xs, double[] ys, String style) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", xs[i], ys[i]));
      }
    }
    out.append(
        "<polyline points=\"%s\" class=\"%s\"/>".formatted(points.toString().strip(), style));
  }

  String done() {
    return out + "</svg>";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
