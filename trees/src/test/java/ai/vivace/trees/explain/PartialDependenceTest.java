package ai.vivace.trees.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.plot.Chart;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Predictor;
import ai.vivace.trees.TestData;
import ai.vivace.trees.TreeEnsemble;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialDependenceTest {
    private static final PartialDependence QUICK = PartialDependence.standard().threads(1);

    /** A rule whose dependence is known: 3 times the first number, plus the product of both. */
    private static final Predictor RULE = rows -> {
        double[][] predicted = new double[rows.rows()][];
        for (int row = 0; row < predicted.length; row++) {
            double a = rows.column(0)[row];
            double b = rows.column(1)[row];
            predicted[row] = new double[] {3 * a + a * b};
        }
        return predicted;
    };

    private static final Features TABLE = Features.ofColumns(new float[][] {{0, 1, 2, 3}, {1, 1, 5, 5}});

    @Test
    void meanAndRowsFollowTheRule() {
        DependenceCurve curve = QUICK.of(RULE, TABLE, "feature 0");
        assertThat(curve.values()).containsExactly(0, 1, 2, 3);
        assertThat(curve.mean(0)).containsExactly(0, 6, 12, 18);
        assertThat(curve.row(0, 0)).containsExactly(0, 4, 8, 12);
        assertThat(curve.row(3, 0)).containsExactly(0, 8, 16, 24);
        DependenceSurface surface = QUICK.of(RULE, TABLE, "feature 1", "feature 0");
        assertThat(surface.firstValues()).containsExactly(1, 5);
        assertThat(surface.means(0)).isDeepEqualTo(new double[][] {{0, 4, 8, 12}, {0, 8, 16, 24}});
    }

    @Test
    void valuesOfOnesOwnTakeTheGridsPlace() {
        DependenceCurve curve = QUICK.at(RULE, TABLE, "feature 0", 1.5f, 10);
        assertThat(curve.values()).containsExactly(1.5f, 10);
        assertThat(curve.mean(0)).containsExactly(9, 60);
        assertThatThrownBy(() -> QUICK.at(RULE, TABLE, "feature 0")).hasMessage("Dependence needs at least 1 value.");
    }

    @Test
    void meanIsTheMeanOfTheRowsLines() {
        MixedData data = MixedData.of(200, 3);
        TreeEnsemble model =
                GradientBoosting.standard().rounds(10).threads(1).fit(data.features(), data.threeClasses());
        DependenceCurve curve = QUICK.of(model, data.features(), "age");
        assertThat(curve.rows()).isEqualTo(200);
        assertThat(curve.outputs()).isEqualTo(3);
        double[] mean = new double[curve.values().length];
        for (int row = 0; row < 200; row++) {
            double[] line = curve.row(row, 2);
            Arrays.setAll(mean, i -> mean[i] + line[i] / 200);
        }
        for (int i = 0; i < mean.length; i++) {
            assertThat(curve.mean(2)[i]).isCloseTo(mean[i], within(1e-12));
        }
    }

    @Test
    void gridsAreQuantilesOrAllValuesOrLevels() {
        float[] many = new float[1001];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        Feature number = Feature.numeric("x");
        assertThat(Grid.standard().points(3).of(number, many)).containsExactly(50, 500, 950);
        assertThat(Grid.standard().points(5).between(0, 1).of(number, many)).containsExactly(0, 250, 500, 750, 1000);
        assertThat(Grid.standard().of(number, new float[] {3, Float.NaN, 1, 3, -0f, 0f}))
                .containsExactly(0, 1, 3);
        assertThat(Grid.standard()
                        .points(2)
                        .of(Feature.categorical("c", List.of("a", "b", "c", "d")), new float[] {3, 0, 1, 0}))
                .containsExactly(0, 1, 3);
        assertThatThrownBy(() -> Grid.standard().of(number, new float[] {Float.NaN}))
                .hasMessage("All values of column \"x\" are missing.");
        assertThatThrownBy(() -> Grid.standard().between(0.9, 0.1)).hasMessageContaining("but are 0.9 and 0.1");
    }

    @Test
    void someRowsStandForAllAndTheSameForAnyThreads() {
        TestData data = TestData.exclusiveOr(500, 3);
        TreeEnsemble model = GradientBoosting.standard().rounds(5).threads(1).fit(data.features(), data.target());
        DependenceCurve one = QUICK.rows(50).of(model, data.features(), "feature 2");
        assertThat(one.rows()).isEqualTo(50);
        assertThat(QUICK.rows(50)
                        .threads(3)
                        .of(model, data.features(), "feature 2")
                        .mean(1))
                .isEqualTo(one.mean(1));
        assertThat(QUICK.rows(50)
                        .seed(1)
                        .of(model, data.features(), "feature 2")
                        .mean(1))
                .isNotEqualTo(one.mean(1));
    }

    @Test
    void chartsShowLinesBarsAndColours() {
        MixedData data = MixedData.of(200, 3);
        TreeEnsemble model = GradientBoosting.standard().rounds(5).threads(1).fit(data.features(), data.twoClasses());
        Chart lines = QUICK.of(model, data.features(), "age").chart(1, "probability of yes");
        assertThat(lines.svg()).contains("Dependence on age", "one row", "mean", "probability of yes");
        Chart bars = QUICK.of(model, data.features(), "town").chart(1, "probability of yes");
        assertThat(bars.terminal(TerminalStyle.unicode())).contains("town 6", "mean of probability of yes");
        Chart colours = QUICK.of(model, data.features(), "age", "fare").chart(1, "probability of yes");
        assertThat(colours.title()).startsWith("probability of yes, above or below 0.");
    }

    @Test
    void unknownColumnsAreRefusedWithTheNearest() {
        assertThatThrownBy(() -> QUICK.of(RULE, TABLE, "feature 2"))
                .hasMessageContaining("Did you mean \"feature 0\"?");
        assertThatThrownBy(() -> QUICK.of(RULE, TABLE, "feature 1", "feature 1"))
                .hasMessageContaining("Two different columns");
    }
}
