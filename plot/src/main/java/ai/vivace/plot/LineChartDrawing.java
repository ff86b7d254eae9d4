package ai.vivace.plot;

import ai.vivace.plot.LineChart.Guide;
import ai.vivace.plot.Series.Mark;
import java.util.List;
import java.util.stream.Stream;

/** Draws a line chart as SVG. */
final class LineChartDrawing {
    private static final double WIDTH = 720;
    private static final double PLOT_HEIGHT = 300;
    private static final double EDGE = 20;
    private static final double ROW = 17;
    /** The size at which plain text is as wide as bold text of size 12. */
    private static final double BOLD_SIZE = 13;

    private static final double LONGEST_NAME = 150;
    private static final int MOST_TIPS = 300;
    private static final String[] DASHES = {"none", "7 4", "2 4"};

    private final LineChart chart;
    private final PlotArea area;
    private final List<MarkerLabels.Place> markerPlaces;
    private final Svg svg;

    LineChartDrawing(LineChart chart) {
        this.chart = chart;
        Span y = chart.ySpan();
        double left = EDGE + PlotArea.labelWidth(y, PLOT_HEIGHT) + 8;
        double width = WIDTH - left - (chart.names().size() > 1 ? nameWidth() + 30 : EDGE + 4);
        PlotArea flat = new PlotArea(left, 0, width, PLOT_HEIGHT, chart.xSpan(), y);
        this.markerPlaces = MarkerLabels.place(
                visibleMarkers(flat).stream()
                        .mapToDouble(m -> flat.x(m.value()))
                        .toArray(),
                visibleMarkers(flat).stream()
                        .mapToDouble(m -> Text.width(m.text(), 12))
                        .toArray(),
                EDGE,
                WIDTH - EDGE);
        int rows = markerPlaces.stream().mapToInt(MarkerLabels.Place::row).max().orElse(-1) + 1;
        double top = 44 + (chart.yLabel().isEmpty() ? 0 : 22) + rows * ROW;
        this.area = new PlotArea(left, top, width, PLOT_HEIGHT, flat.x(), y);
        double height = area.bottom() + (chart.xLabel().isEmpty() ? 34 : 54);
        this.svg = new Svg(WIDTH, height, chart.title(), chart.description());
    }

    String svg() {
        svg.heading(chart.title(), EDGE, 29, WIDTH - 2 * EDGE);
        if (!chart.yLabel().isEmpty()) {
            svg.text(EDGE, 51, Text.fit(chart.yLabel(), WIDTH - 2 * EDGE, 12), "fill", Ink.MUTED);
        }
        area.drawAxes(svg, chart.xLabel());
        drawMarkerLines();
        drawLevelLines();
        area.openClipped(svg);
        drawSeries(Mark.FAINT_LINE);
        drawSeries(Mark.LINE);
        svg.close();
        drawSeries(Mark.DOTS);
        drawNames();
        drawLevelLabels();
        drawMarkerLabels();
        return svg.end();
    }

    private List<Guide> visibleMarkers(PlotArea plot) {
        return chart.markers().stream()
                .filter(m -> plot.x().contains(m.value()))
                .toList();
    }

    private List<Guide> visibleLevels() {
        return chart.levels().stream().filter(l -> area.y().contains(l.value())).toList();
    }

    private void drawSeries(Mark mark) {
        for (Series series : chart.series()) {
            if (series.mark() == mark) {
                draw(series);
            }
        }
    }

    private void draw(Series series) {
        Ink ink = chart.ink(series.name());
        if (series.mark() == Mark.DOTS || series.shownCount() == 1) {
            drawDots(series, ink);
            return;
        }
        boolean faint = series.mark() == Mark.FAINT_LINE;
        int round = Ink.round(chart.names().indexOf(series.name()));
        svg.element(
                "path",
                "d",
                Polyline.of(series, area),
                "stroke",
                ink,
                "stroke-width",
                faint ? 1 : 2.2,
                "stroke-opacity",
                faint ? 0.35 : 1,
                "stroke-dasharray",
                DASHES[round % DASHES.length],
                "stroke-linejoin",
                "round",
                "stroke-linecap",
                "round");
    }

