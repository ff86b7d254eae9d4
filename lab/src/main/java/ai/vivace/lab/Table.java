package ai.vivace.lab;

import ai.vivace.base.InputException;
import ai.vivace.plot.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of numbers and texts under named columns, as measured: not rounded.
 *
 * @param columns the names, each of which occurs once
 * @param rows as many cells each as there are columns; null where there is nothing
 */
public record Table(List<String> columns, List<List<@Nullable Object>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static Builder of(String... columns) {
        return new Builder(List.of(columns));
    }

    /**
     * All numbers of a column.
     *
     * @throws InputException when there is no such column or a cell of it is no number
     */
    public double[] numbers(String column) {
        int place = columns.indexOf(column);
        InputException.require(place >= 0, () -> "There is no column \"" + column + "\" among " + columns + ".");
        return rows.stream()
                .mapToDouble(row -> {
                    InputException.require(
                            row.get(place) instanceof Number,
                            () -> "Column \"" + column + "\" has \"" + row.get(place) + "\", which is no number.");
                    return ((Number) row.get(place)).doubleValue();
                })
                .toArray();
    }

    /** The table as it is shown. */
    TextTable text() {
        TextTable.Builder table = TextTable.of(columns.toArray(String[]::new));
        rows.forEach(row -> table.row(row.toArray()));
        return table.build();
    }

    /** Each row as a map, for programs. */
    List<Map<String, @Nullable Object>> maps() {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                map.put(columns.get(i), row.get(i));
            }
            maps.add(Collections.unmodifiableMap(map));
        }
        return List.copyOf(maps);
    }

    /** Collects rows. */
    static final class Builder {
        private final List<String> columns;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        private Builder(List<String> columns) {
            this.columns = columns;
        }

        Builder row(@Nullable Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        "A row of " + columns + " has " + cells.length + " cells: " + Arrays.toString(cells));
            }
            rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(cells))));
            return this;
        }

        Table build() {
            return new Table(columns, rows);
        }
    }
}
