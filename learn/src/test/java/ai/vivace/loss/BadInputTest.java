package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with settings, targets and logits is told whole: what was expected, what came, where, what to do. */
class BadInputTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static void refused(ThrowingCallable wrong, String message) {
        assertThatThrownBy(wrong).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        CrossEntropy entropy = CrossEntropy.standard();
        for (double value : new double[] {NAN, INFINITE, -0.1}) {
            refused(() -> entropy.smoothing(value), "The share to smooth must be 0 to 1, but is " + value + ".");
            refused(() -> Focal.of(value), "Focal's gamma must be 0 or more, but is " + value + ".");
            refused(() -> new BinaryFocal(value, 2), "Focal's alpha must be within 0 and 1, but is " + value + ".");
            refused(() -> new BinaryFocal(0.25, value), "Focal's gamma must be 0 or more, but is " + value + ".");
            refused(() -> new Huber(value), "Huber's delta must be above 0, but is " + value + ".");
            refused(() -> new SmoothL1(value), "Smooth L1's beta must be above 0, but is " + value + ".");
            refused(() -> new Quantile(value), "A quantile's level must be between 0 and 1, but is " + value + ".");
            refused(() -> new Poly1(value - 1), "Poly-1's epsilon must be at least -1, but is " + (value - 1) + ".");
            refused(
                    () -> new GeneralizedCrossEntropy(value),
                    "Generalised cross-entropy's exponent must be above 0 and at most 1, but is " + value + ".");
            refused(
                    () -> new MultiClassHinge(value, MultiClassHinge.Power.LINEAR),
                    "A hinge's margin must be above 0, but is " + value + ".");
            refused(() -> new ArcFace(value, 0.5), "ArcFace's scale must be above 0, but is " + value + ".");
            refused(
                    () -> new ArcFace(64, value),
                    "ArcFace's margin is an angle of at least 0 and below π/2, but is " + value + ".");
            refused(() -> Overlap.dice().smoothing(value), "Smoothing must be 0 or more, but is " + value + ".");
            refused(
                    () -> Overlap.tversky(value, 0.5),
                    "Tversky's weights must be 0 or more, but are " + value + " and 0.5.");
            refused(
                    () -> Penalized.of(entropy).confidence(value),
                    "The weight of the penalty on confidence must be 0 or more, but is " + value + ".");
            refused(
                    () -> Logits.softCap(Tensor.zeros(Shape.of(1)), value),
                    "The cap of logits must be above 0, but is " + value + ".");
            refused(
                    () -> entropy.classWeights(1, value),
                    "Class weights must be numbers of 0 or more, but are [1.0, " + value + "].");
            refused(
                    () -> BinaryCrossEntropy.standard().positiveWeights(value),
                    "Positive weights must be numbers of 0 or more, but are [" + value + "].");
        }
    }

    /** Every loss that takes class numbers, by what its messages begin with. */
    static Stream<Map.Entry<String, Loss>> classLosses() {
        Map<String, Loss> losses = new LinkedHashMap<>();
        losses.put("Cross-entropy", CrossEntropy.standard());
        for (Loss loss : new Loss[] {
            Focal.standard(),
            Focal.standard().classWeights(1, 2, 3),
            new Poly1(1),
            GeneralizedCrossEntropy.standard(),
            MultiClassHinge.standard(),
            MultiClassHinge.squared(),
            ArcFace.standard()
        }) {
            losses.put(loss.toString(), loss);
        }
        losses.put("Dice", Overlap.dice().classes());
        losses.put("Jaccard", Overlap.jaccard().classes().over(MaskScope.BATCH));
        losses.put("Lovász softmax", LovaszSoftmax.standard());
        return losses.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("classLosses")
    void classNumberOutOfRangeIsNamedWithItsRow(Map.Entry<String, Loss> given) {
        // Two items of three classes at two places; the second item has a class that is not there.
        Tensor output = Tensor.zeros(Shape.of(2, 3, 2));
        for (long wrong : new long[] {3, -1, 1000}) {
            Tensor target = Tensor.of(new long[] {0, 2, 1, wrong}, Shape.of(2, 2));
            String message = given.getKey() + ": row 1 has the target " + wrong
                    + ", but the model has 3 outputs, so targets are 0 to 2 (or -100 to be ignored). Does the model have an"
                    + " output for each class?";
            refused(() -> given.getValue().mean(output, target), message);
            refused(() -> given.getValue().each(output, target), message);
        }
    }

    @Test
    void wrongNumberOfASequenceIsNamedWithRowAndPlace() {
        refused(
                () -> Ctc.standard()
                        .mean(Tensor.zeros(Shape.of(2, 4, 3)), Tensor.of(new long[] {1, 2, 1, 5}, Shape.of(2, 2))),
                "CTC: row 1 has the target 5 at place 1, but targets are 0 to 2 without the blank, 0; padding is -100.");
    }

    @Test
    void logitsOfWhichNoProbabilitiesCanBeMadeAreNamedWithTheirRow() {
        Tensor output = Tensor.of(new double[] {1, 2, 3, 4, NAN, 0}, Shape.of(3, 2));
        refused(
                () -> CrossEntropy.standard().strict().mean(output, Tensor.ofLongs(0, 1, 1)),
                "Cross-entropy: row 2 has the logits [NaN, 0.0], of which no probabilities can be made. Find the first layer"
                        + " with a bad value: a learner's training names it.");
    }
}
