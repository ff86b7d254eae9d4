package ai.vivace.plot;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes an SVG element by element. Attributes are name and value in turn; numbers are written as coordinates. */
final class Svg {
    private static final String FONTS = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
    private static final double SMALLEST_SHARE = 0.75;

    private final StringBuilder out = new StringBuilder(4096);
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins a drawing.
     *
     * @param title the drawing's name for those who do not see it
     * @param description what they would see
     */
    Svg(double width, double height, String title, String description) {
        open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 " + Numbers.coordinate(width) + " " + Numbers.coordinate(height),
                "role",
                "img",
                "font-family",
                FONTS,
                "font-size",
                12,
                "fill",
                Ink.TEXT,
                // In a page a chart shrinks with its column, but only while its text stays legible; then the page
                // scrolls it.
                "style",
                "max-width:100%;min-width:" + Numbers.coordinate(width * SMALLEST_SHARE) + "px;height:auto");
        content("title", title);
        content("desc", description);
        element("rect", "width", width, "height", height, "fill", Ink.PAPER);
    }

    /** The heading of a chart, cut when the chart is too narrow for it. */
    Svg heading(String title, double x, double y, double room) {
        return text(x, y, Text.fit(title, room, 17), "font-size", 16, "font-weight", 700);
    }

    Svg text(double x, double y, String text, Object... attributes) {
        begin("text", "x", x, "y", y);
        attributes(attributes);
        out.append('>').append(Markup.escape(text)).append("</text>\n");
        return this;
    }

    /** Text with a rim of paper, which stays legible on lines. */
    Svg rimmedText(double x, double y, String text, Object... attributes) {
        begin("text", "x", x, "y", y, "stroke", Ink.PAPER, "stroke-width", 4, "stroke-linejoin", "round");
        attributes(attributes);
        out.append(" aria-hidden=\"true\">").append(Markup.escape(text)).append("</text>\n");
        return text(x, y, text, attributes);
    }

    Svg line(double x1, double y1, double x2, double y2, Object... attributes) {
        begin("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2);
        return finish(attributes);
    }

    Svg rect(double x, double y, double width, double height, Object... attributes) {
        begin("rect", "x", x, "y", y, "width", width, "height", height);
        return finish(attributes);
    }

    /** A rectangle that shows a text while the pointer is on it. */
    Svg rectWithTip(String tip, double x, double y, double width, double height, Object... attributes) {
        begin("rect", "x", x, "y", y, "width", width, "height", height);
        return finishWithTip("rect", tip, attributes);
    }

    /** A dot that shows a text while the pointer is on it. */
    Svg circleWithTip(String tip, double x, double y, double radius, Object... attributes) {
        begin("circle", "cx", x, "cy", y, "r", radius);
        return finishWithTip("circle", tip, attributes);
    }

    Svg element(String name, Object... attributes) {
        begin(name);
        return finish(attributes);
    }

    /** Begins an element that holds the following ones, until {@link #close}. */
    Svg open(String name, Object... attributes) {
        begin(name);
        attributes(attributes);
        out.append(">\n");
        open.push(name);
        return this;
    }

    Svg close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** The whole drawing. */
    String end() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    private void content(String name, String text) {
        out.append('<').append(name).append('>').append(Markup.escape(text));
        out.append("</").append(name).append(">\n");
    }

    private Svg finish(Object... attributes) {
        attributes(attributes);
        out.append("/>\n");
        return this;
    }

    private Svg finishWithTip(String name, String tip, Object... attributes) {
        attributes(attributes);
        out.append("><title>")
                .append(Markup.escape(tip))
                .append("</title></")
                .append(name)
                .append(">\n");
        return this;
    }

    private void begin(String name, Object... attributes) {
        out.append('<').append(name);
        attributes(attributes);
    }

    private void attributes(Object... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text = value instanceof Number number
                    ? Numbers.coordinate(number.doubleValue())
                    : Markup.escape(value.toString());
            out.append(' ').append(attributes[i]).append("=\"").append(text).append('"');
        }
    }
}
