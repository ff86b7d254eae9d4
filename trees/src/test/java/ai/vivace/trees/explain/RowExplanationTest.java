package ai.vivace.trees.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.Target;
import ai.vivace.trees.TestData;
import ai.vivace.trees.TreeEnsemble;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowExplanationTest {
    @Test
    void baseAndValuesAddUpToTheSum() {
        TestData iris = TestData.iris();
        TreeEnsemble model = GradientBoosting.standard().rounds(10).threads(1).fit(iris.features(), iris.target());

        for (int output = 0; output < 3; output++) {
            RowExplanation explained = RowExplanation.of(model, iris.features().row(70), output);
            double values = explained.values().stream()
                    .mapToDouble(RowExplanation.Value::value)
                    .sum();

            assertThat(explained.base() + values).isCloseTo(explained.sum(), within(1e-9));
            assertThat(explained.sum()).isEqualTo(model.raw(iris.features().row(70))[output]);
            assertThat(explained.values().stream().map(value -> Math.abs(value.value())))
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    @Test
    void valuesAreToldAsPeopleWriteThem() {
        Features features = Features.of(
                List.of(Feature.numeric("age"), Feature.categorical("sex", List.of("f", "m")), Feature.numeric("late")),
                new float[][] {{1.5f, 2}, {1, 0}, {Float.NaN, 3}});
        TreeEnsemble model = DecisionTree.standard().fit(features, Target.numbers(1, 2));

        assertThat(RowExplanation.of(model, features.row(0), 0).values())
                .extracting(RowExplanation.Value::column, RowExplanation.Value::text)
                .containsExactlyInAnyOrder(tuple("age", "1.5"), tuple("sex", "m"), tuple("late", "missing"));
    }

    @Test
    void columnsThatDoNotFitAreTakenTogether() {
        TestData cancer = TestData.breastCancer();
        TreeEnsemble model = GradientBoosting.standard().rounds(5).threads(1).fit(cancer.features(), cancer.target());
        RowExplanation explained = RowExplanation.of(model, cancer.features().row(0), 0);

        // The mean, three columns, 27 others, the sum.
        assertThat(explained.table(3).rows()).hasSize(6);
        assertThat(explained.table(3).rows().get(4).get(0)).isEqualTo("27 others");
        assertThat(explained.table(40).rows()).hasSize(32);
        assertThat(explained.chart(3).title()).contains("benign (log-odds)");
    }

    @Test
    void anOutputThatIsNotThereIsNamed() {
        TestData iris = TestData.iris();
        TreeEnsemble model = DecisionTree.standard().fit(iris.features(), iris.target());

        assertThatThrownBy(() -> RowExplanation.of(model, iris.features().row(0), 3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("outputs 0 to 2, but came 3");
    }
}
