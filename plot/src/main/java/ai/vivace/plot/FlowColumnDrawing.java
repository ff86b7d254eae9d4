package ai.vivace.plot;

import ai.vivace.plot.FlowChart.Arc;
import ai.vivace.plot.FlowChart.Box;
import ai.vivace.plot.FlowChart.Column;
import ai.vivace.plot.FlowChart.Row;
import java.util.List;

/** Draws a column of a flow chart. */
final class FlowColumnDrawing {
    private static final double RADIUS = 8;
    private static final double CORNER = 6;

    private final Column column;
    private final FlowColumnLayout layout;
    private final double left;
    private final double top;
    private final Svg svg;

    FlowColumnDrawing(Column column, FlowColumnLayout layout, double left, double top, Svg svg) {
        this.column = column;
        this.layout = layout;
        this.left = left;
        this.top = top;
        this.svg = svg;
    }

    void draw() {
        svg.text(left, top + 13, column.title(), "font-size", 13, "font-weight", 700);
        drawStart();
        for (int i = 0; i < column.rows().size(); i++) {
            Row row = column.rows().get(i);
            if (row.isSingle()) {
                arrow(axis(), above(i), top + layout.top(i));
                drawBox(row.lanes().get(0).get(0), row, axis(), top + layout.top(i));
            } else {
                line(axis(), above(i), axis(), top + layout.top(i));
                drawLanes(row, i);
            }
        }
        drawEnd();
        column.arcs().forEach(this::drawArc);
        for (int i = 1; i <= column.rows().size(); i++) {
            drawJoint(i);
        }
    }

    private double axis() {
        return left + layout.axis();
    }

    private double above(int row) {
        return row == 0 ? top + layout.startTop() + FlowColumnLayout.START : top + layout.bottom(row - 1);
    }

    private void drawStart() {
        double width = layout.startWidth();
        double y = top + layout.startTop();
        svg.rect(
                axis() - width / 2,
                y,
                width,
                FlowColumnLayout.START,
                "rx",
                FlowColumnLayout.START / 2,
                "fill",
                Ink.GRID,
                "fill-opacity",
                0.6);
        write(axis(), y + 16, column.start(), Ink.TEXT, FlowColumnLayout.SMALL, 400);
    }

    /** Below the last row, where something is joined there. */
    private void drawEnd() {
        int rows = column.rows().size();
        if (rows > 0 && !layout.joint(rows).isEmpty()) {
            arrow(axis(), top + layout.bottom(rows - 1), top + layout.height());
        }
    }

    private void drawLanes(Row row, int index) {
        double first = top + layout.top(index);
        double last = top + layout.bottom(index);
        double start = layout.laneMiddle(row, 0);
        double end = layout.laneMiddle(row, row.lanes().size() - 1);
        line(left + start, first, left + end, first);
        line(left + start, last, left + end, last);
        for (int i = 0; i < row.lanes().size(); i++) {
            double x = left + layout.laneMiddle(row, i);
            double y = first;
            double next = first + FlowColumnLayout.FORK;
            List<Box> lane = row.lanes().get(i);
            for (Box box : lane) {
                arrow(x, y, next);
                drawBox(box, row, x, next);
                y = next + FlowColumnLayout.boxHeight(box, row);
                next = y + layout.laneGap();
            }
            line(x, y, x, last);
        }
    }

    private void drawBox(Box box, Row row, double middle, double y) {
        boolean coloured = box.colour() >= 0;
        Ink ink = coloured ? Ink.series(box.colour()) : Ink.MUTED;
        double width = layout.boxWidth(row);
        double height = FlowColumnLayout.boxHeight(box, row);
        svg.rect(middle - width / 2, y, width, height, "rx", 6, "fill", Ink.PAPER);
        svg.rectWithTip(
                box.described(),
                middle - width / 2,
                y,
                width,
                height,
                "rx",
                6,
                "fill",
                coloured ? ink : Ink.GRID,
                "fill-opacity",
                coloured ? 0.14 : 0.35,
                "stroke",
                ink,
                "stroke-width",
                1.2);
        double line = y + 19;
        write(middle, line, box.headline(), coloured ? ink : Ink.TEXT, FlowColumnLayout.HEADLINE, 700);
        for (String text : FlowColumnLayout.inside(box, row)) {
            line += FlowColumnLayout.LINE;
            write(middle, line, text, Ink.MUTED, FlowColumnLayout.SMALL, 400);
        }
        if (row.isSingle()) {
            drawResults(box, middle + width / 2 + FlowColumnLayout.BESIDE, y + height / 2);
        }
    }

    private void drawResults(Box box, double x, double middle) {
        double y = middle + 4 - FlowColumnLayout.LINE * (box.results().size() - 1) / 2;
        Ink ink = Ink.TEXT;
        for (String text : box.results()) {
            svg.text(x, y, text, "font-size", FlowColumnLayout.SMALL, "fill", ink);
            y += FlowColumnLayout.LINE;
            ink = Ink.MUTED;
        }
    }

    private void drawArc(Arc arc) {
        double x = left + layout.arcX(arc);
        double from = top + layout.boundary(arc.from());
        double to = top + layout.boundary(arc.to());
        String path = "M" + point(axis(), from) + "H" + Numbers.coordinate(x + CORNER) + "Q" + point(x, from) + " "
                + point(x, from + CORNER) + "V" + Numbers.coordinate(to - CORNER) + "Q" + point(x, to) + " "
                + point(x + CORNER, to) + "H" + Numbers.coordinate(axis() - RADIUS);
        svg.element("path", "d", path, "fill", "none", "stroke", Ink.ORANGE, "stroke-width", 1.8);
        svg.element("circle", "cx", axis(), "cy", from, "r", 2.5, "fill", Ink.ORANGE);
    }

    private void drawJoint(int boundary) {
        String joint = layout.joint(boundary);
        if (!joint.isEmpty()) {
            double y = top + layout.boundary(boundary);
            svg.element(
                    "circle",
                    "cx",
                    axis(),
                    "cy",
                    y,
                    "r",
                    RADIUS,
                    "fill",
                    Ink.PAPER,
                    "stroke",
                    Ink.ORANGE,
                    "stroke-width",
                    1.5);
            write(axis(), y + 4, joint, Ink.ORANGE, 12, 700);
        }
    }

    private void line(double x1, double y1, double x2, double y2) {
        svg.line(x1, y1, x2, y2, "stroke", Ink.MUTED, "stroke-width", 1.2);
    }

    /** A line down with a head. */
    private void arrow(double x, double from, double to) {
        line(x, from, x, to);
        svg.element(
                "path",
                "d",
                "M" + point(x - 4, to - 6) + "L" + point(x, to) + "L" + point(x + 4, to - 6) + "Z",
                "fill",
                Ink.MUTED);
    }

    private static String point(double x, double y) {
        return Numbers.coordinate(x) + " " + Numbers.coordinate(y);
    }

    private void write(double x, double y, String text, Ink ink, double size, int weight) {
        svg.text(
                x,
                y,
                text,
                "text-anchor",
                "middle",
                "fill",
                ink,
                "font-size",
                size,
                "font-weight",
                weight,
                // A box keeps its tip below the text.
                "pointer-events",
                "none");
    }
}
