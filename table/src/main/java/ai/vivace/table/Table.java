package ai.vivace.table;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.plot.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Columns of equally many rows. Immutable; tables made of others share their columns. */
public final class Table {
    private static final int SHOWN = 10;

    private final Map<String, Column> columns;
    private final List<String> notes;
    private final int rows;

    private Table(List<? extends Column> columns, List<String> notes) {
        InputException.require(!columns.isEmpty(), () -> "A table needs at least 1 column.");
        this.columns = new LinkedHashMap<>();
        this.rows = columns.get(0).rows();
        for (Column column : columns) {
            InputException.require(
                    column.rows() == rows,
                    () -> "Column \"" + column.name() + "\" has " + column.rows() + " rows, but \""
                            + columns.get(0).name() + "\" has " + rows + ".");
            InputException.require(
                    this.columns.put(column.name(), column) == null,
                    () -> "A table's columns must have different names, but two are called \"" + column.name() + "\".");
        }
        this.notes = List.copyOf(notes);
    }

    /**
     * A table of columns.
     *
     * @throws InputException when there is none, two have one name, or one has another number of rows
     */
    public static Table of(Column... columns) {
        return of(List.of(columns));
    }

    /** A table of columns, see {@link #of(Column...)}. */
    public static Table of(List<? extends Column> columns) {
        return new Table(columns, List.of());
    }

    static Table read(List<? extends Column> columns, List<String> notes) {
        return new Table(columns, notes);
    }

    /** How many rows there are; may be 0. */
    public int rows() {
        return rows;
    }

    /** All columns, in order. */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /** What was remarkable when it was read, for the user; empty for other tables. */
    public List<String> notes() {
        return notes;
    }

    public boolean has(String name) {
        return columns.containsKey(name);
    }

    /**
     * A column.
     *
     * @throws InputException when there is none of that name; it names those that there are
     */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new InputException(Spelling.unknown("column", name, columns.keySet()));
        }
        return column;
    }

    /** A column of numbers; see {@link #column} and {@link Column#kind} for others. */
    public NumericColumn numeric(String name) {
        return typed(name, NumericColumn.class, "numeric");
    }

    /** A column of levels. */
    public CategoricalColumn categorical(String name) {
        return typed(name, CategoricalColumn.class, "categorical");
    }

    /** A column of text. */
    public TextColumn text(String name) {
        return typed(name, TextColumn.class, "text");
    }

    /** A column of dates. */
    public DateColumn date(String name) {
        return typed(name, DateColumn.class, "date");
    }

    private <C extends Column> C typed(String name, Class<C> type, String expected) {
        Column column = column(name);
        if (!type.isInstance(column)) {
            throw new InputException("Column \"" + name + "\" should be " + expected + ", but is "
                    + column.kind().told() + ". Give it the type " + expected + " when it is read.");
        }
        return type.cast(column);
    }

    /** Some of the columns, in the given order. */
    public Table select(String... names) {
        return of(Arrays.stream(names).map(this::column).toList());
    }

    /** All columns but some. */
    public Table without(String... names) {
        List<String> left = List.of(names);
        left.forEach(this::column);
        return of(columns.values().stream()
                .filter(column -> !left.contains(column.name()))
                .toList());
    }

    /** The same with a column more, or with one instead of that of its name. */
    public Table with(Column column) {
        Map<String, Column> next = new LinkedHashMap<>(columns);
        next.put(column.name(), column);
        return of(List.copyOf(next.values()));
    }

    /**
     * Some of the rows, in the given order; a row may come more than once.
     *
     * @param chosen their numbers, from 0
     */
    public Table rows(int[] chosen) {
        for (int row : chosen) {
            InputException.require(
                    row >= 0 && row < rows, () -> "The rows are 0 to " + (rows - 1) + ", but came " + row + ".");
        }
        List<Column> some = new ArrayList<>();
        columns.values().forEach(column -> some.add(column.rows(chosen)));
        return of(some);
    }

    /** The rows, by their numbers from 0, for which something holds. */
    public Table where(IntPredicate holds) {
        return rows(IntStream.range(0, rows).filter(holds).toArray());
    }

    /** The first rows, all when there are fewer. */
    public Table head(int count) {
        return rows(IntStream.range(0, Math.min(rows, count)).toArray());
    }

    /** The memory that the columns' values take, in bytes. */
    public long bytes() {
        return columns.values().stream().mapToLong(Column::bytes).sum();
    }

    /** What each column holds. */
    public TableSummary summary() {
        return TableSummary.of(this);
    }

    /** The first ten rows. */
    @Override
    public String toString() {
        TextTable.Builder text = TextTable.of(columns.keySet().toArray(String[]::new));
        for (int row = 0; row < Math.min(rows, SHOWN); row++) {
            int number = row;
            text.row(
                    columns.values().stream().map(column -> column.text(number)).toArray());
        }
        return text.build() + "\n" + (rows > SHOWN ? "… " : "") + rows + (rows == 1 ? " row" : " rows");
    }
}
