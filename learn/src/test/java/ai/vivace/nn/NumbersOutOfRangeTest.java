package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers and whole-model rules refuse numbers when they are given, and say what they must be and what came. */
class NumbersOutOfRangeTest {
    private static void refused(ThrowingCallable wrong, String message) {
        assertThatThrownBy(wrong).isInstanceOf(InputException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void everyDropoutRefusesProbabilities(double p) {
        List<DoubleFunction<?>> makers = List.of(
                Dropout::of,
                SpatialDropout::of,
                LockedDropout::of,
                AlphaDropout::of,
                StochasticDepth::of,
                Zoneout::of,
                probability -> StochasticDepth.rising(probability, 4),
                probability -> DropBlock2d.of(probability, 3),
                probability -> DropConnect.of(Linear.of(2, 2), probability),
                probability -> EmbeddingDropout.of(Embedding.of(2, 2), probability));
        for (DoubleFunction<?> maker : makers) {
            refused(() -> maker.apply(p), "A probability to drop must be 0 to 1, but is " + p + ".");
        }
        refused(() -> DropBlock2d.of(0.1, 3).share(p), "The share in force must be 0 to 1, but is " + p + ".");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void penaltiesRefuseWeights(double weight) {
        Linear critic = Linear.of(2, 1);
        Tensor points = Tensor.zeros(Shape.of(3, 2));
        String message = "A penalty's weight must be 0 or more, but is " + weight + ".";
        refused(() -> GradientPenalty.at(critic, points, weight), message);
        refused(() -> GradientPenalty.r1(critic, points, weight), message);
        refused(() -> GradientPenalty.between(critic, points, points, weight, Rng.of(1)), message);
        refused(() -> Penalties.activation(points, weight), message);
        refused(() -> Penalties.temporalActivation(Tensor.zeros(Shape.of(1, 3, 2)), weight), message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void normLayersRefuseEpsilons(double epsilon) {
        refused(
                () -> BatchNorm1d.of(4, epsilon, 0.1),
                "Batch normalisation needs channels and epsilon above 0 and momentum within 0 and 1, but came 4, "
                        + epsilon + " and 0.1.");
        refused(
                () -> GroupNorm.of(2, 4, epsilon),
                "Group normalisation needs channels that are a multiple of the groups and an epsilon above 0, but came 2"
                        + " groups, 4 channels and epsilon " + epsilon + ".");
        refused(
                () -> RmsNorm.of(Shape.of(4), epsilon),
                "Root-mean-square normalisation needs at least one dimension and an epsilon above 0, but came [4] and "
                        + epsilon + ".");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void batchNormRefusesMomenta(double momentum) {
        refused(
                () -> BatchNorm2d.of(4, 1e-5, momentum),
                "Batch normalisation needs channels and epsilon above 0 and momentum within 0 and 1, but came 4, 1.0E-5"
                        + " and " + momentum + ".");
    }

    @Test
    void rulesForWholeModelsRefuse() {
        for (double tolerance : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(
                    () -> Lsuv.standard().tolerance(tolerance),
                    "LSUV needs a finite tolerance above 0 and at least 1 iteration, but came " + tolerance
                            + " and 10.");
        }
        refused(
                () -> Lsuv.standard().iterations(0),
                "LSUV needs a finite tolerance above 0 and at least 1 iteration, but came 0.1 and 0.");
        refused(
                () -> Initialization.recommended().outputPrior(1),
                "A prior probability must be above 0 and below 1, but is 1.0.");
        refused(
                () -> Initialization.recommended().classShares(3, 0),
                "A class's share must be positive, but that of class 1 is 0.0. Leave the class out, or add 1 to all"
                        + " counts.");
        refused(
                () -> SpectralNorm.of(Linear.of(2, 2), 0),
                "Spectral norm needs at least 1 power iteration, but came 0.");
        refused(() -> Sine.of(Double.NaN), "A sine's omega must be positive, but is NaN.");
        Tensor same = Tensor.zeros(Shape.of(8, 4));
        Linear linear = Linear.of(4, 3);
        refused(
                () -> Initialization.lsuv(same).apply(Sequential.of(linear), Rng.of(1)),
                "LSUV: layer \"0\", " + linear
                        + ", gives the constant 0.0 for the batch [8, 4], so that no scale can bring"
                        + " its variance to 1. Give a batch of different items, and see that the activations before the layer"
                        + " let something through.");
    }
}
