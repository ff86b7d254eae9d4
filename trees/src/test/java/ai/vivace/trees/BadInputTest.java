package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What comes of data that nothing, or not everything, can be learnt from; tables are in {@link TrainingTableTest}. */
class BadInputTest {
    private static final float MISSING = Float.NaN;
    private static final GradientBoosting BOOSTING =
            GradientBoosting.standard().rounds(3).threads(1);

    private static final List<BiFunction<Features, Target, TreeEnsemble>> FITS = List.of(
            BOOSTING::fit,
            GradientBoosting.likeLightGbm().rounds(3).threads(1)::fit,
            DecisionTree.standard()::fit,
            Forest.random().trees(3).threads(1)::fit,
            Forest.extraTrees().trees(3).threads(1)::fit);

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static Features column(float... values) {
        return Features.ofColumns(new float[][] {values});
    }

    private static Target yesNo(int... classes) {
        return Target.classes(TestData.yesNo(), classes);
    }

    // ---- targets

    @Test
    void aConstantNumberIsPredicted() {
        for (var fit : FITS) {
            TreeEnsemble model = fit.apply(column(1, 2, 3, 4), Target.numbers(7, 7, 7, 7));
            assertThat(model.predict(new float[] {2.5f})[0]).isCloseTo(7, within(1e-12));
        }
    }

    @Test
    void oneClassIsRefused() {
        refused("All rows are of one class, so that there is nothing to learn.", () -> yesNo(1, 1));
    }

