package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What the mathematics of cross-entropy promises; values are the specification's. */
class CrossEntropyLawsTest {
    private final CrossEntropy loss = CrossEntropy.standard();

    @Test
    void oneExampleStepByStep() {
        Tensor z = Tensor.of(new double[] {2, 1, 0.1}, Shape.of(1, 3));
        assertThat(z.exp().toDoubles())
                .containsExactly(new double[] {7.38905610, 2.71828183, 1.10517092}, within(1e-8));
        assertThat(z.exp().sum().item()).isCloseTo(11.21250885, within(1e-8));
        assertThat(loss.activate(z).toDoubles())
                .containsExactly(new double[] {0.65900114, 0.24243297, 0.09856589}, within(1e-8));
        assertThat(loss.mean(z, Tensor.ofLongs(0)).item()).isCloseTo(0.41703002, within(1e-8));
        z.requiresGrad(true);
        assertThat(Autograd.gradients(loss.mean(z, Tensor.ofLongs(0)), List.of(z), Autograd.Differentiable.NO)
                        .get(0)
                        .toDoubles())
                .containsExactly(new double[] {-0.34099886, 0.24243297, 0.09856589}, within(1e-8));
    }

    @Test
    void contractsValuesHoldInFloat64() {
        Tensor z = Tensor.of(new double[] {2, 1, 0.1, 0.5, 2.5, -1, 0, 0, 0, -1, 3, 2}, Shape.of(4, 3));
        Tensor y = Tensor.ofLongs(0, 1, 2, -100);
        Tensor soft = Tensor.of(new double[] {0.7, 0.2, 0.1, 0, 1, 0, 0.25, 0.25, 0.5, 0, 0.5, 0.5}, Shape.of(4, 3));
        CrossEntropy weighted = loss.classWeights(1, 2, 0.5);
        assertThat(loss.each(z, y).toDoubles())
                .containsExactly(new double[] {0.41703002, 0.15317821, 1.09861229, 0}, within(1e-8));
        assertThat(loss.mean(z, y).item()).isCloseTo(0.5562735, within(1e-7));
        assertThat(weighted.mean(z, y).item()).isCloseTo(0.36362645, within(1e-8));
        assertThat(weighted.each(z, y).sum().item()).isCloseTo(1.27269257, within(1e-8));
        assertThat(loss.smoothing(0.1).mean(z, y).item()).isCloseTo(0.64960684, within(1e-8));
        assertThat(weighted.smoothing(0.1).mean(z, y).item()).isCloseTo(0.44670068, within(1e-8));
        assertThat(loss.mean(z, soft).item()).isCloseTo(0.72134579, within(1e-8));
        assertThat(weighted.mean(z, soft).item()).isCloseTo(0.75943913, within(1e-8));
        z.requiresGrad(true);
        double[] gradient = Autograd.gradients(weighted.mean(z, y), List.of(z), Autograd.Differentiable.NO)
                .get(0)
                .toDoubles();
        assertThat(Arrays.copyOf(gradient, 3))
                .containsExactly(new double[] {-0.09742825, 0.06926656, 0.02816168}, within(1e-8));
        assertThat(Arrays.copyOfRange(gradient, 9, 12)).containsOnly(0);
    }

    @Test
    void smoothedLossIsSmallestAtTheEntropyOfItsTarget() {
        // q = (1 - 0.1) · onehot + 0.1 / 3, and z = log q.
        double[] q = {0.9 + 0.1 / 3, 0.1 / 3, 0.1 / 3};
        Tensor best = Tensor.of(q, Shape.of(1, 3)).log();
        double least = loss.smoothing(0.1).mean(best, Tensor.ofLongs(0)).item();
        assertThat(least).isCloseTo(Information.entropy(q), within(1e-9));
        for (double shift : new double[] {-0.1, 0.1}) {
            Tensor other = best.add(Tensor.of(new double[] {shift, 0, 0}, Shape.of(1, 3)));
            assertThat(loss.smoothing(0.1).mean(other, Tensor.ofLongs(0)).item())
                    .isGreaterThan(least);
        }
    }

    @RepeatedTest(5)
    void lossDoesNotChangeWhenAllLogitsOfARowShift(RepetitionInfo repetition) {
        Tensor z = FiniteDifferences.normal("shift" + repetition.getCurrentRepetition(), 3, 6, 4);
        Tensor y = Tensor.ofLongs(0, 1, 2, 3, 0, -100);
        Tensor shifts = FiniteDifferences.normal("by" + repetition.getCurrentRepetition(), 100, 6, 1);
        assertThat(loss.mean(z.add(shifts), y).item()).isCloseTo(loss.mean(z, y).item(), within(1e-10));
    }

