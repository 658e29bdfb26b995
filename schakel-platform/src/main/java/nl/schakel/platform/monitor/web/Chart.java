// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A drawing as shapes: the template turns it into SVG that is an image with a name and a
 * description.
 *
 * <p>Positions across are percentages and positions down are pixels, so that a chart fills any
 * screen while its text keeps its size. Colour comes from style classes alone.
 *
 * @param height in pixels
 */
public record Chart(String id, String title, String description, int height, List<Shape> shapes) {
  /** Letters that fit beside each other on a telephone and at 400 percent. */
  static final int LINE = 34;

  /** From one line of text to the next, in pixels. */
  static final double DOWN = 20;

  public Chart {
    shapes = List.copyOf(shapes);
  }

  /** The same drawing under another name. */
  Chart named(String other) {
    return new Chart(other + "-chart", title, description, height, shapes);
  }

  /**
   * One shape; what a kind does not use is empty.
   *
   * @param kind rect, line, dot or text
   * @param anchor start, middle or end of a text
   */
  public record Shape(
      String kind,
      String style,
      String x,
      String y,
      String width,
      String height,
      String anchor,
      String text) {}

  /** Shapes of one kind: areas lie under lines, lines under points, text on top. */
  public List<Shape> of(String kind) {
    return shapes.stream().filter(shape -> shape.kind().equals(kind)).toList();
  }

  /** A text in lines that fit, broken between words; a longer word stands alone. */
  static List<String> lines(String text, int letters) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > letters) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  static Pen pen() {
    return new Pen();
  }

  /** Collects shapes in the order in which they are drawn. */
  static final class Pen {
    private final List<Shape> shapes = new ArrayList<>();

    Pen rect(String style, double x, double y, double width, double height) {
      shapes.add(new Shape("rect", style, percent(x), px(y), percent(width), px(height), "", ""));
      return this;
    }

    Pen line(String style, double x1, double y1, double x2, double y2) {
      shapes.add(new Shape("line", style, percent(x1), px(y1), percent(x2), px(y2), "", ""));
      return this;
    }

    Pen dot(String style, double x, double y, double radius) {
      shapes.add(new Shape("dot", style, percent(x), px(y), px(radius), "", "", ""));
      return this;
    }

    /** Lines of text under each other, each from the left; returns how far down it came. */
    double lines(String style, double down, List<String> lines) {
      for (int at = 0; at < lines.size(); at++) {
        text(style, 0, down + 16 + at * DOWN, "start", lines.get(at));
      }
      return down + lines.size() * DOWN;
    }

    Pen text(String style, double x, double y, String anchor, String text) {
      shapes.add(new Shape("text", style, percent(x), px(y), "", "", anchor, text));
      return this;
    }

    Chart chart(String id, String title, String description, int height) {
      return new Chart(id, title, description, height, shapes);
    }

    private static String percent(double value) {
      return String.format(Locale.ROOT, "%.3f%%", value);
    }

    private static String px(double value) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
  }
}
