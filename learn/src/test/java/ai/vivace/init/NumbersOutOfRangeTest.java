package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules refuse numbers when they are given, not when a model is drawn. */
class NumbersOutOfRangeTest {
    private static void refused(ThrowingCallable wrong, String message) {
        assertThatThrownBy(wrong).isInstanceOf(InputException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void everyRuleWithAGainRefuses(double gain) {
        List<DoubleFunction<?>> rules = List.of(
                Initializers::xavierNormal,
                Initializers::xavierUniform,
                given -> Initializers.kaimingNormal(given, Fans.Mode.IN),
                given -> Initializers.kaimingUniform(given, Fans.Mode.OUT),
                Initializers::orthogonal,
                Initializers::identity,
                Kernels::deltaOrthogonal);
        for (DoubleFunction<?> rule : rules) {
            refused(() -> rule.apply(gain), "A gain must be finite and above 0, but is " + gain + ".");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void deviationsAreRefused(double deviation) {
        refused(
                () -> Initializers.normal(0, deviation),
                "A normal rule needs a finite mean and a finite deviation of 0 or more, but came 0.0 and " + deviation
                        + ".");
        refused(
                () -> Initializers.sparse(0.5, deviation),
                "A normal rule needs a finite mean and a finite deviation of 0 or more, but came 0.0 and " + deviation
                        + ".");
        refused(
                () -> TruncatedNormal.between(0, deviation, -2, 2),
                "A truncated normal needs a finite mean and a positive deviation, but came 0.0 and " + deviation + ".");
        refused(
                () -> TruncatedNormal.folded(deviation),
                "A standard deviation must be finite and 0 or more, but is " + deviation + ".");
    }

    @Test
    void otherNumbersAreRefusedWithTheirRange() {
        refused(
                () -> Initializers.uniform(1, 0),
                "A uniform range needs finite bounds with low <= high, but came 1.0 and 0.0.");
        refused(
                () -> Initializers.uniform(0, Double.POSITIVE_INFINITY),
                "A uniform range needs finite bounds with low <= high, but came 0.0 and Infinity.");
        refused(() -> Initializers.sparse(Double.NaN, 0.01), "A sparsity is a share from 0 to 1, but came NaN.");
        refused(
                () -> Initializers.priorBias(Double.NaN),
                "A prior probability must be above 0 and below 1, but is NaN.");
        refused(
                () -> Recurrent.chronoBias(Double.POSITIVE_INFINITY, GateOrder.INPUT_FORGET_CELL_OUTPUT),
                "Chrono initialisation needs a longest dependency above 2 steps, but came Infinity.");
        refused(() -> Siren.hidden(-30), "A sine's omega must be positive, but is -30.0.");
        refused(
                () -> Fixup.factor(0, 2),
                "Fixup's factor is for at least 1 branch of at least 2 weights, but came 0 and 2.");
        refused(() -> TFixup.of(0), "A transformer has at least one layer, but came 0.");
        refused(() -> DeepNorm.encoder(6, 0), "A transformer has at least one layer, but came 0.");
        refused(() -> Transformers.t5In(0), "A transformer's width must be positive, but is 0.");
        refused(
                () -> Kernels.whitening(Tensor.zeros(Shape.of(1, 1, 2, 2)), Double.NaN),
                "What is added to a variance must be 0 or more, but is NaN.");
        refused(() -> Kernels.pixelShuffle(Initializers.zeros(), 0), "An enlargement must be positive, but came 0.");
    }
}
