package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are those of the specification, to 1e-7 in float64; others are PyTorch 1.13's. */
class ClassLossTest {
    private static final double TOLERANCE = 1e-7;

    private final Tensor logits = Tensor.of(new double[] {2, 1, 0.1, 0.5, 2.5, -1, 0, 0, 0, -1, 3, 2}, Shape.of(4, 3));
    private final Tensor target = Tensor.ofLongs(0, 1, 2, -100);

    static Stream<ClassLoss> losses() {
        return Stream.of(
                Focal.standard(),
                Focal.of(0.5).classWeights(1, 2, 0.5),
                new Poly1(1),
                GeneralizedCrossEntropy.standard(),
                MultiClassHinge.standard(),
                MultiClassHinge.squared(),
                new ArcFace(8, 0.5));
    }

    private static void each(ClassLoss loss, Tensor logits, Tensor target, double... expected) {
        assertThat(loss.each(logits, target).toDoubles()).containsExactly(expected, within(TOLERANCE));
        float[] single = loss.each(logits.to(DType.FLOAT32), target).toFloats();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) single[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    @Test
    void focalLossIsThePapers() {
        each(Focal.standard(), logits, target, 0.04849234, 0.00308969, 0.48827213, 0);
        assertThat(Focal.standard().mean(logits, target).item())
                .isCloseTo((0.04849234 + 0.00308969 + 0.48827213) / 3, within(TOLERANCE));
    }

    @Test
    void focalLossWithoutFocusIsCrossEntropy() {
        assertThat(Focal.of(0).each(logits, target).toDoubles())
                .containsExactly(CrossEntropy.standard().each(logits, target).toDoubles(), within(TOLERANCE));
    }

    @Test
    void focalWeightsCountItemsWithoutChangingWhatTheMeanDividesBy() {
        Focal weighted = Focal.standard().classWeights(1, 2, 0.5);
        each(weighted, logits, target, 0.04849234, 2 * 0.00308969, 0.5 * 0.48827213, 0);
        assertThat(weighted.mean(logits, target).item())
                .isCloseTo((0.04849234 + 2 * 0.00308969 + 0.5 * 0.48827213) / 3, within(TOLERANCE));
    }

    @Test
    void focalGradientIsFiniteWhereTheAnswerIsCertain() {
        Tensor certain = Tensor.of(new float[] {200, 0, 0}, Shape.of(1, 3)).requiresGrad(true);
        Focal.of(0.5).mean(certain, Tensor.ofLongs(0)).backward();
        assertThat(Objects.requireNonNull(certain.grad()).allFinite()).isTrue();
    }

    @Test
    void polyAndGeneralizedCrossEntropyAreThePapers() {
        each(new Poly1(1), logits, target, 0.75802888, 0.2952014, 1.76527896, 0);
        each(GeneralizedCrossEntropy.standard(), logits, target, 0.36167496, 0.14525178, 0.76648135, 0);
    }

    @Test
    void generalizedCrossEntropyLiesBetweenItsTwoLimits() {
        double[] crossEntropy = CrossEntropy.standard().each(logits, target).toDoubles();
        assertThat(new GeneralizedCrossEntropy(1e-6).each(logits, target).toDoubles())
                .containsExactly(crossEntropy, within(1e-5));
        each(new GeneralizedCrossEntropy(1), logits, target, 1 - 0.65900114, 1 - Math.exp(-0.15317821), 2 / 3.0, 0);
    }

    @Test
    void hingeIsPyTorchsMultiMarginLoss() {
        each(MultiClassHinge.standard(), logits, target, 0, 0, 2 / 3.0, 0);
        assertThat(MultiClassHinge.standard().mean(logits, target).item()).isCloseTo(0.22222222, within(TOLERANCE));
        each(MultiClassHinge.squared(), logits, Tensor.ofLongs(1, 0, 2, -100), 4.01 / 3, 3, 2 / 3.0, 0);
        each(new MultiClassHinge(0.5, MultiClassHinge.Power.SQUARED), logits, target, 0, 0, 1 / 6.0, 0);
    }

    @Test
    void arcFaceAddsTheMarginToTheRightAngle() {
        Tensor cosines = Tensor.of(new double[] {0.8, 0.1, -0.2, 0.3, 0.5, 0.2, -0.95, 0.2, 0.1}, Shape.of(3, 3));
        Tensor right = Tensor.ofLongs(0, 1, 0);
        assertThat(new ArcFace(4, 0.5).each(cosines, right).toDoubles())
                .containsExactly(new double[] {0.314781529, 1.799424489, 6.074170537}, within(1e-8));
        assertThat(ArcFace.standard().each(cosines, right).toDoubles())
                .containsExactly(new double[] {1.823904e-9, 17.69147874, 88.94327741}, within(1e-7));
        assertThat(new ArcFace(4, 0).each(cosines, right).toDoubles())
                .containsExactly(
                        CrossEntropy.standard().each(cosines.mul(4), right).toDoubles(), within(TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreFiniteDifferences(ClassLoss loss) {
        Tensor numbers = Tensor.ofLongs(0, 2, 1, -100, 1);
        Tensor input = FiniteDifferences.normal("class", loss instanceof ArcFace ? 0.3 : 1, 5, 3);
        FiniteDifferences.agree(output -> loss.mean(output, numbers), input);
        Tensor weights = FiniteDifferences.normal("weights", 1, 5);
        FiniteDifferences.agree(
                output -> loss.each(output, numbers).mul(weights).sum(), input);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void furtherDimensionsAreFurtherRows(ClassLoss loss) {
        Tensor output = FiniteDifferences.normal("places", 0.3, 2, 3, 2, 2);
        Tensor numbers = Tensor.of(new long[] {0, 1, 2, -100, -100, -100, 1, 1}, Shape.of(2, 2, 2));
        Tensor rows = output.permute(0, 2, 3, 1).reshape(8, 3);
        double[] flat = loss.each(rows, numbers.reshape(8)).toDoubles();
        assertThat(loss.mean(output, numbers).item())
                .isCloseTo(loss.mean(rows, numbers.reshape(8)).item(), within(TOLERANCE));
        assertThat(loss.each(output, numbers).toDoubles())
                .containsExactly(
                        new double[] {(flat[0] + flat[1] + flat[2]) / 3, (flat[6] + flat[7]) / 2}, within(TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void orderInTheBatchDoesNotMatter(ClassLoss loss) {
        Tensor order = Tensor.ofLongs(2, 0, 3, 1);
        assertThat(loss.mean(logits.indexSelect(0, order), target.indexSelect(0, order))
                        .item())
                .isCloseTo(loss.mean(logits, target).item(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossIsZeroWithZeroGradientsWhenEverythingIsIgnored(ClassLoss loss) {
        Tensor output = logits.detach().copy().requiresGrad(true);
        Tensor mean = loss.mean(output, Tensor.ofLongs(-100, -100, -100, -100));
        assertThat(mean.item()).isZero();
        mean.backward();
        assertThat(Objects.requireNonNull(output.grad()).toDoubles()).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void targetsThatDoNotFitAreErrorsThatNameTheRowAndTheLoss(ClassLoss loss) {
        assertThatThrownBy(() -> loss.mean(logits, Tensor.ofLongs(0, 1, 3, 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(loss.toString())
                .hasMessageContaining("row 2 has the target 3");
        assertThatThrownBy(() -> loss.mean(logits, Tensor.ofLongs(0, 1)))
                .hasMessageContaining("need targets of shape [4], but came [2]");
        assertThatThrownBy(() -> loss.mean(logits, logits.softmax(1))).hasMessageContaining("takes class numbers");
        assertThatThrownBy(() -> loss.each(logits, target.to(DType.INT32))).hasMessageContaining("must be int64");
    }

    @ParameterizedTest
    @MethodSource("losses")
    void anotherNumberCanBeIgnored(ClassLoss loss) {
        ClassLoss ignoring = loss.ignoring(255);
        Tensor other = Tensor.ofLongs(0, 1, 2, 255);
        assertThat(ignoring.mean(logits, other).item())
                .isEqualTo(loss.mean(logits, target).item());
        assertThat(ignoring.each(logits, other).toDoubles())
                .isEqualTo(loss.each(logits, target).toDoubles());
        assertThat(ignoring.ignoring(-100).mean(logits, target).item())
                .isEqualTo(loss.mean(logits, target).item());
        assertThat(ignoring.activate(logits).toDoubles())
                .isEqualTo(loss.activate(logits).toDoubles());
        assertThat(ignoring.decode(logits).toLongs())
                .isEqualTo(loss.decode(logits).toLongs());
        assertThatThrownBy(() -> ignoring.mean(logits, target))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(loss + " ignoring 255")
                .hasMessageContaining("row 3 has the target -100")
                .hasMessageContaining("(or 255 to be ignored)");
    }

    @Test
    void outputsBecomeProbabilitiesAndClasses() {
        assertThat(new Poly1(1).activate(logits).toDoubles())
                .containsExactly(logits.softmax(1).toDoubles());
        assertThat(new Poly1(1).decode(logits).toLongs()).containsExactly(0, 1, 0, 1);
        assertThat(ArcFace.standard().activate(logits).sum(1).toDoubles())
                .containsExactly(new double[] {1, 1, 1, 1}, within(TOLERANCE));
        assertThat(MultiClassHinge.standard().activate(logits)).isSameAs(logits);
    }

    @Test
    void settingsOutOfRangeAreErrors() {
        for (Runnable wrong : List.<Runnable>of(
                () -> Focal.of(-1),
                () -> Focal.standard().classWeights(1, -1),
                () -> new Poly1(-2),
                () -> new GeneralizedCrossEntropy(0),
                () -> new MultiClassHinge(0, MultiClassHinge.Power.LINEAR),
                () -> new ArcFace(0, 0.5),
                () -> new ArcFace(64, 2),
                () -> Focal.standard().classWeights(1, 2).mean(logits, target))) {
            assertThatThrownBy(wrong::run).isInstanceOf(InputException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossDoesNotChangeWhenAllLogitsOfARowShift(ClassLoss loss) {
        if (loss instanceof ArcFace) {
            return; // its outputs are cosines
        }
        Tensor shifts = FiniteDifferences.normal("shift", 50, 4, 1);
        assertThat(loss.each(logits.add(shifts), target).toDoubles())
                .containsExactly(loss.each(logits, target).toDoubles(), within(1e-10));
    }
}
