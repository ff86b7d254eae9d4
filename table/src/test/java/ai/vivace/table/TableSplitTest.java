package ai.vivace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableSplitTest {
    private static final int ROWS = 113;
    private static final Table TABLE = table();

    private static Table table() {
        Rng rng = Rng.of(5);
        String[] classes = new String[ROWS];
        String[] customers = new String[ROWS];
        LocalDate[] days = new LocalDate[ROWS];
        double[] years = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            classes[i] = i < 70 ? "a" : i < 103 ? "b" : null;
            customers[i] = "customer " + rng.nextInt(30);
            days[i] = LocalDate.of(2024, 1, 1).plusDays(rng.nextInt(1000));
            years[i] = rng.nextInt(4);
        }
        return Table.of(
                CategoricalColumn.of("class", classes),
                CategoricalColumn.of("customer", customers),
                DateColumn.of("day", days),
                NumericColumn.of("year", years),
                NumericColumn.of("x", IntStream.range(0, ROWS).toArray()));
    }

    static List<TableSplit> splits() {
        return List.of(
                TableSplit.random(0.2, 1),
                TableSplit.random(0.5, 2),
                TableSplit.stratified("class", 0.2, 3),
                TableSplit.byTime("day", 0.25),
                TableSplit.byTime("year", 0.25),
                TableSplit.byGroup("customer", 0.3, 4));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void partsAreDisjointCompleteOrderedAndRepeatable(TableSplit split) {
        TableSplit.Parts parts = split.apply(TABLE);
        assertThat(parts.trainingRows()).isSorted();
        assertThat(parts.validationRows()).isSorted();
        assertThat(IntStream.concat(Arrays.stream(parts.trainingRows()), Arrays.stream(parts.validationRows())))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, ROWS).boxed().toList());
        assertThat(split.apply(TABLE).validationRows()).isEqualTo(parts.validationRows());
        assertThat(parts.validation().numeric("x").value(0)).isEqualTo(parts.validationRows()[0]);
        assertThat(parts.training().rows() + parts.validation().rows()).isEqualTo(ROWS);
    }

    @Test
    void aRandomSplitHasTheStatedShareAndDependsOnTheSeed() {
        assertThat(TableSplit.random(0.2, 1).apply(TABLE).validationRows()).hasSize(22);
        assertThat(TableSplit.random(0.2, 1).apply(TABLE).validationRows())
                .isNotEqualTo(TableSplit.random(0.2, 2).apply(TABLE).validationRows());
    }

    @Test
    void aStratifiedSplitKeepsEachValuesShareWithinOneRow() {
        TableSplit.Parts parts = TableSplit.stratified("class", 0.2, 9).apply(TABLE);
        assertThat(parts.validationRows()).hasSize(22);
        int[] sizes = {70, 33, 10};
        int[] borders = {0, 70, 103, ROWS};
        for (int i = 0; i < 3; i++) {
            int stratum = i;
            long count = Arrays.stream(parts.validationRows())
                    .filter(row -> row >= borders[stratum] && row < borders[stratum + 1])
                    .count();
            assertThat((double) count).isBetween(sizes[i] * 0.2 - 1, sizes[i] * 0.2 + 1);
        }
    }

    @Test
    void strataThatHardlyRepeatAreRefused() {
        assertThatThrownBy(() -> TableSplit.stratified("x", 0.2, 1).apply(TABLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("113 different values");
    }

    @Test
    void aSplitByTimeHoldsOutTheLatestAndDividesNoTime() {
        TableSplit.Parts days = TableSplit.byTime("day", 0.25).apply(TABLE);
        assertThat(days.validationRows()).hasSizeBetween(28, 30);
        for (String column : List.of("day", "year")) {
            TableSplit.Parts parts = TableSplit.byTime(column, 0.2).apply(TABLE);
            assertThat(times(parts.training(), column).max().orElseThrow())
                    .isLessThan(times(parts.validation(), column).min().orElseThrow());
        }
    }

    private static java.util.stream.DoubleStream times(Table table, String column) {
        return IntStream.range(0, table.rows())
                .mapToDouble(row -> column.equals("day")
                        ? table.date(column).day(row)
                        : table.numeric(column).value(row));
    }

    @Test
    void aSplitByGroupDividesNoGroupAndComesNearTheShare() {
        for (int seed = 0; seed < 20; seed++) {
            TableSplit.Parts parts = TableSplit.byGroup("customer", 0.3, seed).apply(TABLE);
            Set<String> training = customers(parts.training());
            assertThat(customers(parts.validation())).noneMatch(training::contains);
            assertThat(parts.validationRows()).hasSizeBetween(30, 36);
        }
    }

    private static Set<String> customers(Table table) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> String.valueOf(table.column("customer").text(row)))
                .collect(Collectors.toSet());
    }

    @Test
    void rowsWithoutATimeOrGroupAreRefusedByNumber() {
        Table gaps =
                Table.of(NumericColumn.of("time", 1, Double.NaN, 3), CategoricalColumn.of("group", "a", "b", null));
        assertThatThrownBy(() -> TableSplit.byTime("time", 0.5).apply(gaps)).hasMessageContaining("row 1");
        assertThatThrownBy(() -> TableSplit.byGroup("group", 0.5, 1).apply(gaps))
                .hasMessageContaining("row 2");
        assertThatThrownBy(() -> TableSplit.byTime("customer", 0.5).apply(TABLE))
                .hasMessageContaining("dates or numbers");
    }

    @Test
    void anEmptyPartOrAWrongShareIsRefused() {
        assertThatThrownBy(() -> TableSplit.random(0.2, 1).apply(TABLE.head(3))).hasMessageContaining("Both parts");
        assertThatThrownBy(() ->
                        TableSplit.byTime("year", 0.2).apply(TABLE.with(NumericColumn.of("year", new double[ROWS]))))
                .hasMessageContaining("0 for training");
        assertThatThrownBy(() -> TableSplit.random(1, 1)).hasMessageContaining("between 0 and 1");
    }
}
