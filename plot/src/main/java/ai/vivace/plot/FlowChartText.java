package ai.vivace.plot;

import ai.vivace.plot.FlowChart.Arc;
import ai.vivace.plot.FlowChart.Box;
import ai.vivace.plot.FlowChart.Column;
import ai.vivace.plot.FlowChart.Row;
import java.util.ArrayList;
import java.util.List;

/** Writes a flow chart as lines, a box on each. */
final class FlowChartText {
    private static final int LEAST = 8;

    private final FlowChart chart;
    private final TerminalStyle style;
    private final List<String> lines = new ArrayList<>();

    FlowChartText(FlowChart chart, TerminalStyle style) {
        this.chart = chart;
        this.style = style;
    }

    String text() {
        lines.add(style.bold(fit(chart.title(), style.columns())));
        if (!chart.note().isEmpty()) {
            lines.add(style.paint(fit(chart.note(), style.columns()), Ink.MUTED));
        }
        chart.columns().forEach(this::write);
        Legend legend = new Legend(style);
        for (int i = 0; i < chart.keys().size(); i++) {
            legend.add(style.choose("█", "#"), plain(chart.keys().get(i)), Ink.series(i));
        }
        lines.addAll(legend.lines());
        return String.join("\n", lines);
    }

    private void write(Column column) {
        lines.add(style.bold(fit(column.title(), style.columns())));
        lines.add(style.paint(fit("  " + column.start(), style.columns()), Ink.MUTED));
        for (int i = 0; i < column.rows().size(); i++) {
            Row row = column.rows().get(i);
            if (row.isSingle()) {
                write(row.lanes().get(0).get(0), "  ");
            } else {
                for (List<Box> lane : row.lanes()) {
                    writeLane(lane);
                }
                lines.add(fit("  " + row.joint(), style.columns()));
            }
            for (Arc arc : column.arcs()) {
                if (arc.to() == i + 1) {
                    lines.add(fit("  " + arc.joint() + " " + origin(column, arc), style.columns()));
                }
            }
        }
    }

    private void writeLane(List<Box> lane) {
        String mark = style.choose("  ├ ", "  |-");
        if (lane.isEmpty()) {
            lines.add(fit(mark + "past the others", style.columns()));
        }
        for (Box box : lane) {
            write(box, mark);
            mark = style.choose("  │ ", "  | ");
        }
    }

    private void write(Box box, String before) {
        int room = Math.max(LEAST, style.columns() - Text.columns(before));
        String headline = fit(box.headline(), room);
        List<String> details = new ArrayList<>(box.lines());
        details.addAll(box.results());
        String shown = fit(details.isEmpty() ? "" : "  " + String.join(", ", details), room - Text.columns(headline));
        Ink ink = box.colour() >= 0 ? Ink.series(box.colour()) : Ink.TEXT;
        lines.add(before + style.paint(headline, ink) + style.paint(shown, Ink.MUTED));
    }

    private static String origin(Column column, Arc arc) {
        if (arc.from() == 0) {
            return column.start();
        }
        List<List<Box>> lanes = column.rows().get(arc.from() - 1).lanes();
        return lanes.size() > 1 || lanes.get(0).isEmpty()
                ? "what was joined before"
                : "what came out of " + lanes.get(0).get(0).headline();
    }

    private String fit(String text, int room) {
        return Text.fitColumns(plain(text), Math.max(0, room), style.glyphs());
    }

    /** Text on one line, in the characters that the style allows. */
    private String plain(String text) {
        String line = Text.line(text);
        return style.glyphs() == TerminalStyle.Glyphs.UNICODE
                ? line
                : line.replace("×", "x")
                        .replace("–", "-")
                        .replace("…", "...")
                        .replace("·", "|")
                        .replace("→", "->");
    }
}
