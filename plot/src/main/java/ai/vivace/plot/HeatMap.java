package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A table of numbers as colours: blue above 0, orange below, as deep as the number is far from 0. What is not finite is left
 * blank.
 */
public final class HeatMap implements Chart {
    private static final String SHADES = " .:-=+*%#@";
    /** Without the characters that are signs. */
    private static final String SHADES_BESIDE_SIGNS = " .:=*%#@";

    private static final int LONGEST_NAME = 16;
    private static final int NARROWEST_CELL = 2;

    private final String title;
    private final CellGrid.Names rows;
    private final CellGrid.Names columns;
    private final double[][] values;
    private final double largest;

    private HeatMap(Builder builder) {
        this.title = builder.title;
        this.rows = builder.rows;
        this.columns = builder.columns;
        this.values = builder.values;
        this.largest = shown().map(Math::abs).max().orElseThrow();
    }

    /**
     * Begins a heat map.
     *
     * @param values rows of equal length
     * @throws InputException when there are no values, rows differ in length, or none is finite
     */
    public static Builder of(String title, double[][] values) {
        String where = "Chart \"" + title + "\": ";
        InputException.require(values.length > 0 && values[0].length > 0, () -> where + "it has no values.");
        for (int row = 0; row < values.length; row++) {
            int index = row;
            InputException.require(
                    values[row].length == values[0].length,
                    () -> where + "row " + index + " has " + values[index].length + " values and row 0 has "
                            + values[0].length + ".");
        }
        InputException.require(
                Arrays.stream(values).flatMapToDouble(DoubleStream::of).anyMatch(Span::isShown),
                () -> where + "none of its values is finite.");
        return new Builder(title, values);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        CellGrid grid = new CellGrid(title, note(), rows, columns, this::cell);
        return grid.svg("Heat map of " + rows.count() + " rows and " + columns.count() + " columns, " + note() + ".");
    }

    /**
     * Shades of characters, in the drawing's colours where there is colour. Where values lie on both sides of 0, a sign stands before
     * each shade, for terminals without colour and eyes that do not tell them apart. Columns have their names above them where there is
     * room for all.
     */
    @Override
    public String terminal(TerminalStyle style) {
        boolean signs = shown().anyMatch(v -> v > 0) && shown().anyMatch(v -> v < 0);
        String shades = style.choose(" ░▒▓█", signs ? SHADES_BESIDE_SIGNS : SHADES);
        int nameWidth = Math.min(LONGEST_NAME, Math.max(widest(rows.names()), Text.columns(columns.axis())));
        int named = widest(columns.names()) + 1;
        boolean allNamed = nameWidth + 1 + columns.count() * named <= style.columns();
        int width = allNamed ? Math.max(NARROWEST_CELL, named) : NARROWEST_CELL;
        int shown = Math.min(columns.count(), (style.columns() - nameWidth - 1) / width);
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Text.fitColumns(Text.line(title), style.columns(), style.glyphs())));
        lines.add(style.paint(note(), Ink.MUTED));
        if (allNamed) {
            StringBuilder head = new StringBuilder(name(columns.axis(), nameWidth, style)).append(' ');
            columns.names().forEach(name -> head.append(Text.padLeft(Text.line(name), width)));
            lines.add(style.paint(head.toString(), Ink.MUTED));
        }
        for (int row = 0; row < rows.count(); row++) {
            StringBuilder line = new StringBuilder(name(rows.names().get(row), nameWidth, style)).append(' ');
            for (int column = 0; column < shown; column++) {
                double value = values[row][column];
                char shade = shades.charAt((int) Math.round(Math.abs(strength(value)) * (shades.length() - 1)));
                String sign = !signs || shade == ' ' ? String.valueOf(shade) : value < 0 ? "-" : "+";
                String cell = sign + String.valueOf(shade).repeat(width - 1);
                line.append(style.paint(cell, value < 0 ? Ink.ORANGE : Ink.BLUE));
            }
            lines.add(line.toString().stripTrailing());
        }
        if (shown < columns.count()) {
            lines.add(style.paint("(" + (columns.count() - shown) + " more columns)", Ink.MUTED));
        }
        return String.join("\n", lines);
    }

    private static int widest(List<String> names) {
        return names.stream().mapToInt(Text::columns).max().orElse(0);
    }

    private static String name(String name, int width, TerminalStyle style) {
        return Text.padLeft(Text.fitColumns(Text.line(name), width, style.glyphs()), width);
    }

    private CellGrid.Cell cell(int row, int column) {
        double value = values[row][column];
        String tip = rows.names().get(row) + ", " + columns.names().get(column) + ": " + Numbers.brief(value);
        String text = Span.isShown(value) ? Numbers.significant(value, 2) : "";
        return new CellGrid.Cell(value < 0 ? Ink.ORANGE : Ink.BLUE, Math.abs(strength(value)), text, tip);
    }

    /** A value as a share of the one farthest from 0. */
    private double strength(double value) {
        return !Span.isShown(value) || largest == 0 ? 0 : value / largest;
    }

    private String note() {
        return "from " + Numbers.significant(shown().min().orElseThrow(), 3) + " to "
                + Numbers.significant(shown().max().orElseThrow(), 3);
    }

    private DoubleStream shown() {
        return Arrays.stream(values).flatMapToDouble(DoubleStream::of).filter(Span::isShown);
    }

    /** Collects a heat map's names. */
    public static final class Builder {
        private final String title;
        private final double[][] values;
        private CellGrid.Names rows;
        private CellGrid.Names columns;

        private Builder(String title, double[][] values) {
            this.title = title;
            this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
            this.rows = new CellGrid.Names("", numbers(values.length));
            this.columns = new CellGrid.Names("", numbers(values[0].length));
        }

        /**
         * What the rows are, and the name of each. Default: numbers from 0.
         *
         * @throws InputException when there are not as many names as rows
         */
        public Builder rows(String label, List<String> names) {
            rows = names(label, names, values.length);
            return this;
        }

        /**
         * What the columns are, and the name of each. Default: numbers from 0.
         *
         * @throws InputException when there are not as many names as columns
         */
        public Builder columns(String label, List<String> names) {
            columns = names(label, names, values[0].length);
            return this;
        }

        /** The heat map. */
        public HeatMap build() {
            return new HeatMap(this);
        }

        private CellGrid.Names names(String label, List<String> names, int count) {
            InputException.require(
                    names.size() == count,
                    () -> "Chart \"" + title + "\": \"" + label + "\" needs " + count + " names, but came "
                            + names.size() + ".");
            return new CellGrid.Names(label, List.copyOf(names));
        }

        private static List<String> numbers(int count) {
            List<String> numbers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                numbers.add(Integer.toString(i));
            }
            return List.copyOf(numbers);
        }
    }
}
