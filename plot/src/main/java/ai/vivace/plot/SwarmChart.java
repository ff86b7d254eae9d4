package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Rows of dots over one axis, moved apart where they would lie on each other, each in a colour between orange for low and blue for high: how
 * many effects of which size there are, and of what they come.
 *
 * <p>Of more dots than can be told apart every n-th is drawn.
 */
public final class SwarmChart implements Chart {
    private static final double WIDTH = 720;
    private static final double EDGE = 20;
    private static final double LONGEST_LABEL = 200;
    private static final double ROW = 36;
    private static final double RADIUS = 2.2;
    private static final double SPACING = 1.7;
    private static final int MOST_DOTS = 600;
    private static final double TOP = 72;
    private static final String HEIGHTS = " ▁▂▃▄▅▆▇█";
    private static final String SHADES = " .:-=+*#@";

    /** One row: where its dots lie, and how high what they stand for is, from 0 to 1 or not a number. */
    private record Dots(String label, double[] x, double[] shade) {}

    private final String title;
    private final String label;
    private final String shadeLabel;
    private final List<Dots> rows;

    private SwarmChart(Builder builder) {
        this.title = builder.title;
        this.label = builder.label;
        this.shadeLabel = builder.shadeLabel;
        this.rows = List.copyOf(builder.rows);
    }

    /**
     * Begins a chart. It needs at least one row.
     *
     * @param label what the axis measures
     * @param shadeLabel what colours stand for
     */
    public static Builder of(String title, String label, String shadeLabel) {
        return new Builder(title, label, shadeLabel);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        double left = EDGE
                + rows.stream()
                        .mapToDouble(row -> Math.min(LONGEST_LABEL, Text.width(row.label(), 12)))
                        .max()
                        .orElse(0)
                + 14;
        double height = rows.size() * ROW;
        PlotArea area = new PlotArea(left, TOP, WIDTH - EDGE - left, height, span(), new Span(Axis.Scale.LINEAR, 0, 1));
        Svg svg = new Svg(WIDTH, TOP + height + 52, title, description());
        svg.heading(title, EDGE, 29, WIDTH - 2 * EDGE);
        drawKey(svg);
        drawAxis(svg, area);
        for (int i = 0; i < rows.size(); i++) {
            double middle = TOP + (i + 0.5) * ROW;
            String name = Text.fit(rows.get(i).label(), LONGEST_LABEL, 12);
            svg.text(left - 12, middle + 4, name, "text-anchor", "end");
            drawDots(svg, area, rows.get(i), middle);
        }
        return svg.end();
    }

