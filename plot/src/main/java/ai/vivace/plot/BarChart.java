package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Horizontal bars with a name before and a number behind each; several bars to a name when there are several sets of values.
 *
 * <p>Bars start at 0 and keep the order given. Sort them first where the order carries no meaning.
 */
public final class BarChart implements Chart {
    private static final double WIDTH = 720;
    private static final double EDGE = 20;
    private static final double LONGEST_LABEL = 220;
    private static final double GAP = 9;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    /** Values of one name, one for each label. */
    private record Bars(String name, List<Double> values) {}

    private final String title;
    private final List<String> labels;
    private final List<Bars> sets;
    private final DoubleFunction<String> writing;

    private BarChart(Builder builder) {
        this.title = builder.title;
        this.labels = builder.labels;
        this.sets = List.copyOf(builder.sets);
        this.writing = builder.writing;
    }

    /**
     * Begins a bar chart. It needs at least one set of bars.
     *
     * @param labels what stands before the bars, from the top
     */
    public static Builder of(String title, List<String> labels) {
        InputException.require(!labels.isEmpty(), () -> "Chart \"" + title + "\" has no labels, so no bars.");
        return new Builder(title, labels);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        double thickness = sets.size() == 1 ? 20 : 14;
        double group = thickness * sets.size() + GAP;
        double top = 68;
        Svg svg = new Svg(WIDTH, top + labels.size() * group + 12, title, description());
        svg.heading(title, EDGE, 29, WIDTH - 2 * EDGE);
        drawKey(svg);
        double labelWidth = Math.min(LONGEST_LABEL, widest(labels));
        double valueWidth = widest(values().mapToObj(writing).toList()) + 8;
        double left = EDGE + labelWidth + 12 + (low() < 0 ? valueWidth : 0);
        double unit = (WIDTH - EDGE - valueWidth - left) / (high() - low());
        double zero = left - low() * unit;
        for (int i = 0; i < labels.size(); i++) {
            double y = top + i * group;
            double middle = y + thickness * sets.size() / 2 + 4;
            String label = Text.fit(labels.get(i), LONGEST_LABEL, 12);
            svg.text(EDGE + labelWidth, middle, label, "text-anchor", "end");
            for (int set = 0; set < sets.size(); set++) {
                drawBar(svg, zero, unit, y + set * thickness, thickness - (sets.size() > 1 ? 1 : 0), i, set);
            }
        }
        svg.line(zero, top - 4, zero, top + labels.size() * group - GAP + 4, "stroke", Ink.MUTED);
        return svg.end();
    }

