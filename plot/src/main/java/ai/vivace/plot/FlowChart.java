package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Boxes that something flows through from the top to the bottom, in one column or in several that stand side by side: the stages of a
 * network, and what one of them is made of.
 *
 * <pre>{@code
 * FlowChart.of("A residual block")
 *         .column(FlowChart.Column.of("inside", "64 x 56 x 56")
 *                 .row(FlowChart.Box.of("3x3 convolution").result("64 x 56 x 56").colour(0))
 *                 .row(FlowChart.Box.of("3x3 convolution").result("64 x 56 x 56").colour(0))
 *                 .arc(0, 2, "+"))
 *         .keys(List.of("convolution"))
 *         .build();
 * }</pre>
 */
public final class FlowChart implements Chart {
    private static final int NO_COLOUR = -1;

    private final String title;
    private final String note;
    private final List<Column> columns;
    private final List<String> keys;

    private FlowChart(Builder builder) {
        title = builder.title;
        note = builder.note;
        columns = List.copyOf(builder.columns);
        keys = builder.keys;
    }

    /**
     * A box.
     *
     * @param headline its first line
     * @param lines what stands below it
     * @param results what stands beside it: what comes out, what it costs
     * @param colour the key whose colour it has; -1 for none
     */
    public record Box(String headline, List<String> lines, List<String> results, int colour) {
        public Box {
            lines = List.copyOf(lines);
            results = List.copyOf(results);
        }

        /** A box with one line. */
        public static Box of(String headline) {
            return new Box(headline, List.of(), List.of(), NO_COLOUR);
        }

        /** The same with one more line. */
        public Box line(String text) {
            return new Box(headline, with(lines, text), results, colour);
        }

        /** The same with one more line beside it. */
        public Box result(String text) {
            return new Box(headline, lines, with(results, text), colour);
        }

        /** The same in the colour of a key. */
        public Box colour(int key) {
            return new Box(headline, lines, results, key);
        }

        String described() {
            List<String> parts = new ArrayList<>(lines);
            parts.addAll(results);
            return parts.isEmpty() ? headline : headline + ": " + String.join(", ", parts);
        }
    }

    /**
     * What stands at one height: a box, or lanes that start from the same thing and are joined below.
     *
     * @param lanes from left to right, each with its boxes from top to bottom; an empty lane goes past the others
     * @param joint what stands where they are joined, as in {@code +}; empty for one lane
     */
    public record Row(List<List<Box>> lanes, String joint) {
        public Row {
            lanes = lanes.stream().map(List::copyOf).toList();
            int count = lanes.size();
            InputException.require(count >= 1, () -> "A row of a flow chart needs at least one lane.");
        }

        /** One box. */
        public static Row of(Box box) {
            return new Row(List.of(List.of(box)), "");
        }

        boolean isSingle() {
            return lanes.size() == 1;
        }
    }

    /**
     * A way past rows.
     *
     * @param from below how many rows it leaves: 0 is above the first
     * @param to below how many rows it comes back
     * @param joint what stands where it comes back
     */
    public record Arc(int from, int to, String joint) {
        public Arc {
            int[] given = {from, to};
            InputException.require(
                    from >= 0 && to > from,
                    () -> "An arc of a flow chart goes down past rows, but came " + given[0] + " to " + given[1] + ".");
        }
    }

    /**
     * Rows below one another.
     *
     * @param title stands above them
     * @param start what flows in
     * @param rows from top to bottom
     * @param arcs past rows, at their left
     */
    public record Column(String title, String start, List<Row> rows, List<Arc> arcs) {
        public Column {
            rows = List.copyOf(rows);
            arcs = List.copyOf(arcs);
            int count = rows.size();
            for (Arc arc : arcs) {
                InputException.require(
                        arc.to() <= count,
                        () -> "Column \"" + title + "\" has " + count + " rows, but an arc comes back below row "
                                + arc.to() + ".");
            }
        }

        /** A column without rows. */
        public static Column of(String title, String start) {
            return new Column(title, start, List.of(), List.of());
        }

        /** The same with one more box at the bottom. */
        public Column row(Box box) {
            return row(Row.of(box));
        }

        /** The same with one more row at the bottom. */
        public Column row(Row row) {
            return new Column(title, start, with(rows, row), arcs);
        }

        /** The same with a way past rows that it has; see {@link Arc}. */
        public Column arc(int from, int to, String joint) {
            return new Column(title, start, rows, with(arcs, new Arc(from, to, joint)));
        }
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    /** Begins a drawing. */
    public static Builder of(String title) {
        return new Builder(title);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        return new FlowChartDrawing(this).svg();
    }

    /** A line for each box; those of a lane are indented, and arcs are named where they end. */
    @Override
    public String terminal(TerminalStyle style) {
        return new FlowChartText(this, style).text();
    }

    String note() {
        return note;
    }

    List<Column> columns() {
        return columns;
    }

    List<String> keys() {
        return keys;
    }

    String description() {
        StringBuilder text = new StringBuilder();
        for (Column column : columns) {
            text.append(column.title()).append(", from ").append(column.start()).append(". ");
            for (Row row : column.rows()) {
                text.append(String.join(
                        " | ",
                        row.lanes().stream()
                                .map(lane -> lane.isEmpty()
                                        ? "past the others"
                                        : String.join(
                                                ", then ",
                                                lane.stream()
                                                        .map(Box::described)
                                                        .toList()))
                                .toList()));
                text.append(". ");
            }
        }
        return text.toString().strip();
    }

    /** Collects a drawing's parts. */
    public static final class Builder {
        private final String title;
        private final List<Column> columns = new ArrayList<>();
        private String note = "";
        private List<String> keys = List.of();

        private Builder(String title) {
            this.title = title;
        }

        /** A line below the title. Default: none. */
        public Builder note(String text) {
            note = text;
            return this;
        }

        /** One or several more columns, to the right of those before. */
        public Builder column(Column... more) {
            columns.addAll(Arrays.asList(more));
            return this;
        }

        /** What the colours of boxes stand for. Default: nothing. */
        public Builder keys(List<String> names) {
            keys = List.copyOf(names);
            return this;
        }

        /**
         * The drawing.
         *
         * @throws InputException when it has no column
         */
        public FlowChart build() {
            InputException.require(
                    !columns.isEmpty(), () -> "Chart \"" + title + "\" has no column. Give it at least one.");
            return new FlowChart(this);
        }
    }
}
