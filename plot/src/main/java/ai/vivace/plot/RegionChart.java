package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What classifiers answer over a plane, side by side: at each place the most probable class's colour, the deeper the surer the answer is, and
 * on it rows as dots in the colour of their own class.
 *
 * <pre>{@code
 * RegionChart.of("Two moons", List.of("upper", "lower"), Axis.linear("x").range(-2, 3), Axis.linear("y").range(-1.5, 2))
 *         .dots("training rows", x, y, classes)
 *         .panel("random forest", "92 % of test rows right", (a, b) -> model.predict(new float[] {(float) a, (float) b}))
 *         .build();
 * }</pre>
 */
public final class RegionChart implements Chart {
    /** As many as there are colours. */
    private static final int MOST_CLASSES = 6;

    private static final int TERMINAL_WIDTH = 24;
    private static final int TERMINAL_HEIGHT = 10;
    private static final int TERMINAL_GAP = 2;

    private final String title;
    private final List<String> classes;
    private final Axis xAxis;
    private final Axis yAxis;
    private final Dots dots;
    private final List<Panel> panels;
    private final int columns;

    private RegionChart(Builder builder) {
        this.title = builder.title;
        this.classes = builder.classes;
        this.xAxis = builder.xAxis;
        this.yAxis = builder.yAxis;
        this.dots = builder.dots;
        this.panels = List.copyOf(builder.panels);
        this.columns = Math.min(builder.columns, panels.size());
    }

    /** What a classifier answers at one place of the plane. */
    @FunctionalInterface
    public interface Answer {
        /** The probability of each class, in the chart's order. */
        double[] at(double x, double y);
    }

    /** What is drawn on every panel; empty arrays for nothing. */
    record Dots(String name, double[] x, double[] y, int[] classes) {}

    /**
     * One classifier.
     *
     * @param winners the most probable class in each cell of the grid, by row from the top and column
     * @param certainty how sure that is: 0 when all classes are equally probable, 1 for a probability of 1
     */
    record Panel(String name, String note, int[][] winners, double[][] certainty) {}

    /**
     * Begins a chart. It needs at least one panel.
     *
     * @param classes the names of 2 to 6 classes
     * @param xAxis with the range that is shown
     * @param yAxis with the range that is shown
     * @throws InputException when there are fewer or more classes, or an axis is not linear or has no range
     */
    public static Builder of(String title, List<String> classes, Axis xAxis, Axis yAxis) {
        InputException.require(
                classes.size() >= 2 && classes.size() <= MOST_CLASSES,
                () -> "Chart \"" + title + "\": regions are drawn for 2 to " + MOST_CLASSES + " classes, but came "
                        + classes.size() + ".");
        for (Axis axis : List.of(xAxis, yAxis)) {
            InputException.require(
                    axis.scale() == Axis.Scale.LINEAR && axis.extent() == Axis.Extent.FIXED,
                    () -> "Chart \"" + title + "\", axis \"" + axis.label()
                            + "\": regions need a linear axis with a range. Take Axis.linear(label).range(low, high).");
        }
        return new Builder(title, classes, xAxis, yAxis);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        return new RegionChartDrawing(this).svg();
    }

