package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaBoostTest {
    /** The textbook's ten numbers: errors 0.3, 0.2143 and 0.1818; votes by the logarithm of (1 - e) / e. */
    @Test
    void threeStumpsLearnTheTextbookExampleWithItsThresholdsAndVotes() {
        Features features = Features.ofColumns(new float[][] {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}});
        Target target = Target.classes(TestData.yesNo(), 1, 1, 1, 0, 0, 0, 1, 1, 1, 0);
        TreeEnsemble model = AdaBoost.standard().rounds(3).fit(features, target);

        assertThat(model.trees()).extracting(tree -> tree.threshold(0)).containsExactly(2.5, 8.5, 5.5);
        List<Double> votes = model.factors();
        assertThat(votes.get(1) / votes.get(0)).isCloseTo(1.29928298 / 0.84729786, within(1e-7));
        assertThat(votes.get(2) / votes.get(0)).isCloseTo(1.50407740 / 0.84729786, within(1e-7));
        assertThat(Measures.accuracy().of(target, model.predict(features))).isEqualTo(1);
    }

    @Test
    void probabilitiesAreTheSoftmaxOfTheMeanVote() {
        Features features = Features.ofColumns(new float[][] {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}});
        Target target = Target.classes(TestData.yesNo(), 1, 1, 1, 0, 0, 0, 1, 1, 1, 0);
        TreeEnsemble model = AdaBoost.standard().rounds(3).fit(features, target);
        double all = 0.84729786 + 1.29928298 + 1.50407740;
        // 0 is below 2.5 and 8.5, which say yes, and below 5.5, which says no.
        double vote = (0.84729786 + 1.29928298 - 1.50407740) / all / 2;
        double expected = Math.exp(vote) / (Math.exp(vote) + Math.exp(-vote));
        assertThat(model.predict(new float[] {0})[1]).isCloseTo(expected, within(1e-7));
    }

    @Test
    void severalClassesAreLearnt() {
        TestData iris = TestData.iris();
        TreeEnsemble model = AdaBoost.standard().fit(iris.features(), iris.target());
        assertThat(Measures.accuracy().of(iris.target(), model.predict(iris.features())))
                .isGreaterThan(0.94);
    }

    @Test
    void aTreeThatIsRightOnAllRowsEndsIt() {
        TestData iris = TestData.iris();
        TreeEnsemble model =
                AdaBoost.standard().limits(limits -> limits.depth(8)).fit(iris.features(), iris.target());
        assertThat(model.trees()).hasSize(1);
    }

    @Test
    void numbersAreTheWeightedMedianOfTrees() {
        TestData diabetes = TestData.diabetes();
        TreeEnsemble model = AdaBoost.standard().fit(diabetes.features(), diabetes.target());
        TreeEnsemble single =
                DecisionTree.standard().limits(limits -> limits.depth(3)).fit(diabetes.features(), diabetes.target());
        Measure error = Measures.rootMeanSquare();
        assertThat(error.of(diabetes.target(), model.predict(diabetes.features())))
                .isLessThan(error.of(diabetes.target(), single.predict(diabetes.features())));
        float[] row = diabetes.features().row(7);
        double answer = model.predict(row)[0];
        double below = 0;
        double upTo = 0;
        double all = 0;
        for (int i = 0; i < model.trees().size(); i++) {
            Tree tree = model.trees().get(i);
            double own = tree.value(tree.leaf(row), 0);
            all += model.factors().get(i);
            below += own < answer ? model.factors().get(i) : 0;
            upTo += own <= answer ? model.factors().get(i) : 0;
        }
        assertThat(below).isLessThan(all / 2);
        assertThat(upTo).isGreaterThanOrEqualTo(all / 2);
    }

    @Test
    void aFirstTreeNoBetterThanGuessingIsSaid() {
        Features features = Features.ofColumns(new float[][] {{1, 1, 2, 2}});
        Target target = Target.classes(TestData.yesNo(), 0, 1, 0, 1);
        assertThatThrownBy(() -> AdaBoost.standard().fit(features, target))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no better than guessing");
    }
}