    /** For each row how many dots there are at each place, as heights; in colour by what they stand for on the mean. */
    @Override
    public String terminal(TerminalStyle style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Text.fitColumns(Text.line(title), style.columns(), style.glyphs())));
        int names = Math.min(
                style.columns() / 3,
                rows.stream()
                        .mapToInt(row -> Text.columns(Text.line(row.label())))
                        .max()
                        .orElse(0));
        int room = style.columns() - names - 1;
        Span span = span();
        for (Dots row : rows) {
            String name = Text.fitColumns(Text.line(row.label()), names, style.glyphs());
            lines.add(Text.padLeft(name, names) + " "
                    + density(row, span, room, style).stripTrailing());
        }
        String low = style.number(Numbers.significant(span.low(), 3));
        String high = style.number(Numbers.significant(span.high(), 3));
        String ends = Text.fitColumns(low + " to " + high + " " + Text.line(label), style.columns(), style.glyphs());
        lines.add(style.paint(ends, Ink.MUTED));
        Legend legend = new Legend(style);
        legend.add(style.choose("█", "#"), "low " + Text.line(shadeLabel), Ink.ORANGE);
        legend.add(style.choose("█", "#"), "high " + Text.line(shadeLabel), Ink.BLUE);
        lines.addAll(legend.lines());
        return String.join("\n", lines);
    }

    private static String density(Dots row, Span span, int room, TerminalStyle style) {
        int[] counts = new int[room];
        double[] shades = new double[room];
        for (int i = 0; i < row.x().length; i++) {
            int place = (int) Math.min(room - 1, Math.max(0, span.fraction(row.x()[i]) * room));
            counts[place]++;
            shades[place] += Double.isNaN(row.shade()[i]) ? 0.5 : row.shade()[i];
        }
        int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
        String glyphs = style.choose(HEIGHTS, SHADES);
        StringBuilder line = new StringBuilder();
        for (int place = 0; place < room; place++) {
            int height = (int) Math.ceil((double) counts[place] / most * (glyphs.length() - 1));
            Ink ink = counts[place] > 0 && shades[place] / counts[place] < 0.5 ? Ink.ORANGE : Ink.BLUE;
            line.append(style.paint(String.valueOf(glyphs.charAt(height)), ink));
        }
        return line.toString();
    }

    private void drawKey(Svg svg) {
        svg.text(EDGE, 53, "low", "fill", Ink.MUTED);
        double x = EDGE + Text.width("low", 12) + 8;
        for (int i = 0; i <= 6; i++) {
            dot(svg, x, 49, 4, i / 6.0);
            x += 11;
        }
        svg.text(x + 2, 53, Text.fit("high " + shadeLabel, WIDTH - 2 * EDGE - x, 12), "fill", Ink.MUTED);
    }

    private void drawAxis(Svg svg, PlotArea area) {
        for (Tick tick : area.xTicks()) {
            if (tick.isMajor()) {
                double x = area.x(tick.value());
                svg.line(x, area.top(), x, area.bottom(), "stroke", tick.value() == 0 ? Ink.MUTED : Ink.GRID);
                svg.text(x, area.bottom() + 18, tick.label(), "text-anchor", "middle", "fill", Ink.MUTED);
            }
        }
        svg.text(
                area.left() + area.width() / 2,
                area.bottom() + 38,
                Text.fit(label, area.width(), 12),
                "text-anchor",
                "middle",
                "fill",
                Ink.MUTED);
    }

    private void drawDots(Svg svg, PlotArea area, Dots row, double middle) {
        int step = Math.max(1, (row.x().length + MOST_DOTS - 1) / MOST_DOTS);
        int[] stacked = new int[(int) Math.ceil(WIDTH / RADIUS) + 1];
        double most = ROW / 2 - RADIUS;
        for (int i = 0; i < row.x().length; i += step) {
            double x = area.x(row.x()[i]);
            int column = (int) Math.max(0, Math.min(stacked.length - 1, x / RADIUS));
            int level = stacked[column]++;
            int away = (level + 1) / 2;
            double offset = (level % 2 == 0 ? 1 : -1) * away * SPACING;
            // What does not fit into the row any more starts again from its middle.
            dot(svg, x, middle + offset % most, RADIUS, row.shade()[i]);
        }
    }

    /** A dot whose colour is the deeper the farther its shade is from the middle. */
    private static void dot(Svg svg, double x, double y, double radius, double shade) {
        boolean known = !Double.isNaN(shade);
        Ink ink = !known ? Ink.MUTED : shade < 0.5 ? Ink.ORANGE : Ink.BLUE;
        double opacity = known ? 0.25 + 0.75 * Math.abs(2 * shade - 1) : 0.6;
        svg.element("circle", "cx", x, "cy", y, "r", radius, "fill", ink, "fill-opacity", opacity);
    }

    private Span span() {
        double[] all = DoubleStream.concat(
                        DoubleStream.of(0), rows.stream().flatMapToDouble(row -> DoubleStream.of(row.x())))
                .toArray();
        return Span.of(Axis.linear(label), all, 0.03);
    }

    private String description() {
        StringBuilder text = new StringBuilder("Dots of " + label + ".");
        for (Dots row : rows) {
            text.append(' ')
                    .append(row.label())
                    .append(": ")
                    .append(row.x().length)
                    .append(" from ");
            text.append(Numbers.brief(DoubleStream.of(row.x()).min().orElseThrow()))
                    .append(" to ");
            text.append(Numbers.brief(DoubleStream.of(row.x()).max().orElseThrow()))
                    .append('.');
        }
        return text.toString();
    }

    /** Collects a chart's rows. */
    public static final class Builder {
        private final String title;
        private final String label;
        private final String shadeLabel;
        private final List<Dots> rows = new ArrayList<>();

        private Builder(String title, String label, String shadeLabel) {
            this.title = title;
            this.label = label;
            this.shadeLabel = shadeLabel;
        }

        /**
         * One more row, below those before.
         *
         * @param name what stands beside it
         * @param x where its dots lie
         * @param shade for each dot a number from 0, low, to 1, high; not a number for a grey one
         * @throws InputException when there are no dots, both differ in length, or a number is out of its range
         */
        public Builder row(String name, double[] x, double[] shade) {
            String where = "Chart \"" + title + "\", row \"" + name + "\": ";
            InputException.require(
                    x.length == shade.length && x.length > 0,
                    () -> where + "at least 1 dot needs a place and a shade, but came " + x.length + " and "
                            + shade.length + ".");
            for (int i = 0; i < x.length; i++) {
                int dot = i;
                InputException.require(Span.isShown(x[i]), () -> where + "dot " + dot + " lies at " + x[dot] + ".");
                InputException.require(
                        Double.isNaN(shade[i]) || (shade[i] >= 0 && shade[i] <= 1),
                        () -> where + "shades are from 0 to 1, but dot " + dot + " has " + shade[dot] + ".");
            }
            rows.add(new Dots(name, x.clone(), shade.clone()));
            return this;
        }

        /**
         * The chart.
         *
         * @throws InputException when it has no rows
         */
        public SwarmChart build() {
            InputException.require(!rows.isEmpty(), () -> "Chart \"" + title + "\" has nothing to show. Add a row.");
            return new SwarmChart(this);
        }
    }
}
