package ai.vivace.plot;

import ai.vivace.plot.TreeChart.Branch;
import ai.vivace.plot.TreeChart.Node;
import java.util.ArrayList;
import java.util.List;

/** Writes a tree of boxes as an indented outline. */
final class TreeChartText {
    private final TreeChart chart;
    private final TerminalStyle style;
    private final List<String> lines = new ArrayList<>();

    TreeChartText(TreeChart chart, TerminalStyle style) {
        this.chart = chart;
        this.style = style;
    }

    String text() {
        lines.add(style.bold(fit(chart.title(), style.columns())));
        if (!chart.note().isEmpty()) {
            lines.add(style.paint(fit(chart.note(), style.columns()), Ink.MUTED));
        }
        write(chart.root(), "", "");
        Legend legend = new Legend(style);
        for (int i = 0; i < chart.keys().size(); i++) {
            legend.add(style.choose("█", "#"), plain(chart.keys().get(i)), Ink.series(i));
        }
        lines.addAll(legend.lines());
        return String.join("\n", lines);
    }

    private void write(Node node, String before, String below) {
        int room = style.columns() - Text.columns(before);
        String headline = fit(node.headline(), room);
        String details = node.lines().isEmpty() ? "" : "  " + String.join(", ", node.lines());
        String shown = fit(details, room - Text.columns(headline));
        Ink ink = node.colour() >= 0 ? Ink.series(node.colour()) : Ink.TEXT;
        // A prefix that is as long as the line leaves nothing to show but that there is more.
        lines.add(
                room < 1
                        ? fit(before, style.columns())
                        : before + style.paint(headline, ink) + style.paint(shown, Ink.MUTED));
        for (int i = 0; i < node.branches().size(); i++) {
            Branch branch = node.branches().get(i);
            boolean last = i == node.branches().size() - 1;
            String mark = below + (last ? style.choose("└ ", "`-") : style.choose("├ ", "|-"));
            String further = below + (last ? "   " : style.choose("│  ", "|  "));
            write(branch.node(), mark + plain(branch.label()) + ": ", further);
        }
        if (!node.cut().isEmpty()) {
            lines.add(style.paint(fit(below + style.choose("└ ", "`-") + node.cut(), style.columns()), Ink.MUTED));
        }
    }

    private String fit(String text, int room) {
        return Text.fitColumns(plain(text), Math.max(0, room), style.glyphs());
    }

    /** Text on one line, in the characters that the style allows. */
    private String plain(String text) {
        String line = Text.line(text);
        return style.glyphs() == TerminalStyle.Glyphs.UNICODE
                ? line
                : line.replace("≤", "<=")
                        .replace("…", "...")
                        .replace("·", "|")
                        .replace("−", "-")
                        .replace("→", "->");
    }
}
