package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are the specification's, to 1e-7 in float64. */
class MaskLossTest {
    private static final double TOLERANCE = 1e-7;

    /** The logits of the probabilities 0.9, 0.8, 0.3, 0.1. */
    private final Tensor logits =
            Tensor.of(new double[] {Math.log(9), Math.log(4), Math.log(3 / 7.0), -Math.log(9)}, Shape.of(1, 4));

    private final Tensor truth = Tensor.of(new double[] {1, 0, 1, 0}, Shape.of(1, 4));

    static Stream<Overlap> overlaps() {
        return Stream.of(Overlap.dice(), Overlap.squaredDice(), Overlap.tversky(0.3, 0.7), Overlap.jaccard());
    }

    static Stream<Loss> losses() {
        return Stream.concat(overlaps(), Stream.of(LovaszHinge.standard(), new LovaszHinge(MaskScope.BATCH)));
    }

    @Test
    void overlapsAreThoseOfThePapers() {
        assertThat(Overlap.dice().mean(logits, truth).item()).isCloseTo(0.33333333, within(TOLERANCE));
        assertThat(Overlap.squaredDice().mean(logits, truth).item()).isCloseTo(0.25274725, within(TOLERANCE));
        assertThat(Overlap.tversky(0.3, 0.7).mean(logits, truth).item()).isCloseTo(0.27392739, within(TOLERANCE));
        assertThat(Overlap.jaccard().mean(logits, truth).item()).isCloseTo(0.43589744, within(TOLERANCE));
        Tensor single = logits.to(DType.FLOAT32);
        assertThat(Overlap.dice().mean(single, truth.to(DType.INT64)).item()).isCloseTo(0.33333333, within(1e-5));
    }

