package ai.vivace.plot;

import ai.vivace.plot.TreeChart.Node;
import ai.vivace.plot.TreeChartLayout.Box;

/** Draws a tree of boxes as SVG. */
final class TreeChartDrawing {
    private static final double EDGE = 20;
    private static final double NARROWEST = 360;

    private final TreeChart chart;
    private final double width;
    private final TreeChartLayout layout;
    private final KeyRows keys;
    private final Svg svg;

    TreeChartDrawing(TreeChart chart) {
        this.chart = chart;
        double own = new TreeChartLayout(chart.root(), 0, 0).width() + 2 * EDGE;
        this.width = Math.max(own, Math.max(NARROWEST, Math.min(720, Text.width(chart.title(), 17) + 2 * EDGE)));
        double top = chart.note().isEmpty() ? 46 : 64;
        this.keys = new KeyRows(chart.keys(), EDGE, top + 6, width);
        top = keys.bottom(top);
        this.layout = new TreeChartLayout(chart.root(), (width - own) / 2 + EDGE, top);
        this.svg = new Svg(width, top + layout.height() + EDGE, chart.title(), chart.description());
    }

    String svg() {
        svg.heading(chart.title(), EDGE, 29, width - 2 * EDGE);
        if (!chart.note().isEmpty()) {
            svg.text(EDGE, 51, Text.fit(chart.note(), width - 2 * EDGE, 12), "fill", Ink.MUTED);
        }
        keys.draw(svg);
        drawLines(layout.root());
        drawBoxes(layout.root());
        return svg.end();
    }

    private void drawLines(Box from) {
        for (int i = 0; i < from.below().size(); i++) {
            Box to = from.below().get(i);
            double turn = (from.bottom() + to.y()) / 2;
            svg.element(
                    "path",
                    "d",
                    path(from.middle(), from.bottom(), turn, to.middle(), to.y()),
                    "fill",
                    "none",
                    "stroke",
                    Ink.MUTED,
                    "stroke-opacity",
                    0.6,
                    "stroke-width",
                    1.4 + 5 * to.node().weight());
            svg.rimmedText(
                    (from.middle() + 3 * to.middle()) / 4,
                    to.y() - 16,
                    from.node().branches().get(i).label(),
                    "text-anchor",
                    "middle",
                    "fill",
                    Ink.TEXT);
            drawLines(to);
        }
    }

    /** A curve that leaves and arrives upright. */
    private static String path(double x1, double y1, double turn, double x2, double y2) {
        return "M" + Numbers.coordinate(x1) + " " + Numbers.coordinate(y1) + "C" + Numbers.coordinate(x1) + " "
                + Numbers.coordinate(turn) + " " + Numbers.coordinate(x2) + " " + Numbers.coordinate(turn) + " "
                + Numbers.coordinate(x2) + " " + Numbers.coordinate(y2);
    }

    private void drawBoxes(Box box) {
        Node node = box.node();
        boolean coloured = node.colour() >= 0;
        Ink ink = coloured ? Ink.series(node.colour()) : Ink.MUTED;
        svg.rect(box.x(), box.y(), box.width(), box.height(), "rx", 6, "fill", Ink.PAPER);
        svg.rectWithTip(
                node.shownTip(),
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                "rx",
                6,
                "fill",
                coloured ? ink : Ink.GRID,
                "fill-opacity",
                coloured ? 0.14 : 0.35,
                "stroke",
                ink,
                "stroke-width",
                node.branches().isEmpty() && node.cut().isEmpty() ? 1.8 : 1);
        double room = box.width() - TreeChartLayout.PADDING;
        double y = box.y() + TreeChartLayout.PADDING + 11 - TreeChartLayout.HEADLINE;
        for (String line : TreeChartLayout.headline(node)) {
            y += TreeChartLayout.HEADLINE;
            write(box, y, line, coloured ? ink : Ink.TEXT, 700);
        }
        for (String line : node.lines()) {
            y += TreeChartLayout.LINE;
            write(box, y, Text.fit(line, room, 12), Ink.TEXT, 400);
        }
        drawBar(node, box, y + 9);
        drawCut(node, box);
        box.below().forEach(this::drawBoxes);
    }

    private void write(Box box, double y, String text, Ink ink, int weight) {
        // The box keeps its tip below the text.
        svg.text(
                box.middle(),
                y,
                text,
                "text-anchor",
                "middle",
                "fill",
                ink,
                "font-weight",
                weight,
                "pointer-events",
                "none");
    }

    private void drawBar(Node node, Box box, double y) {
        if (node.shares().isEmpty()) {
            return;
        }
        double left = box.x() + TreeChartLayout.PADDING;
        double room = box.width() - 2 * TreeChartLayout.PADDING;
        svg.rect(left, y, room, TreeChartLayout.BAR, "fill", Ink.GRID);
        double x = left;
        for (int key = 0; key < node.shares().size(); key++) {
            double part = node.shares().get(key) * room;
            if (part > 0) {
                svg.rectWithTip(chart.shareTip(node, key), x, y, part, TreeChartLayout.BAR, "fill", Ink.series(key));
                x += part;
            }
        }
    }

    private void drawCut(Node node, Box box) {
        if (!node.cut().isEmpty()) {
            for (double x : new double[] {box.middle() - 14, box.middle() + 14}) {
                svg.line(
                        box.middle(),
                        box.bottom(),
                        x,
                        box.bottom() + 12,
                        "stroke",
                        Ink.MUTED,
                        "stroke-width",
                        1.4,
                        "stroke-dasharray",
                        "3 2");
            }
            svg.text(
                    box.middle(),
                    box.bottom() + 25,
                    Text.fit(node.cut(), box.width(), 12),
                    "text-anchor",
                    "middle",
                    "font-style",
                    "italic",
                    "fill",
                    Ink.MUTED);
        }
    }
}
