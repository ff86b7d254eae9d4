package ai.vivace.trees.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.trees.Measures;
import ai.vivace.trees.TestData;
import ai.vivace.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingPlanTest {
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void everyAlgorithmLearnsClassesAndNumbers(Algorithm algorithm) {
        TestData iris = TestData.iris();
        TestData diabetes = TestData.diabetes();
        TrainingPlan plan = TrainingPlan.of(algorithm).threads(2);
        TrainingPlan small = algorithm == Algorithm.TREE ? plan : plan.with(Setting.ROUNDS, 20);

        TreeEnsemble classes = small.fit(iris.features(), iris.target()).model();
        TreeEnsemble numbers = small.fit(diabetes.features(), diabetes.target()).model();

        assertThat(Measures.accuracy().of(iris.target(), classes.predict(iris.features())))
                .isGreaterThan(0.93);
        assertThat(Measures.determination().of(diabetes.target(), numbers.predict(diabetes.features())))
                .isGreaterThan(0.35);
    }

    @Test
    void roundsAreFoundOnTheTrainingRowsWhateverTheThreads() {
        TestData cancer = TestData.breastCancer();
        TrainingPlan.Trained one = TrainingPlan.of(Algorithm.BOOSTING)
                .with(Setting.DEPTH, 3)
                .threads(1)
                .fit(cancer.features(), cancer.target());
        TrainingPlan.Trained three = TrainingPlan.of(Algorithm.BOOSTING)
                .with(Setting.DEPTH, 3)
                .threads(3)
                .fit(cancer.features(), cancer.target());

        assertThat(one.model().predict(cancer.features()))
                .isDeepEqualTo(three.model().predict(cancer.features()));
        assertThat(one.choice())
                .isEqualTo(one.model().trees().size() + " rounds by log loss on 5 folds of the training rows");
        assertThat(one.model().trees()).hasSizeBetween(20, 500);
    }

    @Test
    void roundsThatAreGivenAreTaken() {
        TestData iris = TestData.iris();
        TrainingPlan.Trained trained =
                TrainingPlan.of(Algorithm.XGBOOST).with(Setting.ROUNDS, 7).fit(iris.features(), iris.target());

        assertThat(trained.choice()).isEmpty();
        assertThat(trained.model().trees()).hasSize(3 * 7);
    }

    @Test
    void aSingleTreeIsAsSmallAsItsErrorAllows() {
        TestData iris = TestData.iris();
        TrainingPlan.Trained trained = TrainingPlan.of(Algorithm.TREE).fit(iris.features(), iris.target());

        assertThat(trained.model().trees().get(0).leaves()).isBetween(3, 6);
        assertThat(trained.choice()).contains("accuracy on 5 folds", "leaves");
        assertThat(TrainingPlan.of(Algorithm.TREE)
                        .with(Setting.DEPTH, 1)
                        .fit(iris.features(), iris.target())
                        .model()
                        .trees()
                        .get(0)
                        .leaves())
                .isEqualTo(2);
    }

    @Test
    void progressIsTold() {
        TestData iris = TestData.iris();
        List<String> told = new ArrayList<>();
        TrainingPlan.of(Algorithm.BOOSTING)
                .with(Setting.ROUNDS, 4)
                .fit(iris.features(), iris.target(), (done, all, what) -> told.add(done + " of " + all + " " + what));

        assertThat(told).hasSize(4).endsWith("4 of 4 training on all rows");
    }

    @Test
    void fewRowsAreEnough() {
        TestData few = TestData.iris().rows(0, 1, 60, 61, 120, 121);

        assertThat(TrainingPlan.of(Algorithm.BOOSTING)
                        .fit(few.features(), few.target())
                        .model()
                        .trees())
                .isNotEmpty();
        assertThat(TrainingPlan.of(Algorithm.TREE)
                        .fit(few.features(), few.target())
                        .model()
                        .trees())
                .hasSize(1);
    }

    @Test
    void aSettingThatDoesNotSuitNamesTheModelsThatHaveIt() {
        assertThatThrownBy(() -> TrainingPlan.of(Algorithm.FOREST).with(Setting.RATE, 0.1))
                .isInstanceOf(InputException.class)
                .hasMessage("There is no rate for the model forest, only for adaboost, boosting, xgboost, lightgbm.");
        assertThatThrownBy(() -> TrainingPlan.of(Algorithm.TREE).with(Setting.ROUNDS, 5))
                .hasMessageStartingWith("There is no rounds for the model tree, only for forest");
    }

    @Test
    void numbersOutOfRangeAreRefusedBeforeAnyTraining() {
        assertThatThrownBy(() -> TrainingPlan.of(Algorithm.BOOSTING).with(Setting.RATE, 3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("learning rate must be above 0 and at most 1, but is 3.0");
        assertThatThrownBy(() -> TrainingPlan.of(Algorithm.TREE).with(Setting.LEAVES, 1))
                .hasMessageContaining("at least 2 leaves");
        assertThatThrownBy(() -> TrainingPlan.of(Algorithm.FOREST).with(Setting.DEPTH, 1.5))
                .hasMessageContaining("depth is a whole number, but came 1.5");
    }

    @Test
    void namesAreFoundAndTheNearestSuggested() {
        for (Algorithm algorithm : Algorithm.values()) {
            assertThat(Algorithm.of(algorithm.label())).isEqualTo(algorithm);
        }
        assertThatThrownBy(() -> Algorithm.of("bosting")).hasMessageContaining("Did you mean \"boosting\"?");
    }

    @Test
    void whatIsSetIsTold() {
        assertThat(TrainingPlan.of(Algorithm.BOOSTING)
                        .with(Setting.LEAST_ROWS, 3)
                        .with(Setting.RATE, 0.05)
                        .told())
                .isEqualTo("gradient boosting, least-rows 3, rate 0.05");
    }
}