    @RepeatedTest(10)
    void lossIsConvexAlongSegments(RepetitionInfo repetition) {
        int number = repetition.getCurrentRepetition();
        Tensor from = FiniteDifferences.normal("from" + number, 4, 5, 4);
        Tensor to = FiniteDifferences.normal("to" + number, 4, 5, 4);
        Tensor y = Tensor.ofLongs(0, 1, 2, 3, 1);
        for (CrossEntropy convex : List.of(loss, loss.smoothing(0.2), loss.classWeights(1, 2, 0.5, 3))) {
            double start = convex.mean(from, y).item();
            double end = convex.mean(to, y).item();
            for (double share = 0.1; share < 1; share += 0.2) {
                assertThat(convex.mean(from.lerp(to, share), y).item())
                        .isLessThanOrEqualTo((1 - share) * start + share * end + 1e-12);
            }
        }
    }

    @Test
    void orderInTheBatchDoesNotMatter() {
        Tensor z = FiniteDifferences.normal("order", 2, 6, 4);
        Tensor y = Tensor.ofLongs(0, 1, 2, 3, 0, -100);
        int[] permutation = Rng.of(1).permutation(6);
        Tensor order = Tensor.ofLongs(Arrays.stream(permutation).asLongStream().toArray());
        for (CrossEntropy any : List.of(loss, loss.smoothing(0.1), loss.classWeights(1, 2, 3, 4))) {
            assertThat(any.mean(z.indexSelect(0, order), y.indexSelect(0, order))
                            .item())
                    .isCloseTo(any.mean(z, y).item(), within(1e-12));
        }
    }

    @Test
    void gradientsAreFiniteDifferences() {
        Tensor z = FiniteDifferences.normal("gradient", 2, 5, 4);
        Tensor y = Tensor.ofLongs(0, 3, 2, -100, 1);
        for (CrossEntropy any : List.of(loss, loss.smoothing(0.1), loss.classWeights(1, 2, 0.5, 1), loss.strict())) {
            FiniteDifferences.agree(output -> any.mean(output, y), z);
        }
        Tensor soft = FiniteDifferences.normal("soft", 1, 5, 4).softmax(1);
        FiniteDifferences.agree(output -> loss.mean(output, soft), z);
    }

    @Test
    void gradientOfALogitSumsToZeroAndIsAtMostOne() {
        Tensor z = FiniteDifferences.normal("bounded", 30, 8, 5).requiresGrad(true);
        Tensor y = Tensor.ofLongs(0, 1, 2, 3, 4, 0, 1, 2);
        Tensor gradient = Autograd.gradients(loss.each(z, y).sum(), List.of(z), Autograd.Differentiable.NO)
                .get(0);
        assertThat(gradient.sum(1).toDoubles()).containsExactly(new double[8], within(1e-12));
        assertThat(gradient.abs().max().item()).isLessThanOrEqualTo(1);
    }

    @Test
    void strictRefusesWhatNoProbabilitiesCanBeMadeOfAndNamesTheRow() {
        double infinity = Double.POSITIVE_INFINITY;
        Tensor nan = Tensor.of(new double[] {1, 2, Double.NaN, 0, 3, 4}, Shape.of(3, 2));
        Tensor infinite = Tensor.of(new double[] {1, 2, 3, 4, infinity, 0}, Shape.of(3, 2));
        Tensor ruledOut = Tensor.of(new double[] {1, 2, -infinity, -infinity, 0, 1}, Shape.of(3, 2));
        Tensor y = Tensor.ofLongs(0, 1, 1);
        assertThatThrownBy(() -> loss.strict().mean(nan, y))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 1 has the logits [NaN, 0.0]");
        assertThatThrownBy(() -> loss.strict().each(infinite, y))
                .hasMessageContaining("row 2 has the logits [Infinity, 0.0]");
        assertThatThrownBy(() -> loss.strict().mean(ruledOut, y))
                .hasMessageContaining("row 1 has the logits [-Infinity, -Infinity]");
        assertThat(loss.mean(nan, y).item()).isNaN();
    }

    @Test
    void singleClassesMayBeRuledOut() {
        Tensor z = Tensor.of(new double[] {1, 2, Double.NEGATIVE_INFINITY}, Shape.of(1, 3));
        assertThat(loss.strict().mean(z, Tensor.ofLongs(0)).item()).isCloseTo(Math.log(1 + Math.E), within(1e-12));
        Tensor huge = Tensor.of(new double[] {1000, 0, -1000, 1000, 0, -1000}, Shape.of(2, 3));
        assertThat(loss.strict().each(huge, Tensor.ofLongs(0, 2)).toDoubles())
                .containsExactly(new double[] {0, 2000}, within(0.0));
    }