    @Override
    public String terminal(TerminalStyle style) {
        int labelWidth = Math.min(
                style.columns() / 3,
                labels.stream().mapToInt(Text::columns).max().orElse(0));
        int valueWidth =
                values().mapToObj(writing).mapToInt(String::length).max().orElse(0);
        int room = Math.max(1, style.columns() - labelWidth - valueWidth - 3);
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Text.fitColumns(Text.line(title), style.columns(), style.glyphs())));
        for (int i = 0; i < labels.size(); i++) {
            String label = Text.fitColumns(Text.line(labels.get(i)), labelWidth, style.glyphs());
            for (int set = 0; set < sets.size(); set++) {
                double value = sets.get(set).values().get(i);
                // A terminal has no room on both sides of 0: the sign stands in the number.
                double length = Math.abs(value) / Math.max(high(), -low()) * room;
                lines.add(Text.padLeft(set == 0 ? label : "", labelWidth) + " "
                        + style.paint(bar(length, style), Ink.series(set)) + " " + writing.apply(value));
            }
        }
        Legend legend = new Legend(style);
        for (int set = 0; set < sets.size(); set++) {
            legend.add(style.choose("█", "#"), Text.line(sets.get(set).name()), Ink.series(set));
        }
        lines.addAll(legend.lines());
        return String.join("\n", lines);
    }

    private void drawKey(Svg svg) {
        double x = EDGE;
        for (int set = 0; set < sets.size(); set++) {
            String name = Text.fit(sets.get(set).name(), (WIDTH - 2 * EDGE) / sets.size() - 34, 12);
            if (sets.size() > 1) {
                svg.rect(x, 42, 10, 10, "rx", 2, "fill", Ink.series(set));
                x += 15;
            }
            svg.text(x, 51, name, "fill", Ink.MUTED);
            x += Text.width(name, 12) + 18;
        }
    }

    private void drawBar(Svg svg, double zero, double unit, double y, double thickness, int index, int set) {
        double value = sets.get(set).values().get(index);
        double length = Math.abs(value * unit);
        double x = value < 0 ? zero - length : zero;
        String tip = labels.get(index) + ", " + sets.get(set).name() + ": " + writing.apply(value);
        svg.rectWithTip(tip, x, y, length, thickness, "rx", Math.min(2, length / 2), "fill", Ink.series(set));
        svg.text(
                value < 0 ? x - 6 : x + length + 6,
                y + thickness / 2 + 4,
                writing.apply(value).replace('-', '−'),
                "text-anchor",
                value < 0 ? "end" : "start",
                "fill",
                Ink.MUTED);
    }

    private static String bar(double length, TerminalStyle style) {
        int whole = (int) length;
        int eighths = (int) Math.round((length - whole) * 8);
        if (style.glyphs() == TerminalStyle.Glyphs.ASCII) {
            return "#".repeat((int) Math.round(length));
        }
        return "█".repeat(whole) + (eighths == 0 ? "" : EIGHTHS.substring(eighths, eighths + 1));
    }

    private String description() {
        StringBuilder text = new StringBuilder("Bar chart.");
        for (Bars set : sets) {
            text.append(' ').append(set.name()).append(": ");
            for (int i = 0; i < labels.size(); i++) {
                text.append(i == 0 ? "" : ", ")
                        .append(labels.get(i))
                        .append(' ')
                        .append(writing.apply(set.values().get(i)));
            }
            text.append('.');
        }
        return text.toString();
    }

    private DoubleStream values() {
        return sets.stream().flatMap(set -> set.values().stream()).mapToDouble(Double::doubleValue);
    }

    private double low() {
        return Math.min(0, values().min().orElse(0));
    }

    /** The end of the axis; above the start even when all values are 0. */
    private double high() {
        double high = Math.max(0, values().max().orElse(0));
        return high == 0 && low() == 0 ? 1 : high;
    }

    private static double widest(List<String> texts) {
        return texts.stream().mapToDouble(t -> Text.width(t, 12)).max().orElse(0);
    }

    /** Collects a bar chart's values. */
    public static final class Builder {
        private final String title;
        private final List<String> labels;
        private final List<Bars> sets = new ArrayList<>();
        private DoubleFunction<String> writing = Numbers::brief;

        private Builder(String title, List<String> labels) {
            this.title = title;
            this.labels = List.copyOf(labels);
        }

        /**
         * A set of bars.
         *
         * @param name what the values are
         * @param values one for each label
         * @throws InputException when there are not as many values as labels, or one is not finite
         */
        public Builder bars(String name, double... values) {
            String where = "Chart \"" + title + "\", bars \"" + name + "\": ";
            InputException.require(
                    values.length == labels.size(),
                    () -> where + labels.size() + " labels need as many values, but came " + values.length + ".");
            for (int i = 0; i < values.length; i++) {
                int index = i;
                InputException.require(
                        Span.isShown(values[i]),
                        () -> where + "the value of \"" + labels.get(index) + "\" is " + values[index] + ".");
            }
            sets.add(new Bars(name, DoubleStream.of(values).boxed().toList()));
            return this;
        }

        /** How numbers are written (default: briefly, without a unit). */
        public Builder written(DoubleFunction<String> how) {
            writing = how;
            return this;
        }

        /**
         * The chart.
         *
         * @throws InputException when it has no bars
         */
        public BarChart build() {
            InputException.require(!sets.isEmpty(), () -> "Chart \"" + title + "\" has nothing to show. Add bars.");
            return new BarChart(this);
        }
    }
}
