package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.nn.Linear;
import java.util.List;
import java.util.function.DoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks refuse numbers when they are given, and what they cannot go with before anything is trained. */
class CallbackBadInputTest {
    private static void refused(ThrowingCallable wrong, String message) {
        assertThatThrownBy(wrong).isInstanceOf(InputException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void whatMustBeAboveZero(double value) {
        for (DoubleFunction<?> mixer :
                List.<DoubleFunction<?>>of(Mixup::of, CutMix::of, alpha -> ManifoldMixup.before(alpha, "0"))) {
            refused(() -> mixer.apply(value), "The alpha of Beta(alpha, alpha) must be above 0, but is " + value + ".");
        }
        for (DoubleFunction<?> search : List.<DoubleFunction<?>>of(SharpnessAware::of, SharpnessAware::adaptive)) {
            refused(
                    () -> search.apply(value),
                    "The radius of the neighbourhood must be above 0, but is " + value + ".");
        }
        refused(
                () -> GradientNoise.of(value),
                "Gradient noise needs a variance above 0 and a decay of 0 or more, but came " + value + " and 0.55.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void boundsOfGradients(double bound) {
        for (DoubleFunction<?> clip : List.<DoubleFunction<?>>of(
                GradientClip::byNorm, GradientClip::byValue, share -> GradientClip.adaptive(share))) {
            refused(() -> clip.apply(bound), "The bound of gradients must be positive, but is " + bound + ".");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, Double.NaN, Double.POSITIVE_INFINITY})
    void whatMustBeAtLeastZero(double value) {
        refused(() -> RDrop.of(value), "The weight of the divergence must be 0 or more, but is " + value + ".");
        refused(
                () -> ActivationPenalty.on("0", value),
                "The weights of an activation penalty must be finite and 0 or more, but are " + value + " and 0.0.");
        refused(
                () -> ActivationPenalty.on("0", 1).temporal(value),
                "The weights of an activation penalty must be finite and 0 or more, but are 1.0 and " + value + ".");
        refused(
                () -> EarlyStopping.on(Monitor.loss()).margin(value),
                "The margin must be 0 or more, but is " + value + ".");
        refused(
                () -> new GradientNoise(1, value),
                "Gradient noise needs a variance above 0 and a decay of 0 or more, but came 1.0 and " + value + ".");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void shares(double share) {
        refused(
                () -> WeightAverage.exponential(share),
                "The decay of an average must be in [0, 1), but is " + share + ".");
        refused(
                () -> WeightAverage.stochastic(share),
                "Averaging must start at a share in [0, 1), but came " + share + ".");
        refused(
                () -> RandomErasing.standard().probability(share),
                "The probability of erasing must be 0 to 1, but is " + share + ".");
    }

    @Test
    void counts() {
        refused(() -> GradientAccumulation.items(0), "Accumulation needs at least one item, but came 0.");
        refused(() -> Snapshots.every(0), "A cycle has at least 1 epoch, but came 0.");
        refused(() -> Cutout.of(1), "The square's side must be at least 2 pixels, but is 1.");
        refused(() -> new MonteCarloDropout(1), "Monte-Carlo dropout needs at least 2 passes, but came 1.");
        refused(
                () -> EarlyStopping.on(Monitor.loss()).patience(0),
                "The patience must be at least one epoch, but is 0.");
    }

    @Test
    void comparingProbabilitiesOfNumbersIsRefusedBeforeTheFirstBatch() {
        try (Learner learner = Learner.of(Blobs.plane(), Linear.of(2, 1))
                .callbacks(RDrop.of(1))
                .build()) {
            float[] before = learner.model().parameter("weight").value().toFloats();
            refused(
                    () -> learner.fit(1, 0.1),
                    "R-Drop compares probabilities of classes, but this learner predicts numbers.");
            assertThat(learner.model().parameter("weight").value().toFloats()).isEqualTo(before);
        }
    }

    @Test
    void twoMixersAreRefusedWithBothNames() {
        try (Learner learner = Tiles.learner(Mixup.standard(), CutMix.standard())) {
            refused(
                    () -> learner.fit(1, 0.1),
                    "The learner has 2 callbacks that mix items (Mixup is one), and each would mix what another has mixed."
                            + " Keep one.");
        }
    }

    @Test
    void targetOutOfRangeEndsTrainingWithItsRowAndNumber() {
        // Three classes, but a model of two outputs.
        try (Learner learner = Learner.of(Blobs.batchesOf(120), Linear.of(2, 2)).build()) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .isInstanceOf(InputException.class)
                    .hasMessageMatching(
                            "Cross-entropy: row \\d+ has the target 2, but the model has 2 outputs, so targets are"
                                    + " 0 to 1 \\(or -100 to be ignored\\)\\. Does the model have an output for each class\\?");
        }
    }
}
