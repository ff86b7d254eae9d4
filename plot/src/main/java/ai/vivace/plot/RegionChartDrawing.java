package ai.vivace.plot;

import java.util.Arrays;
import java.util.List;

/** Draws the panels of a {@link RegionChart}. */
final class RegionChartDrawing {
    private static final double WIDTH = 720;
    private static final double NARROWEST = 340;
    private static final double EDGE = 20;
    private static final double GAP = 14;
    private static final double LARGEST_SIDE = 320;
    private static final double TOP = 62;
    private static final double HEAD = 36;
    private static final double BELOW_PANEL = 14;
    private static final int TICKS = 4;
    /** So many depths of a colour can be told apart. */
    private static final int DEPTHS = 5;

    private static final double PALEST = 0.1;
    private static final double DEEPEST = 0.5;

    private final RegionChart chart;
    private final Span x;
    private final Span y;
    private final double left;
    private final double side;
    private final Svg svg;

    RegionChartDrawing(RegionChart chart) {
        this.chart = chart;
        this.x = Span.of(chart.xAxis(), new double[0], 0);
        this.y = Span.of(chart.yAxis(), new double[0], 0);
        double labels = y.ticks(TICKS).stream()
                .mapToDouble(tick -> Text.width(tick.label(), 12))
                .max()
                .orElse(0);
        this.left = EDGE + labels + 8;
        int columns = chart.columns();
        double room = (WIDTH - EDGE - left - (columns - 1) * GAP) / columns;
        this.side = Math.floor(Math.min(LARGEST_SIDE, room));
        double width = Math.max(NARROWEST, left + columns * (side + GAP) - GAP + EDGE);
        int rows = (chart.panels().size() + columns - 1) / columns;
        double height = TOP + rows * rowHeight() + (chart.xAxis().label().isEmpty() ? 16 : 36);
        this.svg = new Svg(width, height, chart.title(), chart.description());
        svg.heading(chart.title(), EDGE, 29, width - 2 * EDGE);
        drawKey(width);
    }

    String svg() {
        int count = chart.panels().size();
        for (int i = 0; i < count; i++) {
            int row = i / chart.columns();
            double panelLeft = left + i % chart.columns() * (side + GAP);
            double panelTop = TOP + row * rowHeight() + HEAD;
            PlotArea area = new PlotArea(panelLeft, panelTop, side, side, x, y);
            drawPanel(chart.panels().get(i), area);
            if (i % chart.columns() == 0) {
                drawHeights(area);
            }
            if (i + chart.columns() >= count) {
                drawWidths(area);
            }
        }
        return svg.end();
    }

    private double rowHeight() {
        return HEAD + side + BELOW_PANEL;
    }

    private void drawKey(double width) {
        double place = EDGE;
        for (int k = 0; k < chart.classes().size(); k++) {
            String name = Text.fit(chart.classes().get(k), 120, 12);
            svg.rect(place, 42, 10, 10, "rx", 2, "fill", Ink.series(k));
            svg.text(place + 15, 51, name, "fill", Ink.MUTED);
            place += 15 + Text.width(name, 12) + 14;
        }
        String dots =
                chart.dots().x().length == 0 ? "" : "; dots: " + chart.dots().name();
        String up = chart.yAxis().label().isEmpty()
                ? ""
                : "; upwards: " + chart.yAxis().label();
        String note = "the deeper the surer" + dots + up;
        svg.text(place, 51, Text.fit(note, width - EDGE - place, 12), "fill", Ink.MUTED);
    }

    private void drawPanel(RegionChart.Panel panel, PlotArea area) {
        svg.text(area.left(), area.top() - 21, Text.fit(panel.name(), side, 13), "font-weight", 700);
        svg.text(area.left(), area.top() - 6, Text.fit(panel.note(), side, 11), "font-size", 11, "fill", Ink.MUTED);
        int[][] shades = shades(panel);
        for (int k = 0; k < chart.classes().size(); k++) {
            for (int depth = 0; depth < DEPTHS; depth++) {
                String path = cover(shades, k * DEPTHS + depth, area);
                if (!path.isEmpty()) {
                    double opacity = PALEST + (DEEPEST - PALEST) * depth / (DEPTHS - 1);
                    // Neighbours that share an edge must not let paper through.
                    svg.element(
                            "path",
                            "d",
                            path,
                            "fill",
                            Ink.series(k),
                            "fill-opacity",
                            opacity,
                            "shape-rendering",
                            "crispEdges");
                }
            }
        }
        drawDots(area);
        svg.rect(area.left(), area.top(), side, side, "fill", "none", "stroke", Ink.GRID);
    }

