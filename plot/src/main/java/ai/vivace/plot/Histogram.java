package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How often values of each size occur. Values that are not finite are left out, and the chart says how many. */
public final class Histogram implements Chart {
    private static final double WIDTH = 720;
    private static final double PLOT_HEIGHT = 260;
    private static final double EDGE = 20;
    private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";

    private final String title;
    private final String label;
    private final double[] sorted;
    private final int leftOut;
    private final Bins bins;

    private Histogram(Builder builder) {
        this.title = builder.title;
        this.label = builder.label;
        this.sorted = builder.sorted;
        this.leftOut = builder.leftOut;
        this.bins = builder.count == 0 ? Bins.automatic(sorted) : Bins.exactly(sorted, builder.count);
    }

    /**
     * Begins a histogram.
     *
     * @throws InputException when no value is finite
     */
    public static Builder of(String title, double[] values) {
        return new Builder(title, values);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        Span counts = new Span(Axis.Scale.LINEAR, 0, bins.largest() * 1.04);
        double left = EDGE + PlotArea.labelWidth(counts, PLOT_HEIGHT) + 8;
        Span x = new Span(Axis.Scale.LINEAR, bins.low(), bins.high());
        PlotArea area = new PlotArea(left, 66, WIDTH - left - EDGE - 4, PLOT_HEIGHT, x, counts);
        Svg svg = new Svg(WIDTH, area.bottom() + (label.isEmpty() ? 34 : 54), title, note());
        svg.heading(title, EDGE, 29, WIDTH - 2 * EDGE);
        svg.text(EDGE, 51, note(), "fill", Ink.MUTED);
        area.drawAxes(svg, label);
        double width = area.width() / bins.counts().size();
        for (int i = 0; i < bins.counts().size(); i++) {
            long count = bins.counts().get(i);
            if (count > 0) {
                String tip = Numbers.brief(bins.start(i)) + " to " + Numbers.brief(bins.start(i + 1)) + ": " + count;
                double y = area.y((double) count);
                svg.rectWithTip(
                        tip,
                        area.x(bins.start(i)) + 0.5,
                        y,
                        Math.max(0.5, width - 1),
                        area.bottom() - y,
                        "fill",
                        Ink.BLUE,
                        "fill-opacity",
                        0.85);
            }
        }
        return svg.end();
    }

    @Override
    public String terminal(TerminalStyle style) {
        int gutter = Long.toString(bins.largest()).length();
        int room = style.columns() - gutter - 3;
        Bins shown = bins.counts().size() <= room ? bins : Bins.exactly(sorted, room);
        gutter = Long.toString(shown.largest()).length();
        int width = Math.max(1, Math.min(6, room / shown.counts().size()));
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Text.fitColumns(Text.line(title), style.columns(), style.glyphs())));
        lines.add(style.paint(Text.fitColumns(note(), style.columns(), style.glyphs()), Ink.MUTED));
        int rows = style.chartRows();
        for (int row = rows - 1; row >= 0; row--) {
            StringBuilder line = new StringBuilder();
            for (long count : shown.counts()) {
                double height = (double) count / shown.largest() * rows - row;
                line.append(String.valueOf(block(height, style)).repeat(width));
            }
            String head = Text.padLeft(row == rows - 1 ? Long.toString(shown.largest()) : "", gutter) + " ";
            lines.add(style.paint(head + style.choose("│", "|"), Ink.MUTED)
                    + style.paint(line.toString().stripTrailing(), Ink.BLUE));
        }
        TickLine ticks = new TickLine(style, width * shown.counts().size());
        Span x = new Span(Axis.Scale.LINEAR, shown.low(), shown.high());
        for (Tick tick : x.ticks(Math.max(2, width * shown.counts().size() / 12))) {
            ticks.add(
                    (int) Math.min(
                            x.fraction(tick.value()) * width * shown.counts().size(),
                            width * shown.counts().size() - 1.0),
                    style.number(tick.label()));
        }
        String indent = " ".repeat(gutter + 1);
        lines.add(style.paint(indent + style.choose("└", "+") + ticks.rule(), Ink.MUTED));
        lines.add(style.paint(indent + " " + ticks.labels(), Ink.MUTED));
        if (!label.isEmpty()) {
            lines.add(style.paint(indent + " " + Text.fitColumns(Text.line(label), room, style.glyphs()), Ink.MUTED));
        }
        return String.join("\n", lines);
    }

    private static char block(double height, TerminalStyle style) {
        if (style.glyphs() == TerminalStyle.Glyphs.ASCII) {
            return height >= 0.5 ? '#' : ' ';
        }
        return EIGHTHS.charAt((int) Math.round(Math.max(0, Math.min(1, height)) * 8));
    }

    private String note() {
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance = Arrays.stream(sorted)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        return sorted.length + (sorted.length == 1 ? " value" : " values") + ", mean " + Numbers.significant(mean, 3)
                + ", standard deviation " + Numbers.significant(Math.sqrt(variance), 3)
                + (leftOut == 0 ? "" : "; " + leftOut + " not finite, left out");
    }

    /** Collects a histogram's settings. */
    public static final class Builder {
        private final String title;
        private final double[] sorted;
        private final int leftOut;
        private String label = "";
        private int count;

        private Builder(String title, double[] values) {
            this.title = title;
            this.sorted = Arrays.stream(values).filter(Span::isShown).sorted().toArray();
            this.leftOut = values.length - sorted.length;
            InputException.require(
                    sorted.length > 0,
                    () -> "Chart \"" + title + "\": none of its " + values.length + " values is finite.");
        }

        /** What the values are, with the unit. Default: nothing. */
        public Builder label(String label) {
            this.label = label;
            return this;
        }

        /**
         * The number of bins between the lowest and the highest value. Default: chosen by the rule of Freedman and Diaconis
         * (1981), with round edges.
         *
         * @param count 1 to 500
         */
        public Builder bins(int count) {
            InputException.require(
                    count >= 1 && count <= 500,
                    () -> "Chart \"" + title + "\": bins must be 1 to 500, but came " + count + ".");
            this.count = count;
            return this;
        }

        /** The histogram. */
        public Histogram build() {
            return new Histogram(this);
        }
    }
}
