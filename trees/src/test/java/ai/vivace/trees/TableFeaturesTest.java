package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.table.CategoricalColumn;
import ai.vivace.table.DateColumn;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.Table;
import ai.vivace.table.TextColumn;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableFeaturesTest {
    private static final Table TABLE = Table.of(
            NumericColumn.of("age", 30, Double.NaN, 50.5),
            CategoricalColumn.of("colour", "red", null, "blue"),
            DateColumn.of("born", LocalDate.of(1970, 1, 2), LocalDate.of(2024, 2, 29), null),
            TextColumn.of("name", "Ann", "Bob", "Cid"));

    @Test
    void numbersLevelsAndDatesBecomeFeatures() {
        Features features = TableFeatures.of(TABLE, "born", "colour", "age");
        assertThat(features.features())
                .containsExactly(
                        Feature.numeric("born"),
                        Feature.categorical("colour", List.of("blue", "red")),
                        Feature.numeric("age"));
        assertThat(features.column(0)).containsExactly(1, 19_782, Float.NaN);
        assertThat(features.column(1)).containsExactly(1, Float.NaN, 0);
        assertThat(features.column(2)).containsExactly(30, Float.NaN, 50.5f);
    }

    @Test
    void textIsRefusedWithAHint() {
        assertThatThrownBy(() -> TableFeatures.of(TABLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"name\" is text")
                .hasMessageContaining("make it categorical");
        Table categorical = TABLE.with(TABLE.text("name").categorical());
        assertThat(TableFeatures.of(categorical).features().get(3).levels()).containsExactly("Ann", "Bob", "Cid");
    }

    @Test
    void infiniteAndTooLargeNumbersAreRefusedByRow() {
        assertThatThrownBy(() -> TableFeatures.of(Table.of(NumericColumn.of("x", 1, Double.NEGATIVE_INFINITY))))
                .hasMessageContaining("\"x\" is infinite in row 1");
        assertThatThrownBy(() -> TableFeatures.of(Table.of(NumericColumn.of("x", 1, 1e300))))
                .hasMessageContaining("1.0E300 in row 1")
                .hasMessageContaining("float32");
    }

    @Test
    void noRowsAreRefused() {
        assertThatThrownBy(() -> TableFeatures.of(TABLE.head(0), "age")).hasMessageContaining("no rows");
    }

    @Test
    void aColumnWithoutLevelsIsAllMissing() {
        Features features = TableFeatures.of(Table.of(CategoricalColumn.of("x", new @Nullable String[2])));
        assertThat(features.features()).containsExactly(Feature.numeric("x"));
        assertThat(features.column(0)).containsExactly(Float.NaN, Float.NaN);
    }

    @Test
    void columnsAreMatchedByNameInAnyOrder() {
        Features training = TableFeatures.of(TABLE, "age", "colour", "born");
        Table other = TABLE.select("name", "born", "colour", "age").rows(new int[] {2, 0});
        TableFeatures.Matched matched = TableFeatures.matching(training.features(), other);
        assertThat(matched.features().features()).isEqualTo(training.features());
        assertThat(matched.features().row(0)).containsExactly(training.row(2));
        assertThat(matched.features().row(1)).containsExactly(training.row(0));
        assertThat(matched.extra()).containsExactly("name");
        assertThat(matched.notes()).singleElement().asString().contains("does not use: \"name\"");
    }

    @Test
    void absentColumnsAreAllNamedWithThoseLeftOver() {
        Features training = TableFeatures.of(TABLE, "age", "colour", "born");
        Table other = Table.of(NumericColumn.of("agee", 1), NumericColumn.of("z", 1), NumericColumn.of("born", 1));
        assertThatThrownBy(() -> TableFeatures.matching(training.features(), other))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("does not have: \"age\", \"colour\".")
                .hasMessageContaining("Is \"agee\" meant for \"age\"?")
                .hasMessageContaining("does not use: \"agee\", \"z\"");
    }

    @Test
    void levelsKeepTheirCodesAndUnknownOnesAreMissing() {
        List<Feature> model = List.of(Feature.categorical("colour", List.of("blue", "red")));
        Table other = Table.of(CategoricalColumn.of("colour", "green", "red", "amber", "blue", null));
        TableFeatures.Matched matched = TableFeatures.matching(model, other);
        assertThat(matched.features().column(0)).containsExactly(Float.NaN, 1, Float.NaN, 0, Float.NaN);
        assertThat(matched.unknownLevels()).isEqualTo(Map.of("colour", Set.of("amber", "green")));
        assertThat(matched.notes())
                .singleElement()
                .asString()
                .contains("2 levels")
                .contains("\"amber\", \"green\"");
    }

    @Test
    void levelsThatDoNotOccurAreNotReportedAsUnknown() {
        List<Feature> model = List.of(Feature.categorical("colour", List.of("red")));
        Table some = Table.of(CategoricalColumn.of("colour", "green", "red")).rows(new int[] {1});
        assertThat(TableFeatures.matching(model, some).notes()).isEmpty();
    }

    @Test
    void aCategoricalFeatureTakesNumbersAndTextByWhatTheyAreAsText() {
        List<Feature> model = List.of(Feature.categorical("code", List.of("1", "2", "A")));
        assertThat(TableFeatures.matching(model, Table.of(NumericColumn.of("code", 2.0, 1, 7)))
                        .features()
                        .column(0))
                .containsExactly(1, 0, Float.NaN);
        assertThat(TableFeatures.matching(model, Table.of(TextColumn.of("code", "A", "B")))
                        .features()
                        .column(0))
                .containsExactly(2, Float.NaN);
    }

    @Test
    void textInPlaceOfNumbersIsRefusedByItsRow() {
        List<Feature> model = List.of(Feature.numeric("age"));
        assertThatThrownBy(() -> TableFeatures.matching(model, Table.of(CategoricalColumn.of("age", "1", "12O"))))
                .hasMessageContaining("\"age\"")
                .hasMessageContaining("\"12O\" in row 1");
        assertThat(TableFeatures.matching(model, Table.of(CategoricalColumn.of("age", new @Nullable String[2])))
                        .features()
                        .column(0))
                .containsExactly(Float.NaN, Float.NaN);
    }
}
