package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.table.CategoricalColumn;
import ai.vivace.table.Column;
import ai.vivace.table.CsvFile;
import ai.vivace.table.DateColumn;
import ai.vivace.table.NumericColumn;
import ai.vivace.table.Table;
import ai.vivace.table.TextColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTableTest {
    private static final int ROWS = 40;

    private static Table tableWith(Column target) {
        Rng rng = Rng.of(1);
        return Table.of(
                NumericColumn.of("x", rng.doubles(ROWS).toArray()),
                CategoricalColumn.of(
                        "colour",
                        IntStream.range(0, ROWS).mapToObj(i -> "c" + i % 3).toArray(String[]::new)),
                target);
    }

    private static Column numbers(java.util.function.IntToDoubleFunction rule) {
        return NumericColumn.of("y", IntStream.range(0, ROWS).mapToDouble(rule).toArray());
    }

    private static Task guessed(Column target) {
        return TrainingTable.of(tableWith(target), "y").build().target().task();
    }

    @Test
    void levelsAndFewWholeNumbersAreClassesAndOtherNumbersAreNot() {
        assertThat(guessed(CategoricalColumn.of(
                        "y",
                        IntStream.range(0, ROWS)
                                .mapToObj(i -> i % 2 == 0 ? "yes" : "no")
                                .toArray(String[]::new))))
                .isEqualTo(new Task.Classification(List.of("no", "yes")));
        assertThat(guessed(numbers(i -> i % 2))).isEqualTo(new Task.Classification(List.of("0", "1")));
        assertThat(guessed(numbers(i -> i % 8 + 3)))
                .isEqualTo(new Task.Classification(List.of("3", "4", "5", "6", "7", "8", "9", "10")));
        assertThat(guessed(numbers(i -> i % 9))).isEqualTo(new Task.Regression());
        assertThat(guessed(numbers(i -> i % 2 / 2.0))).isEqualTo(new Task.Regression());
        assertThat(guessed(numbers(i -> i))).isEqualTo(new Task.Regression());
    }

    @Test
    void theGuessIsNotedAndMayBeOverruled() {
        Table table = tableWith(numbers(i -> i % 2));
        assertThat(TrainingTable.of(table, "y").build().notes()).anyMatch(note -> note.contains("2 different whole"));
        TrainingTable told =
                TrainingTable.of(table, "y").kind(TargetKind.NUMBERS).build();
        assertThat(told.target().task()).isEqualTo(new Task.Regression());
        assertThat(told.notes()).isEmpty();
        Table dates = tableWith(
                DateColumn.of("y", Collections.nCopies(ROWS, LocalDate.EPOCH).toArray(LocalDate[]::new)));
        assertThatThrownBy(() -> TrainingTable.of(dates, "y").build())
                .hasMessageContaining("should be numbers, but is date");
    }

    @Test
    void classesAreThoseThatOccurWithValuesInTheirOrder() {
        int[] codes = IntStream.range(0, ROWS).map(i -> i % 2 == 0 ? 3 : 1).toArray();
        TrainingTable data = TrainingTable.of(
                        tableWith(CategoricalColumn.of("y", List.of("a", "b", "c", "d"), codes)), "y")
                .build();
        assertThat(data.target().task()).isEqualTo(new Task.Classification(List.of("b", "d")));
        assertThat(data.target().value(0)).isEqualTo(1);
        assertThat(data.target().value(1)).isEqualTo(0);
        assertThat(data.features().features().stream().map(Feature::name)).containsExactly("x", "colour");
    }

    @Test
    void rowsWithoutATargetAreLeftOutAndCounted() {
        Table table = tableWith(numbers(i -> i % 4 == 0 ? Double.NaN : i / 7.0));
        TrainingTable data = TrainingTable.of(table, "y").build();
        assertThat(data.target().rows()).isEqualTo(30);
        assertThat(data.features().rows()).isEqualTo(30);
        assertThat(data.rows()).startsWith(1, 2, 3, 5);
        assertThat(data.target().value(3)).isEqualTo(5 / 7.0);
        assertThat(data.features().column(0)[3])
                .isEqualTo((float) table.numeric("x").value(5));
        assertThat(data.notes()).anyMatch(note -> note.contains("10 of 40 rows have no target"));
    }

    @Test
    void aTargetThatCannotBeLearntIsRefused() {
        assertThatThrownBy(
                        () -> TrainingTable.of(tableWith(numbers(i -> 3)), "y").build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is 3 in all 40 rows");
        assertThatThrownBy(() -> guessed(
                        CategoricalColumn.of("y", Collections.nCopies(ROWS, "a").toArray(String[]::new))))
                .hasMessageContaining("is a in all 40 rows");
        assertThatThrownBy(() -> guessed(numbers(i -> Double.NaN))).hasMessageContaining("missing in all rows");
        assertThatThrownBy(() -> guessed(numbers(i -> i == 0 ? 1 : Double.NaN))).hasMessageContaining("from one row");
        assertThatThrownBy(() -> guessed(numbers(i -> i == 7 ? Double.POSITIVE_INFINITY : i)))
                .hasMessageContaining("infinite in row 7");
        assertThatThrownBy(() -> guessed(TextColumn.of(
                        "y", IntStream.range(0, ROWS).mapToObj(i -> "t" + i).toArray(String[]::new))))
                .hasMessageContaining("40 different values in 40 rows");
        assertThatThrownBy(
                        () -> TrainingTable.of(tableWith(numbers(i -> i)), "yy").build())
                .hasMessageContaining("Did you mean \"y\"?");
        assertThatThrownBy(() -> TrainingTable.of(tableWith(numbers(i -> i)).head(0), "y")
                        .build())
                .hasMessageContaining("no rows");
        assertThatThrownBy(() -> TrainingTable.of(tableWith(numbers(i -> i)).head(1), "y")
                        .build())
                .hasMessageContaining("one row");
    }

    @Test
    void aClassOfOneRowIsWarnedOf() {
        TrainingTable data = TrainingTable.of(tableWith(numbers(i -> i == 5 ? 2 : i % 2)), "y")
                .build();
        assertThat(data.notes()).anyMatch(note -> note.contains("single row: \"2\""));
    }

    @Test
    void textAndConstantColumnsAreLeftOutUnlessNamed() {
        Table table = tableWith(numbers(i -> i / 7.0))
                .with(TextColumn.of(
                        "name", IntStream.range(0, ROWS).mapToObj(i -> "n" + i).toArray(String[]::new)))
                .with(NumericColumn.of(
                        "nothing",
                        Collections.nCopies(ROWS, Double.NaN).stream()
                                .mapToDouble(d -> d)
                                .toArray()))
                .with(NumericColumn.of("same", new int[ROWS]))
                .with(NumericColumn.of(
                        "sparse",
                        IntStream.range(0, ROWS)
                                .mapToDouble(i -> i % 2 == 0 ? 1 : Double.NaN)
                                .toArray()));
        TrainingTable data = TrainingTable.of(table, "y").build();
        assertThat(data.features().features().stream().map(Feature::name)).containsExactly("x", "colour", "sparse");
        assertThat(data.notes())
                .anyMatch(note -> note.contains("Left out as text") && note.contains("\"name\""))
                .anyMatch(note -> note.contains("same or missing") && note.contains("\"nothing\", \"same\""));
        assertThat(TrainingTable.of(table, "y")
                        .columns("same", "nothing", "x")
                        .build()
                        .features()
                        .count())
                .isEqualTo(3);
        assertThatThrownBy(() -> TrainingTable.of(table, "y").columns("name").build())
                .hasMessageContaining("is text");
        assertThatThrownBy(() -> TrainingTable.of(table, "y").columns("y").build())
                .hasMessageContaining("cannot be a feature");
        assertThatThrownBy(() -> TrainingTable.of(table, "y")
                        .without("x", "colour", "sparse")
                        .build())
                .hasMessageContaining("No column is left");
    }

    @Test
    void aColumnOfAllMissingValuesDoesNotStopTraining() {
        Table table = tableWith(numbers(i -> i / 7.0))
                .with(NumericColumn.of(
                        "nothing",
                        Collections.nCopies(ROWS, Double.NaN).stream()
                                .mapToDouble(d -> d)
                                .toArray()));
        TrainingTable data =
                TrainingTable.of(table, "y").columns("x", "nothing").build();
        TreeEnsemble model = GradientBoosting.standard().rounds(3).threads(1).fit(data.features(), data.target());
        TreeEnsemble without =
                GradientBoosting.standard().rounds(3).threads(1).fit(TableFeatures.of(table, "x"), data.target());
        assertThat(model.predict(data.features())).isDeepEqualTo(without.predict(TableFeatures.of(table, "x")));
    }

    @Test
    void aColumnThatCountsTheRowsIsNoted() {
        Table table = tableWith(numbers(i -> i / 7.0))
                .with(NumericColumn.of("id", IntStream.range(1, ROWS + 1).toArray()));
        assertThat(TrainingTable.of(table, "y").build().notes())
                .anyMatch(note -> note.contains("\"id\" counts the rows"));
        assertThat(TrainingTable.of(table, "y").without("id").build().notes()).isEmpty();
    }

    @Test
    void weightsComeFromAColumnThatIsNoFeature() {
        Table table = tableWith(numbers(i -> i == 0 ? Double.NaN : i / 7.0))
                .with(NumericColumn.of("w", IntStream.range(0, ROWS).toArray()));
        TrainingTable data = TrainingTable.of(table, "y").weights("w").build();
        assertThat(data.target().weight(0)).isEqualTo(1);
        assertThat(data.target().weight(38)).isEqualTo(39);
        assertThat(data.features().features().stream().map(Feature::name)).containsExactly("x", "colour");
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] weights = new double[ROWS];
            weights[3] = wrong;
            assertThatThrownBy(() -> TrainingTable.of(table.with(NumericColumn.of("w", weights)), "y")
                            .weights("w")
                            .build())
                    .hasMessageContaining("in row 3");
        }
    }

    @Test
    void irisFromItsFileTrainsAsFromItsArrays(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("iris.csv");
        try (InputStream in = TrainingTableTest.class.getResourceAsStream("/data/iris.csv")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        Table table = CsvFile.at(file).read();
        String target = table.names().get(table.names().size() - 1);
        TrainingTable data = TrainingTable.of(table, target).build();
        TestData iris = TestData.iris();
        TreeEnsemble model = DecisionTree.standard().fit(data.features(), data.target());
        TreeEnsemble expected = DecisionTree.standard().fit(iris.features(), iris.target());
        assertThat(model.predict(data.features())).isDeepEqualTo(expected.predict(iris.features()));
        assertThat(model.trees().get(0).nodes())
                .isEqualTo(expected.trees().get(0).nodes());
        assertThat(data.target().task()).isEqualTo(iris.target().task());

        Table shuffled = table.select(
                target,
                table.names().get(3),
                table.names().get(0),
                table.names().get(2),
                table.names().get(1));
        TableFeatures.Matched matched = TableFeatures.matching(model.features(), shuffled);
        assertThat(model.predict(matched.features())).isDeepEqualTo(expected.predict(iris.features()));
    }
}