    /** Each panel as a block of characters, one for each class, in the drawing's colours where there is colour. */
    @Override
    public String terminal(TerminalStyle style) {
        int width = Math.min(TERMINAL_WIDTH, style.columns());
        int across = Math.max(1, Math.min(columns, (style.columns() + TERMINAL_GAP) / (width + TERMINAL_GAP)));
        String glyphs = style.choose("░▓▒█·+", ".#o+x=");
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Text.fitColumns(Text.line(title), style.columns(), style.glyphs())));
        for (int from = 0; from < panels.size(); from += across) {
            List<Panel> row = panels.subList(from, Math.min(panels.size(), from + across));
            lines.add("");
            lines.add(beside(row, panel -> style.bold(cell(panel.name(), width, style))));
            lines.add(beside(row, panel -> style.paint(cell(panel.note(), width, style), Ink.MUTED)));
            for (int y = 0; y < TERMINAL_HEIGHT; y++) {
                int line = y;
                lines.add(beside(row, panel -> sketch(panel, line, width, glyphs, style)));
            }
        }
        Legend legend = new Legend(style);
        for (int k = 0; k < classes.size(); k++) {
            legend.add(glyphs.substring(k, k + 1), Text.line(classes.get(k)), Ink.series(k));
        }
        lines.add("");
        lines.addAll(legend.lines());
        return String.join("\n", lines);
    }

    private static String beside(List<Panel> row, Function<Panel, String> part) {
        return String.join(" ".repeat(TERMINAL_GAP), row.stream().map(part).toList())
                .stripTrailing();
    }

    private static String cell(String text, int width, TerminalStyle style) {
        return Text.padRight(Text.fitColumns(Text.line(text), width, style.glyphs()), width);
    }

    private static String sketch(Panel panel, int line, int width, String glyphs, TerminalStyle style) {
        int[][] winners = panel.winners();
        int[] row = winners[(int) ((line + 0.5) * winners.length / TERMINAL_HEIGHT)];
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < width; x++) {
            int winner = row[(int) ((x + 0.5) * row.length / width)];
            text.append(style.paint(glyphs.substring(winner, winner + 1), Ink.series(winner)));
        }
        return text.toString();
    }

    List<String> classes() {
        return classes;
    }

    Axis xAxis() {
        return xAxis;
    }

    Axis yAxis() {
        return yAxis;
    }

    Dots dots() {
        return dots;
    }

    List<Panel> panels() {
        return panels;
    }

    int columns() {
        return columns;
    }

    String description() {
        StringBuilder text = new StringBuilder(
                "Regions of " + String.join(", ", classes) + " over " + xAxis.label() + " and " + yAxis.label() + ".");
        panels.forEach(panel -> text.append(' ')
                .append(panel.name())
                .append(panel.note().isEmpty() ? "" : ": " + panel.note())
                .append('.'));
        return text.toString();
    }

    /** Collects a chart's parts. */
    public static final class Builder {
        private final String title;
        private final List<String> classes;
        private final Axis xAxis;
        private final Axis yAxis;
        private final List<Panel> panels = new ArrayList<>();
        private Dots dots = new Dots("", new double[0], new double[0], new int[0]);
        private int columns = 3;
        private int cells = 80;

        private Builder(String title, List<String> classes, Axis xAxis, Axis yAxis) {
            this.title = title;
            this.classes = List.copyOf(classes);
            this.xAxis = xAxis;
            this.yAxis = yAxis;
        }

        /**
         * Rows that are drawn on every panel; those outside the axes' ranges are left out. Default: none.
         *
         * @param name what they are
         * @param ofClass the number of each one's class
         * @throws InputException when the arrays differ in length, a place is not finite, or a number is of no class
         */
        public Builder dots(String name, double[] x, double[] y, int[] ofClass) {
            String where = "Chart \"" + title + "\", dots \"" + name + "\": ";
            InputException.require(
                    x.length == y.length && x.length == ofClass.length,
                    () -> where + "each needs x, y and a class, but came " + x.length + ", " + y.length + " and "
                            + ofClass.length + ".");
            for (int i = 0; i < x.length; i++) {
                int dot = i;
                InputException.require(
                        Span.isShown(x[i]) && Span.isShown(y[i]),
                        () -> where + "dot " + dot + " lies at " + x[dot] + ", " + y[dot] + ".");
                InputException.require(
                        ofClass[i] >= 0 && ofClass[i] < classes.size(),
                        () -> where + "classes are 0 to " + (classes.size() - 1) + ", but dot " + dot + " is of "
                                + ofClass[dot] + ".");
            }
            dots = new Dots(name, x.clone(), y.clone(), ofClass.clone());
            return this;
        }

        /** How many panels stand side by side, at least 1. Default: 3. */
        public Builder columns(int count) {
            InputException.require(
                    count >= 1, () -> "Chart \"" + title + "\": columns must be 1 or more, but came " + count + ".");
            columns = count;
            return this;
        }

        /** In how many places each way the panels added from now on are asked, 2 to 400. Default: 80. */
        public Builder cells(int count) {
            InputException.require(
                    count >= 2 && count <= 400,
                    () -> "Chart \"" + title + "\": a panel has 2 to 400 cells each way, but came " + count + ".");
            cells = count;
            return this;
        }

        /**
         * One more panel, for which the classifier is asked at the middle of each cell.
         *
         * @param note what stands below its name; empty for nothing
         * @throws InputException when an answer is not a number for each class, which it says with the place
         */
        public Builder panel(String name, String note, Answer answer) {
            int[][] winners = new int[cells][cells];
            double[][] certainty = new double[cells][cells];
            for (int row = 0; row < cells; row++) {
                double y = yAxis.high() - (row + 0.5) / cells * (yAxis.high() - yAxis.low());
                for (int column = 0; column < cells; column++) {
                    double x = xAxis.low() + (column + 0.5) / cells * (xAxis.high() - xAxis.low());
                    double[] shares = answer.at(x, y);
                    int winner = winner(name, x, y, shares);
                    double chance = 1.0 / classes.size();
                    winners[row][column] = winner;
                    certainty[row][column] = Math.max(0, Math.min(1, (shares[winner] - chance) / (1 - chance)));
                }
            }
            panels.add(new Panel(name, note, winners, certainty));
            return this;
        }

        private int winner(String name, double x, double y, double[] shares) {
            String where = "Chart \"" + title + "\", panel \"" + name + "\": ";
            InputException.require(
                    shares.length == classes.size(),
                    () -> where + "there are " + classes.size() + " classes, but the answer at " + x + ", " + y
                            + " has " + shares.length + " numbers.");
            int winner = 0;
            for (int k = 0; k < shares.length; k++) {
                int number = k;
                InputException.require(
                        Span.isShown(shares[k]),
                        () -> where + "the answer at " + x + ", " + y + " for class \"" + classes.get(number) + "\" is "
                                + shares[number] + ".");
                winner = shares[k] > shares[winner] ? k : winner;
            }
            return winner;
        }

        /**
         * The chart.
         *
         * @throws InputException when it has no panels
         */
        public RegionChart build() {
            InputException.require(
                    !panels.isEmpty(), () -> "Chart \"" + title + "\" has nothing to show. Add a panel.");
            return new RegionChart(this);
        }
    }
}