    private void drawDots(Series series, Ink ink) {
        boolean few = series.size() <= MOST_TIPS;
        for (int i = 0; i < series.size(); i++) {
            if (!series.isShown(i)
                    || !area.x().contains(series.x(i))
                    || !area.y().contains(series.y(i))) {
                continue;
            }
            double x = area.x(series.x(i));
            double y = area.y(series.y(i));
            if (few) {
                String tip = series.name() + ": " + Numbers.brief(series.y(i)) + " at " + Numbers.brief(series.x(i));
                svg.circleWithTip(tip, x, y, 4, "fill", ink, "stroke", Ink.PAPER, "stroke-width", 1.2);
            } else {
                svg.element("circle", "cx", x, "cy", y, "r", 2, "fill", ink, "fill-opacity", 0.6);
            }
        }
    }

    private void drawMarkerLines() {
        for (int i = 0; i < markerPlaces.size(); i++) {
            MarkerLabels.Place place = markerPlaces.get(i);
            svg.line(
                    place.x(),
                    area.top() - (place.row() + 1) * ROW + 2,
                    place.x(),
                    area.bottom(),
                    "stroke",
                    markerInk(i),
                    "stroke-width",
                    1.4,
                    "stroke-dasharray",
                    "4 3");
        }
    }

    private void drawMarkerLabels() {
        List<Guide> markers = visibleMarkers(area);
        for (int i = 0; i < markers.size(); i++) {
            MarkerLabels.Place place = markerPlaces.get(i);
            svg.rimmedText(
                    place.anchor(),
                    area.top() - place.row() * ROW - 5,
                    markers.get(i).text(),
                    "text-anchor",
                    place.standsLeft() ? "end" : "start",
                    "fill",
                    markerInk(i));
        }
    }

    private void drawLevelLines() {
        for (Guide level : visibleLevels()) {
            double y = area.y(level.value());
            svg.line(
                    area.left(),
                    y,
                    area.right(),
                    y,
                    "stroke",
                    Ink.MUTED,
                    "stroke-width",
                    1.2,
                    "stroke-dasharray",
                    "6 4");
        }
    }

    private void drawLevelLabels() {
        List<Guide> levels = visibleLevels();
        double[] wished =
                levels.stream().mapToDouble(l -> area.y(l.value()) - 6).toArray();
        double[] places = Spread.apart(wished, 15, area.top() + 12, area.bottom() - 4);
        for (int i = 0; i < places.length; i++) {
            svg.rimmedText(area.right() - 4, places[i], levels.get(i).text(), "text-anchor", "end", "fill", Ink.MUTED);
        }
    }

    /** Markers take the colours that the lines leave. */
    private Ink markerInk(int index) {
        return Ink.series(chart.names().size() + index);
    }

    private double nameWidth() {
        return chart.names().stream()
                .mapToDouble(n -> Math.min(LONGEST_NAME, Text.width(n, BOLD_SIZE)))
                .max()
                .orElse(0);
    }

    /** Names beside the ends of their lines, moved apart, with a thin line to those that had to move. */
    private void drawNames() {
        List<String> names = chart.names();
        if (names.size() < 2) {
            return;
        }
        List<Series> named = names.stream().map(this::labelled).toList();
        double[] ends = named.stream()
                .mapToDouble(s -> area.insideY(area.y(s.y(s.last()))))
                .toArray();
        double[] places = Spread.apart(ends, 15, area.top(), area.bottom());
        for (int i = 0; i < places.length; i++) {
            Ink ink = Ink.series(i);
            double x = Math.min(area.right(), area.x(named.get(i).x(named.get(i).last())));
            double clear = x + 6;
            if (area.right() - x > 12 || Math.abs(places[i] - ends[i]) > 6) {
                svg.line(clear, ends[i], area.right() + 8, places[i], "stroke", ink, "stroke-opacity", 0.5);
            }
            svg.text(
                    area.right() + 12,
                    places[i] + 4,
                    Text.fit(names.get(i), LONGEST_NAME, BOLD_SIZE),
                    "fill",
                    ink,
                    "font-weight",
                    700);
        }
    }

    /** The series of a name whose end its label stands beside: a solid one before a faint one. */
    private Series labelled(String name) {
        return Stream.of(Mark.LINE, Mark.DOTS, Mark.FAINT_LINE)
                .flatMap(mark -> chart.series().stream().filter(s -> s.mark() == mark))
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