    /** For each cell the class and how deep its colour is, as one number. */
    private static int[][] shades(RegionChart.Panel panel) {
        int rows = panel.winners().length;
        int[][] shades = new int[rows][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < rows; column++) {
                int depth = (int) Math.min(DEPTHS - 1, panel.certainty()[row][column] * DEPTHS);
                shades[row][column] = panel.winners()[row][column] * DEPTHS + depth;
            }
        }
        return shades;
    }

    /** The cells of one shade as rectangles, each as wide and then as high as it can be. */
    private static String cover(int[][] shades, int shade, PlotArea area) {
        int count = shades.length;
        double cell = area.width() / count;
        boolean[][] done = new boolean[count][count];
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < count; column++) {
                int right = column;
                while (right < count && shades[row][right] == shade && !done[row][right]) {
                    right++;
                }
                if (right == column) {
                    continue;
                }
                int bottom = row + 1;
                while (bottom < count && isFree(shades[bottom], done[bottom], shade, column, right)) {
                    bottom++;
                }
                for (int marked = row; marked < bottom; marked++) {
                    Arrays.fill(done[marked], column, right, true);
                }
                String width = Numbers.coordinate((right - column) * cell);
                path.append('M').append(Numbers.coordinate(area.left() + column * cell));
                path.append(' ').append(Numbers.coordinate(area.top() + row * cell));
                path.append('h').append(width).append('v').append(Numbers.coordinate((bottom - row) * cell));
                path.append("h-").append(width).append('z');
            }
        }
        return path.toString();
    }

    private static boolean isFree(int[] shades, boolean[] done, int shade, int from, int to) {
        for (int column = from; column < to; column++) {
            if (shades[column] != shade || done[column]) {
                return false;
            }
        }
        return true;
    }

    /** Dots as round ends of lines without length: paths take a tenth of what circles do. */
    private void drawDots(PlotArea area) {
        RegionChart.Dots dots = chart.dots();
        for (int k = 0; k < chart.classes().size(); k++) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < dots.x().length; i++) {
                if (dots.classes()[i] == k && x.contains(dots.x()[i]) && y.contains(dots.y()[i])) {
                    path.append('M').append(Numbers.coordinate(tenths(area.x(dots.x()[i]))));
                    path.append(' ').append(Numbers.coordinate(tenths(area.y(dots.y()[i]))));
                    path.append("h.01");
                }
            }
            if (!path.isEmpty()) {
                drawDots(path.toString(), Ink.PAPER, 5.2);
                drawDots(path.toString(), Ink.series(k), 3.6);
            }
        }
    }

    private void drawDots(String path, Ink ink, double size) {
        svg.element("path", "d", path, "fill", "none", "stroke", ink, "stroke-width", size, "stroke-linecap", "round");
    }

    private static double tenths(double place) {
        return Math.round(place * 10) / 10.0;
    }

    private void drawHeights(PlotArea area) {
        for (Tick tick : y.ticks(TICKS)) {
            svg.text(area.left() - 6, area.y(tick.value()) + 4, tick.label(), "text-anchor", "end", "fill", Ink.MUTED);
        }
    }

    private void drawWidths(PlotArea area) {
        List<Tick> ticks = x.ticks(TICKS);
        for (Tick tick : ticks) {
            double place = area.x(tick.value());
            svg.text(place, area.bottom() + 16, tick.label(), "text-anchor", "middle", "fill", Ink.MUTED);
        }
        String label = chart.xAxis().label();
        if (!label.isEmpty()) {
            svg.text(
                    area.left() + side / 2,
                    area.bottom() + 34,
                    Text.fit(label, side, 12),
                    "text-anchor",
                    "middle",
                    "fill",
                    Ink.MUTED);
        }
    }
}
