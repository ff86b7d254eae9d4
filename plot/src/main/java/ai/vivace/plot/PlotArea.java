package ai.vivace.plot;

import java.util.List;

/** The part of a drawing that shows data, and the axes around it. */
record PlotArea(double left, double top, double width, double height, Span x, Span y) {
    private static final double TICK_SPACING = 70;
    private static final double LINE_SPACING = 48;

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    double x(double value) {
        return left + x.fraction(value) * width;
    }

    double y(double value) {
        return bottom() - y.fraction(value) * height;
    }

    /** A height on the drawing, moved inside the area. */
    double insideY(double place) {
        return Math.max(top, Math.min(bottom(), place));
    }

    List<Tick> xTicks() {
        return x.ticks((int) Math.max(2, width / TICK_SPACING));
    }

    static List<Tick> yTicks(Span y, double height) {
        return y.ticks((int) Math.max(2, height / LINE_SPACING));
    }

    /** How wide the labels beside a vertical axis are. */
    static double labelWidth(Span y, double height) {
        return yTicks(y, height).stream()
                .mapToDouble(t -> Text.width(t.label(), 12))
                .max()
                .orElse(0);
    }

    /** Draws grid lines and the labels of both axes. */
    void drawAxes(Svg svg, String xLabel) {
        svg.open("g", "fill", Ink.MUTED, "stroke-width", 1);
        for (Tick tick : yTicks(y, height)) {
            if (tick.isMajor()) {
                double place = y(tick.value());
                svg.line(left, place, right(), place, "stroke", Ink.GRID);
                svg.text(left - 8, place + 4, tick.label(), "text-anchor", "end");
            }
        }
        for (Tick tick : xTicks()) {
            double place = x(tick.value());
            svg.line(place, bottom(), place, bottom() + (tick.isMajor() ? 6 : 3), "stroke", Ink.MUTED);
            if (tick.isMajor()) {
                svg.text(place, bottom() + 20, tick.label(), "text-anchor", "middle");
            }
        }
        svg.line(left, bottom(), right(), bottom(), "stroke", Ink.MUTED);
        if (!xLabel.isEmpty()) {
            svg.text(left + width / 2, bottom() + 40, Text.fit(xLabel, width, 12), "text-anchor", "middle");
        }
        svg.close();
    }

    /** Begins a group whose content is cut at the area's edges. The name tells its shape, so that charts on one page agree. */
    void openClipped(Svg svg) {
        String name = "clip-"
                + String.join(
                        "-",
                        Numbers.coordinate(left),
                        Numbers.coordinate(top),
                        Numbers.coordinate(width),
                        Numbers.coordinate(height));
        svg.open("clipPath", "id", name);
        svg.rect(left, top - 1, width, height + 2);
        svg.close();
        svg.open("g", "clip-path", "url(#" + name + ")", "fill", "none");
    }
}
