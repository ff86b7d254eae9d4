package ai.vivace.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.Goldens;
import ai.vivace.base.InputException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionMatrixTest {
    @ParameterizedTest
    @ValueSource(strings = {"multiclass", "multiclass_class_never_predicted"})
    void scoresEqualScikitLearn(String name) {
        JsonNode data = Goldens.torch().get("metrics").get(name);
        ConfusionMatrix matrix =
                ConfusionMatrix.of(4, Goldens.longs(data.get("predicted")), Goldens.longs(data.get("y")));
        JsonNode rows = data.get("confusion_rows_true");
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(matrix.count(i, j)).isEqualTo(rows.get(i).get(j).asLong());
            }
            assertClose(matrix.precision(i), data.get("precision_per_class").get(i));
            assertClose(matrix.recall(i), data.get("recall_per_class").get(i));
            assertClose(matrix.f1(i), data.get("f1_per_class").get(i));
        }
        assertClose(matrix.accuracy(), data.get("accuracy"));
        assertClose(matrix.precision(Averaging.MACRO), data.get("precision_macro"));
        assertClose(matrix.recall(Averaging.MICRO), data.get("recall_micro"));
        assertClose(matrix.f1(Averaging.WEIGHTED), data.get("f1_weighted"));
    }

    @Test
    void macroLeavesOutClassesThatNeverOccur() {
        ConfusionMatrix matrix = ConfusionMatrix.of(3, new long[] {0, 1, 1}, new long[] {0, 1, 0});
        assertThat(matrix.recall(Averaging.MACRO)).isEqualTo(0.75);
    }

    @Test
    void intersectionOverUnionIsTheOverlapOfTwoSets() {
        ConfusionMatrix matrix = ConfusionMatrix.of(new long[][] {{5, 1}, {3, 9}});
        assertThat(matrix.intersectionOverUnion(0)).isEqualTo(5 / 9.0);
        assertThat(matrix.intersectionOverUnion(Averaging.MACRO)).isCloseTo((5 / 9.0 + 9 / 13.0) / 2, within(1e-12));
        assertThat(matrix.intersectionOverUnion(Averaging.MICRO)).isEqualTo(14 / 22.0);
    }

    @Test
    void commonestMistakesComeFirst() {
        ConfusionMatrix matrix = ConfusionMatrix.of(new long[][] {{5, 1, 0}, {3, 9, 2}, {0, 0, 4}});
        assertThat(matrix.mostConfused(2))
                .containsExactly(new ConfusionMatrix.Confusion(1, 0, 3), new ConfusionMatrix.Confusion(1, 2, 2));
        assertThat(matrix.total()).isEqualTo(24);
        assertThat(matrix.actual(1)).isEqualTo(14);
        assertThat(matrix.predicted(1)).isEqualTo(10);
    }

    @Test
    void tableIsAligned() {
        ConfusionMatrix matrix = ConfusionMatrix.of(new long[][] {{5, 11}, {3, 9}});
        assertThat(matrix.table(List.of("cat", "horse")).lines())
                .containsExactly(
                        "       cat  horse", //
                        "─────  ───  ─────",
                        "cat      5     11",
                        "horse    3      9");
    }

    @Test
    void numbersOutsideTheClassesAreErrorsThatNameTheRow() {
        assertThatThrownBy(() -> ConfusionMatrix.of(2, new long[] {0, 1}, new long[] {0, 2}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Row 1 has the target 2");
        assertThatThrownBy(() -> ConfusionMatrix.of(2, new long[] {0}, new long[] {0, 1}))
                .hasMessageContaining("1 predictions but 2 targets");
        assertThatThrownBy(() -> ConfusionMatrix.of(new long[][] {{1, 2}})).hasMessageContaining("square");
    }

    private static void assertClose(double ours, JsonNode golden) {
        assertThat(ours).isCloseTo(golden.asDouble(), within(1e-8));
    }
}
