package ai.vivace.plot;

import ai.vivace.plot.LineChart.Guide;
import ai.vivace.plot.Series.Mark;
import java.util.ArrayList;
import java.util.List;

/** Draws a line chart as text. */
final class LineChartText {
    private static final String LETTERS = "*o+x#%@&";

    private final LineChart chart;
    private final TerminalStyle style;
    private final Span x;
    private final Span y;
    private final List<Tick> yTicks;
    private final int gutter;
    private final DotGrid grid;

    LineChartText(LineChart chart, TerminalStyle style) {
        this.chart = chart;
        this.style = style;
        this.x = chart.xSpan();
        this.y = chart.ySpan();
        this.yTicks = y.ticks(Math.max(2, style.chartRows() / 2)).stream()
                .filter(Tick::isMajor)
                .toList();
        this.gutter = yTicks.stream()
                .mapToInt(t -> Text.columns(style.number(t.label())))
                .max()
                .orElse(0);
        this.grid = new DotGrid(style.columns() - gutter - 3, style.chartRows(), style);
    }

    String text() {
        for (Mark mark : new Mark[] {Mark.FAINT_LINE, Mark.LINE, Mark.DOTS}) {
            chart.series().stream().filter(s -> s.mark() == mark).forEach(this::draw);
        }
        for (int i = 0; i < chart.markers().size(); i++) {
            Guide marker = chart.markers().get(i);
            if (x.contains(marker.value())) {
                grid.vertical(
                        dotX(marker.value()),
                        markerInk(i),
                        style.choose("┆", ":").charAt(0));
            }
        }
        for (Guide level : chart.levels()) {
            if (y.contains(level.value())) {
                grid.horizontal(
                        dotY(level.value()), Ink.MUTED, style.choose("┄", ".").charAt(0));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(fit(chart.title())));
        if (!chart.yLabel().isEmpty()) {
            lines.add(style.paint(fit(chart.yLabel()), Ink.MUTED));
        }
        for (int row = 0; row < style.chartRows(); row++) {
            lines.add((rowHead(row) + grid.row(row)).stripTrailing());
        }
        lines.addAll(footer());
        return String.join("\n", lines);
    }

    private void draw(Series series) {
        Ink ink = series.mark() == Mark.FAINT_LINE ? Ink.MUTED : chart.ink(series.name());
        char letter = series.mark() == Mark.FAINT_LINE ? '.' : letter(series.name());
        boolean joined = false;
        int lastX = 0;
        int lastY = 0;
        for (int i = 0; i < series.size(); i++) {
            if (!series.isShown(i)) {
                joined = false;
                continue;
            }
            int dotX = dotX(series.x(i));
            int dotY = dotY(series.y(i));
            if (series.mark() == Mark.DOTS) {
                dotCross(dotX, dotY, ink, letter);
            } else if (joined) {
                grid.line(lastX, lastY, dotX, dotY, ink, letter);
            } else {
                grid.dot(dotX, dotY, ink, letter);
            }
            joined = true;
            lastX = dotX;
            lastY = dotY;
        }
    }

    /** A dot large enough to stand out from a line. */
    private void dotCross(int dotX, int dotY, Ink ink, char letter) {
        grid.dot(dotX, dotY, ink, letter);
        if (grid.dotsAcross() > 1) {
            grid.dot(dotX - 1, dotY, ink, letter);
            grid.dot(dotX + 1, dotY, ink, letter);
            grid.dot(dotX, dotY - 1, ink, letter);
            grid.dot(dotX, dotY + 1, ink, letter);
        }
    }

    private String rowHead(int row) {
        for (Tick tick : yTicks) {
            if (dotY(tick.value()) / grid.dotsDown() == row) {
                String label = Text.padLeft(style.number(tick.label()), gutter);
                return style.paint(label + " " + style.choose("┤", "+"), Ink.MUTED);
            }
        }
        return " ".repeat(gutter + 1) + style.paint(style.choose("│", "|"), Ink.MUTED);
    }

    private List<String> footer() {
        TickLine ticks = new TickLine(style, style.columns() - gutter - 3);
        for (Tick tick : x.ticks(Math.max(2, (style.columns() - gutter) / 12))) {
            if (tick.isMajor()) {
                ticks.add(dotX(tick.value()) / grid.dotsAcross(), style.number(tick.label()));
            }
        }
        String indent = " ".repeat(gutter + 1);
        List<String> lines = new ArrayList<>();
        lines.add(indent + style.paint(style.choose("└", "+") + ticks.rule(), Ink.MUTED));
        lines.add(indent + " " + style.paint(ticks.labels(), Ink.MUTED));
        if (!chart.xLabel().isEmpty()) {
            String label = Text.fitColumns(Text.line(chart.xLabel()), style.columns() - gutter - 3, style.glyphs());
            int start = Math.max(0, (style.columns() - gutter - 3 - Text.columns(label)) / 2);
            lines.add(indent + " " + style.paint(" ".repeat(start) + label, Ink.MUTED));
        }
        lines.addAll(legend());
        return lines;
    }

    private List<String> legend() {
        Legend legend = new Legend(style);
        if (chart.names().size() > 1) {
            for (String name : chart.names()) {
                legend.add(
                        style.choose("━━", String.valueOf(letter(name)).repeat(2)), Text.line(name), chart.ink(name));
            }
        }
        for (int i = 0; i < chart.markers().size(); i++) {
            legend.add(style.choose("┆", ":"), Text.line(chart.markers().get(i).text()), markerInk(i));
        }
        for (Guide level : chart.levels()) {
            legend.add(style.choose("┄┄", ".."), Text.line(level.text()), Ink.MUTED);
        }
        return legend.lines();
    }

    private int dotX(double value) {
        return place(x.fraction(value), grid.width());
    }

    private int dotY(double value) {
        return place(1 - y.fraction(value), grid.height());
    }

    /** A dot's number; far outside the raster only the side matters. */
    private static int place(double fraction, int dots) {
        return (int) Math.round(Math.max(-1, Math.min(2, fraction)) * (dots - 1));
    }

    private char letter(String name) {
        return LETTERS.charAt(chart.names().indexOf(name) % LETTERS.length());
    }

    private Ink markerInk(int index) {
        return Ink.series(chart.names().size() + index);
    }

    private String fit(String text) {
        return Text.fitColumns(Text.line(text), style.columns(), style.glyphs());
    }
}