    @Test
    void aClassOfOneRowIsLearnt() {
        for (var fit : List.of(FITS.get(0), FITS.get(2))) {
            TreeEnsemble model = fit.apply(column(1, 2, 3, 4, 5, 6, 7, 8), yesNo(0, 0, 0, 0, 0, 0, 0, 1));
            double[] predicted = model.predict(new float[] {8});
            assertThat(predicted[1]).isPositive().isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aClassWithoutRowsHasSomeProbabilityLeft() {
        Task.Classification three = new Task.Classification(List.of("a", "b", "c"));
        TreeEnsemble model = BOOSTING.fit(column(1, 2, 3, 4), Target.classes(three, 0, 0, 2, 2));
        double[] predicted = model.predict(new float[] {1});
        assertThat(predicted[1]).isBetween(0.0, 1e-4);
        assertThat(Arrays.stream(predicted).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void numbersThatAreNoneAreRefusedByTheirRow() {
        refused(
                "The target must be numbers, but row 1 has Infinity. Leave out rows without a target.",
                () -> Target.numbers(1, Double.POSITIVE_INFINITY));
        refused("Row 2 is of class 2, but classes are 0 to 1.", () -> yesNo(0, 1, 2));
        refused("Row 0 is of class -1, but classes are 0 to 1.", () -> yesNo(-1, 1));
    }

    @Test
    void numbersOutOfAnObjectivesRangeAreRefusedByTheirRow() {
        Features features = column(1, 2, 3);
        refused(
                "The objective poisson is for numbers of at least 0, but row 2 has -1.0.",
                () -> BOOSTING.objective(Objectives.poisson()).fit(features, Target.numbers(1, 2, -1)));
        refused(
                "The objective gamma is for numbers above 0, but row 0 has 0.0.",
                () -> BOOSTING.objective(Objectives.gamma()).fit(features, Target.numbers(0, 2, 1)));
        refused(
                "The objective tweedie 1.5 is for numbers of at least 0, but row 1 has -2.0.",
                () -> BOOSTING.objective(Objectives.tweedie(1.5)).fit(features, Target.numbers(0, -2, 1)));
        refused(
                "The objective poisson needs a number above 0, but all are 0.",
                () -> BOOSTING.objective(Objectives.poisson()).fit(features, Target.numbers(0, 0, 0)));
        refused(
                "The Poisson impurity is for numbers of at least 0, but row 1 has -0.5.",
                () -> DecisionTree.standard().impurity(Impurity.POISSON).fit(features, Target.numbers(0, -0.5, 1)));
        refused(
                "Relevance must be at least 0, but row 1 has -1.0.",
                () -> Target.relevance(new double[] {0, -1}, new int[] {2}));
    }

    @Test
    void logisticIsForTwoClasses() {
        TestData iris = TestData.iris();
        assertThatThrownBy(() -> BOOSTING.objective(Objectives.logistic()).fit(iris.features(), iris.target()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("The objective logistic is for two classes, but the target is Classification");
    }

    // ---- weights

    @Test
    void weightsBelowZeroOrAllZeroAreRefused() {
        Target target = yesNo(0, 1, 0);
        refused("Weights must be at least 0, but row 1 has -2.0.", () -> target.weights(1, -2, 1));
        refused("Weights must be at least 0, but row 2 has NaN.", () -> target.weights(1, 2, Double.NaN));
        refused("All weights are 0.", () -> target.weights(0, 0, 0));
        refused("There are 2 weights for 3 rows.", () -> target.weights(1, 1));
    }

    @Test
    void aClassWithoutWeightIsRefused() {
        refused(
                "The rows of class \"yes\" all have weight 0, so that there is nothing to learn. Give some of them weight.",
                () -> BOOSTING.fit(column(1, 2, 3), yesNo(0, 1, 0).weights(1, 0, 1)));
        refused(
                "The rows of class \"no\" all have weight 0, so that there is nothing to learn. Give some of them weight.",
                () -> BOOSTING.classWeights(new ClassWeights.Given(List.of(0.0, 2.0)))
                        .fit(column(1, 2, 3), yesNo(0, 1, 0)));
    }

    // ---- columns

    @Test
    void aColumnWithoutValuesIsNeverLookedAt() {
        float[] known = {1, 2, 3, 4, 5, 6, 7, 8};
        float[] none = new float[8];
        Arrays.fill(none, MISSING);
        Features features = Features.ofColumns(new float[][] {none, known});
        for (var fit : FITS) {
            TreeEnsemble model = fit.apply(features, Target.numbers(1, 1, 1, 1, 9, 9, 9, 9));
            for (Tree tree : model.trees()) {
                for (int node = 0; node < tree.nodes(); node++) {
                    assertThat(tree.feature(node)).isNotZero();
                }
            }
            // A value where there was none in training is no reason for another answer.
            assertThat(model.predict(new float[] {3, 2})).isEqualTo(model.predict(new float[] {MISSING, 2}));
        }
    }

    @Test
    void nothingButMissingValuesGivesTheMean() {
        for (var fit : List.of(FITS.get(0), FITS.get(2))) {
            TreeEnsemble model = fit.apply(column(MISSING, MISSING, MISSING), Target.numbers(1, 2, 6));
            assertThat(model.predict(new float[] {5})[0]).isCloseTo(3, within(1e-12));
        }
    }

    @Test
    void infiniteValuesAreRefusedByColumnAndRow() {
        refused(
                "Column \"feature 1\" is infinite in row 1. Replace infinite values by missing ones (NaN) or by a bound.",
                () -> Features.ofColumns(new float[][] {{1, 2}, {3, Float.NEGATIVE_INFINITY}}));
        // What does not fit float32 is infinite in it.
        refused(
                "Column \"feature 0\" is infinite in row 0. Replace infinite values by missing ones (NaN) or by a bound.",
                () -> Features.ofRows(new double[][] {{1e39}}));
    }

    @Test
    void noRowsNoColumnsAndRaggedRowsAreRefused() {
        refused("There are no rows.", () -> Features.ofColumns(new float[][] {{}}));
        refused("There are no rows.", () -> Features.ofRows(new double[][] {}));
        refused(
                "Each of at least 1 column needs a feature, but came 0 columns and 0 features.",
                () -> Features.ofColumns(new float[][] {}));
        List<Feature> two = List.of(Feature.numeric("a"), Feature.numeric("b"));
        refused("There are no rows.", () -> Features.ofRows(two, new float[0]));
        refused("3 numbers are not rows of 2 columns.", () -> Features.ofRows(two, new float[3]));
        refused("0 numbers are not rows of 0 columns.", () -> Features.ofRows(List.of(), new float[0]));
        refused("Row 1 has 1 values, but row 0 has 2.", () -> Features.ofRows(new double[][] {{1, 2}, {3}}));
        refused(
                "Column \"feature 1\" has 1 rows, but the first has 2.",
                () -> Features.ofColumns(new float[][] {{1, 2}, {3}}));
        refused(
                "There are 2 rows of features, but 1 of the target.",
                () -> BOOSTING.fit(column(1, 2), Target.numbers(1)));
    }

    @Test
    void oneRowIsItsOwnMean() {
        for (var fit : FITS) {
            TreeEnsemble model = fit.apply(column(3), Target.numbers(5));
            assertThat(model.predict(new float[] {4})[0]).isCloseTo(5, within(1e-12));
        }
    }

    @Test
    void aLevelThatTrainingDidNotHaveGoesWhereMissingValuesGo() {
        Feature town = Feature.categorical("town", List.of("Rome", "Oslo", "Bonn"));
        float[] codes = new float[60];
        double[] numbers = new double[60];
        for (int row = 0; row < 60; row++) {
            codes[row] = row % 3 == 2 ? MISSING : row % 3;
            numbers[row] = row % 3;
        }
        Features features = Features.of(List.of(town), new float[][] {codes});
        for (var fit : List.of(FITS.get(0), FITS.get(2))) {
            TreeEnsemble model = fit.apply(features, Target.numbers(numbers));
            double[] missing = model.predict(new float[] {MISSING});
            // Bonn has a code but no rows; 7 has not even a code.
            assertThat(model.predict(new float[] {2})).isEqualTo(missing);
            assertThat(model.predict(new float[] {7})).isEqualTo(missing);
        }
        refused(
                "Column \"town\" has levels 0 to 2, but row 0 has 7.0.",
                () -> Features.of(List.of(town), new float[][] {{7}}));
    }

    // ---- constraints

    @Test
    void constraintsOfUnknownColumnsAreRefused() {
        Features features = Features.of(
                List.of(Feature.numeric("age"), Feature.categorical("town", List.of("Rome", "Oslo"))),
                new float[][] {{1, 2}, {0, 1}});
        Target target = Target.numbers(1, 2);
        refused("A constraint names column \"aeg\", but the columns are age, town.", () -> BOOSTING.constraints(
                        new Constraints(Map.of("aeg", 1), List.of()))
                .fit(features, target));
        refused("A constraint names column \"city\", but the columns are age, town.", () -> BOOSTING.constraints(
                        new Constraints(Map.of(), List.of(Set.of("age", "city"))))
                .fit(features, target));
        refused(
                "Column \"town\" has levels without order, so that nothing can rise or fall with it.",
                () -> BOOSTING.constraints(new Constraints(Map.of("town", -1), List.of()))
                        .fit(features, target));
        refused(
                "Column \"age\" may be bound to rise (1) or to fall (-1), but came 2.",
                () -> new Constraints(Map.of("age", 2), List.of()));
    }

    // ---- other columns when a model is used

    private static final Feature AGE = Feature.numeric("age");
    private static final Feature TOWN = Feature.categorical("town", List.of("Rome", "Oslo"));
    private static final Features KNOWN =
            Features.of(List.of(AGE, TOWN), new float[][] {{1, 2, 3, 4, 5, 6, 7, 8}, {0, 1, 0, 1, 0, 1, 0, 1}});
    private static final TreeEnsemble MODEL =
            DecisionTree.standard().fit(KNOWN, Target.numbers(1, 12, 3, 14, 5, 16, 7, 18));

    @Test
    void columnsAreMatchedByNameInWhateverOrder() {
        Features turned = Features.of(List.of(TOWN, AGE), new float[][] {{1, 0}, {2, 7}});
        assertThat(MODEL.predict(turned)).isDeepEqualTo(new double[][] {{12}, {7}});
    }

    @Test
    void levelsAreMatchedByName() {
        Feature town = Feature.categorical("town", List.of("Bonn", "Oslo", "Rome"));
        Features other = Features.of(List.of(AGE, town), new float[][] {{2, 7, 3}, {1, 2, 0}});
        double unknown = MODEL.predict(new float[] {3, MISSING})[0];
        assertThat(MODEL.predict(other)).isDeepEqualTo(new double[][] {{12}, {7}, {unknown}});
    }

    @Test
    void columnsWithoutNamesAreMatchedByTheirPlaces() {
        TreeEnsemble model =
                DecisionTree.standard().fit(Features.of(List.of(AGE), new float[][] {{1, 2}}), Target.numbers(3, 4));
        assertThat(model.predict(column(2, 1))).isDeepEqualTo(new double[][] {{4}, {3}});
        refused(
                "The model has 1 columns, but came 2.",
                () -> model.predict(Features.ofColumns(new float[][] {{1}, {2}})));
    }

    @Test
    void otherColumnsAreAllListed() {
        Features other = Features.of(
                List.of(AGE, Feature.numeric("weight"), Feature.numeric("height")), new float[][] {{1}, {2}, {3}});
        refused(
                "The rows' columns are not the model's: town missing, weight, height not known to it. Give the columns that"
                        + " it was trained on, in any order.",
                () -> MODEL.predict(other));
        refused(
                "The model's column \"town\" is CATEGORICAL, but came one that is NUMERIC.",
                () -> MODEL.predict(Features.of(List.of(AGE, Feature.numeric("town")), new float[][] {{1}, {2}})));
    }

    @Test
    void validationDataAreMatchedTooAndBoostingGoesOnWithTheSameColumnsOnly() {
        Target target = Target.numbers(1, 12, 3, 14, 5, 16, 7, 18);
        Features turned = Features.of(List.of(TOWN, AGE), new float[][] {KNOWN.column(1), KNOWN.column(0)});
        GradientBoosting boosting = BOOSTING.leastHessian(0);
        assertThat(boosting.fit(KNOWN, target, turned, target).history())
                .isEqualTo(boosting.fit(KNOWN, target, KNOWN, target).history());
        TreeEnsemble model = boosting.fit(KNOWN, target);
        refused(
                "Boosting goes on with the columns and outputs of its model, 2 and 1, but came 1 and 1.",
                () -> boosting.resume(model, column(1, 2, 3, 4, 5, 6, 7, 8), target));
    }
}