    @Test
    void tverskyWithHalvesIsDice() {
        assertThat(Overlap.tversky(0.5, 0.5).smoothing(0.5).mean(logits, truth).item())
                .isCloseTo(Overlap.dice().mean(logits, truth).item(), within(TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void emptyMasksAndPerfectMasksHaveNoLoss(Loss loss) {
        Tensor empty = Tensor.full(Shape.of(2, 4), -100);
        assertThat(loss.mean(empty, Tensor.zeros(Shape.of(2, 4))).item()).isCloseTo(0, within(1e-6));
        Tensor mask = Tensor.of(new float[] {1, 0, 1, 0, 0, 0, 0, 1}, Shape.of(2, 4));
        assertThat(loss.mean(mask.mul(200).sub(100), mask).item()).isCloseTo(0, within(1e-6));
        assertThat(loss.mean(mask.mul(-200).add(100), mask).item()).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @MethodSource("overlaps")
    void emptyMasksHaveNeitherLossNorBadGradientsWithoutSmoothing(Overlap loss) {
        Tensor empty = Tensor.full(Shape.of(2, 4), -100).requiresGrad(true);
        for (Overlap bare : List.of(loss.smoothing(0), loss.smoothing(0).over(MaskScope.BATCH))) {
            Tensor mean = bare.mean(empty, Tensor.zeros(Shape.of(2, 4)));
            assertThat(mean.item()).isZero();
            assertThat(Autograd.gradients(mean, List.of(empty), Autograd.Differentiable.NO)
                            .get(0)
                            .allFinite())
                    .isTrue();
        }
        Tensor numbers = Tensor.of(new long[] {0, 0}, Shape.of(1, 2));
        Tensor sure = Tensor.of(new float[] {200, 200, -200, -200, -200, -200}, Shape.of(1, 3, 2));
        assertThat(loss.smoothing(0).classes().mean(sure, numbers).item())
                .as("classes in neither mask")
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void batchAsOneIsOneLargeMask() {
        Tensor z = FiniteDifferences.normal("mask", 1, 3, 2, 2);
        Tensor y = FiniteDifferences.normal("truth", 1, 3, 2, 2).gt(0).to(DType.FLOAT64);
        for (Overlap loss : overlaps().toList()) {
            assertThat(loss.over(MaskScope.BATCH).mean(z, y).item())
                    .isCloseTo(loss.mean(z.reshape(1, -1), y.reshape(1, -1)).item(), within(TOLERANCE));
        }
        assertThat(new LovaszHinge(MaskScope.BATCH).mean(z, y).item())
                .isCloseTo(
                        LovaszHinge.standard()
                                .mean(z.reshape(1, -1), y.reshape(1, -1))
                                .item(),
                        within(TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreFiniteDifferencesAndOrderDoesNotMatter(Loss loss) {
        Tensor z = FiniteDifferences.normal("gradient", 1, 3, 5);
        Tensor y = FiniteDifferences.normal("targets", 1, 3, 5).gt(0).to(DType.FLOAT64);
        FiniteDifferences.agree(output -> loss.mean(output, y), z);
        Tensor order = Tensor.ofLongs(2, 0, 1);
        assertThat(loss.mean(z.indexSelect(0, order), y.indexSelect(0, order)).item())
                .isCloseTo(loss.mean(z, y).item(), within(1e-12));
        assertThat(loss.each(z, y).shape()).isEqualTo(Shape.of(3));
    }

    @Test
    void lovaszHingeIsThePapers() {
        Tensor z = Tensor.of(new double[] {2, 1, -0.5, -2}, Shape.of(1, 4));
        assertThat(LovaszHinge.standard().mean(z, truth).item()).isCloseTo(1.16666667, within(TOLERANCE));
        assertThat(LovaszHinge.standard()
                        .mean(z.reshape(4, 1), truth.reshape(4, 1))
                        .item())
                .as("single places")
                .isCloseTo((0 + 2 + 1.5 + 0) / 4, within(TOLERANCE));
    }

    @Test
    void lovaszLossOfHardMistakesIsTheJaccardLoss() {
        // Hinge errors of exactly 0 or 1 are a mask of what is wrong; the extension equals the set function there.
        Tensor z = Tensor.of(new double[] {1, 0, -1, -1, 0, 1}, Shape.of(1, 6));
        Tensor y = Tensor.of(new double[] {1, 1, 0, 0, 0, 1}, Shape.of(1, 6));
        // Wrong: one of the mask's three places and one outside: 1 - 2 / 4.
        assertThat(LovaszHinge.standard().mean(z, y).item()).isCloseTo(0.5, within(TOLERANCE));
    }

    @Test
    void lovaszSoftmaxAveragesPresentClasses() {
        Tensor numbers = Tensor.of(new long[] {0, 1, 1, 0}, Shape.of(1, 4));
        Tensor p = Tensor.of(new double[] {0.9, 0.2, 0.6, 0.8, 0.1, 0.8, 0.4, 0.2}, Shape.of(1, 2, 4));
        // Class 0: errors .1 .2 .6 .2, truth 1 0 0 1: .6 · 1/3, then .2 outside and .2 inside, then .1 inside.
        double first = 0.6 / 3 + 0.2 * (1 - 2 / 4.0 - 1 / 3.0) + 0.2 * (1 - 1 / 4.0 - 0.5) + 0.1 * 0.25;
        // Class 1: the same errors, truth 0 1 1 0: .6 inside, then .2 inside and .2 outside, then .1 outside.
        double second = 0.6 / 2 + 0.2 * 0.5;
        assertThat(LovaszSoftmax.standard().mean(p.log(), numbers).item())
                .isCloseTo((first + second) / 2, within(TOLERANCE));
        Tensor alone = Tensor.of(new long[] {0, 0, 0, 0}, Shape.of(1, 4));
        assertThat(LovaszSoftmax.standard().mean(p.log(), alone).item())
                .as("class 1 is absent")
                .isCloseTo((0.8 + 0.4 + 0.2 + 0.1) / 4, within(TOLERANCE));
    }

    @Test
    void lossesOfClassesHaveFiniteDifferencesAndLeaveOutWhatIsIgnored() {
        Tensor z = FiniteDifferences.normal("classes", 1, 2, 3, 4);
        Tensor y = Tensor.of(new long[] {0, 1, 2, -100, 1, 1, -100, 0}, Shape.of(2, 4));
        for (Loss loss : List.of(
                Overlap.dice().classes(),
                Overlap.squaredDice().classes().over(MaskScope.BATCH),
                LovaszSoftmax.standard(),
                new LovaszSoftmax(MaskScope.BATCH))) {
            FiniteDifferences.agree(output -> loss.mean(output, y), z);
            Tensor other = z.copy();
            other.select(2, 3).select(0, 0).fill(7);
            assertThat(loss.mean(other, y).item())
                    .as(loss.toString())
                    .isCloseTo(loss.mean(z, y).item(), within(1e-12));
            assertThat(loss.each(z, y).shape()).isEqualTo(Shape.of(2));
            assertThat(loss.mean(z.mul(100), z.argmax(1)).item()).isLessThan(0.05);
            assertThat(loss.decode(z).toLongs()).containsExactly(z.argmax(1).toLongs());
        }
    }

    @Test
    void anotherNumberCanBeIgnored() {
        Tensor z = FiniteDifferences.normal("classes", 1, 2, 3, 4);
        Tensor y = Tensor.of(new long[] {0, 1, 2, -100, 1, 1, -100, 0}, Shape.of(2, 4));
        Tensor other = Tensor.of(new long[] {0, 1, 2, 255, 1, 1, 255, 0}, Shape.of(2, 4));
        for (MaskScope scope : MaskScope.values()) {
            Overlap dice = Overlap.dice().classes().over(scope);
            assertThat(dice.ignoring(255).mean(z, other).item())
                    .isEqualTo(dice.mean(z, y).item());
            LovaszSoftmax lovasz = new LovaszSoftmax(scope);
            assertThat(lovasz.ignoring(255).mean(z, other).item())
                    .isEqualTo(lovasz.mean(z, y).item());
            for (Loss strict : List.of(dice, lovasz)) {
                assertThatThrownBy(() -> strict.mean(z, other))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("row 0 has the target 255");
            }
        }
    }

    @Test
    void lossesOverTheBatchCompareItemsWithEachOther() {
        for (MaskScope scope : MaskScope.values()) {
            boolean alone = scope == MaskScope.ITEM;
            for (Loss loss : List.of(Overlap.dice().over(scope), new LovaszHinge(scope), new LovaszSoftmax(scope))) {
                assertThat(loss.judgesItemsAlone()).as(loss.toString()).isEqualTo(alone);
                assertThat(Penalized.of(loss).judgesItemsAlone()).isEqualTo(alone);
            }
        }
    }

    @Test
    void whatDoesNotFitIsAnErrorThatSaysHow() {
        Tensor z = Tensor.zeros(Shape.of(2, 3, 4));
        assertThatThrownBy(() -> Overlap.dice().mean(z, Tensor.zeros(Shape.of(2, 4), DType.INT64)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[2, 3, 4]")
                .hasMessageContaining("classes()");
        Overlap classes = Overlap.jaccard().classes();
        assertThatThrownBy(() -> classes.mean(z, Tensor.full(Shape.of(2, 4), 3).to(DType.INT64)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 0 has the target 3");
        assertThatThrownBy(() -> classes.mean(z, Tensor.zeros(Shape.of(2, 5), DType.INT64)))
                .hasMessageContaining("came [2, 5]");
        assertThatThrownBy(() -> classes.mean(z, Tensor.zeros(Shape.of(2, 4)))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> LovaszHinge.standard().mean(z, Tensor.zeros(Shape.of(2, 3))))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Overlap.dice().smoothing(-1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Overlap.tversky(-1, 0)).isInstanceOf(InputException.class);
    }
}