    @Test
    void measuresOfInformationAgree() {
        double[] p = {0.7, 0.2, 0.1};
        double[] q = {0.5, 0.3, 0.2};
        assertThat(Information.entropy(p)).isCloseTo(0.80181855, within(1e-8));
        assertThat(Information.entropy(p) / Math.log(2)).isCloseTo(1.15677965, within(1e-8));
        assertThat(Information.crossEntropy(p, q)).isCloseTo(0.88694138, within(1e-8));
        assertThat(Information.divergence(p, q)).isCloseTo(0.08512283, within(1e-8));
        assertThat(Information.divergence(q, p)).isCloseTo(0.09203285, within(1e-8));
        assertThat(Information.jensenShannon(p, q)).isCloseTo(0.02190118, within(1e-8));
        assertThat(loss.mean(Tensor.of(q, Shape.of(1, 3)).log(), Tensor.of(p, Shape.of(1, 3)))
                        .item())
                .isCloseTo(Information.crossEntropy(p, q), within(1e-12));
        assertThat(Information.entropy(1, 0)).isZero();
        assertThat(Information.divergence(new double[] {1, 0}, new double[] {0, 1}))
                .isInfinite();
        assertThatThrownBy(() -> Information.entropy(0.5, 0.6)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Information.divergence(p, new double[] {0.5, 0.5}))
                .hasMessageContaining("3 and 2");
    }

    @Test
    void twoLabelsAtOnceAreForIndependentAnswersNotForSoftmax() {
        // Both of the first two labels are right: softmax can at best give each half.
        Tensor both = Tensor.of(new double[] {0.5, 0.5, 0}, Shape.of(1, 3));
        Tensor yes = Tensor.of(new double[] {1, 1, 0}, Shape.of(1, 3));
        Tensor sure = Tensor.of(new double[] {30, 30, -30}, Shape.of(1, 3));
        assertThat(loss.mean(sure, both).item()).isCloseTo(Math.log(2), within(1e-9));
        for (int i = 0; i < 20; i++) {
            assertThat(loss.mean(FiniteDifferences.normal("labels" + i, 5, 1, 3), both)
                            .item())
                    .isGreaterThanOrEqualTo(Math.log(2) - 1e-12);
        }
        assertThat(BinaryCrossEntropy.standard().mean(sure, yes).item()).isLessThan(1e-9);
    }

    @Test
    void squaredErrorStopsLearningWhereItIsMostWrong() {
        double[] logits = {0, -2, -5, -10};
        Tensor z = Tensor.of(logits, Shape.of(4)).requiresGrad(true);
        Tensor one = Tensor.of(new double[] {1, 1, 1, 1}, Shape.of(4));
        assertThat(Autograd.gradients(
                                BinaryCrossEntropy.standard().elements(z, one).sum(),
                                List.of(z),
                                Autograd.Differentiable.NO)
                        .get(0)
                        .toDoubles())
                .containsExactly(new double[] {-0.5, -0.8807971, -0.9933071, -0.9999546}, within(1e-7));
        Tensor squared = z.sigmoid().sub(one).square().sum();
        assertThat(Autograd.gradients(squared, List.of(z), Autograd.Differentiable.NO)
                        .get(0)
                        .toDoubles())
                .containsExactly(new double[] {-0.25, -0.18495609, -0.01320712, -9.07875e-5}, within(1e-8));
    }

    @Test
    void knowingNothingCostsTheLogarithmOfTheNumberOfClasses() {
        int[] classes = {2, 10, 1000, 50257};
        double[] baselines = {0.693147, 2.302585, 6.907755, 10.824905};
        for (int i = 0; i < classes.length; i++) {
            Tensor even = Tensor.zeros(Shape.of(1, classes[i]), DType.FLOAT64);
            double mean = loss.mean(even, Tensor.ofLongs(1)).item();
            assertThat(mean).isCloseTo(baselines[i], within(1e-6));
            assertThat(Math.exp(mean)).as("perplexity").isCloseTo(classes[i], within(1e-6));
        }
    }

    @Test
    void penaltyGrowsWithoutBoundAsTheProbabilityFalls() {
        double[] probabilities = {0.99, 0.5, 0.01, 1e-6};
        double[] penalties = {0.01005, 0.6931, 4.605, 13.8};
        double[] digits = {1e-5, 1e-4, 1e-3, 0.05};
        for (int i = 0; i < probabilities.length; i++) {
            double p = probabilities[i];
            Tensor logits = Tensor.of(new double[] {p, 1 - p}, Shape.of(1, 2)).log();
            assertThat(loss.mean(logits, Tensor.ofLongs(0)).item()).isCloseTo(penalties[i], within(digits[i]));
        }
    }
}
