package ai.vivace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = Table.of(
            NumericColumn.of("age", 30, Double.NaN, 50, 41),
            CategoricalColumn.of("colour", "red", "blue", "red", null),
            TextColumn.of("name", "Ann", "Bob", "Cid", "Dee"),
            DateColumn.of("born", LocalDate.of(1990, 1, 1), LocalDate.of(1980, 1, 1), null, LocalDate.of(2000, 1, 1)));

    @Test
    void columnsAreChosenByName() {
        assertThat(TABLE.select("name", "age").names()).containsExactly("name", "age");
        assertThat(TABLE.without("name").names()).containsExactly("age", "colour", "born");
        assertThat(TABLE.with(NumericColumn.of("age", 1, 2, 3, 4))
                        .numeric("age")
                        .value(1))
                .isEqualTo(2);
        assertThat(TABLE.with(TABLE.column("age").named("years")).names()).endsWith("years");
        assertThatThrownBy(() -> TABLE.select("agee"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"age\"?");
        assertThatThrownBy(() -> TABLE.without("nothing")).hasMessageContaining("Unknown column");
        assertThatThrownBy(() -> TABLE.numeric("name")).hasMessageContaining("should be numeric, but is text");
    }

    @Test
    void rowsAreChosenByNumberOrByACondition() {
        Table two = TABLE.rows(new int[] {3, 0});
        assertThat(two.text("name").text(0)).isEqualTo("Dee");
        assertThat(two.categorical("colour").isMissing(0)).isTrue();
        NumericColumn age = TABLE.numeric("age");
        assertThat(TABLE.where(row -> age.value(row) > 35).numeric("age").values())
                .containsExactly(50, 41);
        assertThat(TABLE.head(9).rows()).isEqualTo(4);
        assertThat(TABLE.head(0).rows()).isZero();
        assertThatThrownBy(() -> TABLE.rows(new int[] {4})).hasMessageContaining("0 to 3");
    }

    @Test
    void tablesThatDoNotFitAreRefused() {
        assertThatThrownBy(Table::of).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Table.of(NumericColumn.of("a", 1), NumericColumn.of("b", 1, 2)))
                .hasMessageContaining("\"b\" has 2 rows, but \"a\" has 1");
        assertThatThrownBy(() -> Table.of(NumericColumn.of("a", 1), NumericColumn.of("a", 2)))
                .hasMessageContaining("two are called \"a\"");
    }

    @Test
    void theSummaryHasRangesAndTheMostFrequentLevels() {
        TableSummary summary = TABLE.summary();
        ColumnSummary age = summary.columns().get(0);
        assertThat(age.missing()).isEqualTo(1);
        assertThat(age.distinct()).isEqualTo(3);
        ColumnSummary.Range range = java.util.Objects.requireNonNull(age.range());
        assertThat(range.least()).isEqualTo(30);
        assertThat(range.mean()).isEqualTo(121.0 / 3, within(1e-12));
        assertThat(range.median()).isEqualTo(41);
        assertThat(range.most()).isEqualTo(50);
        assertThat(summary.columns().get(1).top())
                .containsExactly(new ColumnSummary.LevelCount("red", 2), new ColumnSummary.LevelCount("blue", 1));
        assertThat(summary.columns().get(1).distinct()).isEqualTo(2);
        assertThat(summary.columns().get(2).distinct()).isEqualTo(4);
        assertThat(summary.toString())
                .contains("column")
                .contains("40.33")
                .contains("1990-01-01")
                .contains("red (2), blue (1)")
                .endsWith("4 rows");
    }

    @Test
    void theMedianOfAnEvenNumberIsMidwayAndInfinitiesAreShown() {
        ColumnSummary summary = ColumnSummary.of(NumericColumn.of("x", 4.0, 1, 2, 3));
        assertThat(java.util.Objects.requireNonNull(summary.range()).median()).isEqualTo(2.5);
        assertThat(Table.of(NumericColumn.of("x", 1, Double.POSITIVE_INFINITY))
                        .summary()
                        .toString())
                .contains("Infinity");
        assertThat(ColumnSummary.of(NumericColumn.of("x", Double.NaN)).range()).isNull();
    }

    @Test
    void aTableShowsItsFirstRows() {
        assertThat(TABLE.toString()).contains("Ann").contains("–").endsWith("4 rows");
        assertThat(TABLE.rows(new int[12]).toString()).endsWith("… 12 rows");
    }
}
