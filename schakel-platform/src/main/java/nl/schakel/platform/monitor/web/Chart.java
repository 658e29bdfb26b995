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
