package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RecurrentTest {
    private static final int HIDDEN = 16;

    @Test
    void theTwoBiasesTogetherHoldTheForgetBiasOnce() {
        Tensor input = draw(Recurrent.forgetBias(1, GateOrder.INPUT_FORGET_CELL_OUTPUT), Shape.of(4 * HIDDEN));
        Tensor hidden = draw(Initializers.zeros(), Shape.of(4 * HIDDEN));
        Tensor sum = input.add(hidden);
        assertThat(gate(sum, 1).toFloats()).containsOnly(1);
        assertThat(sum.sum().item()).isEqualTo(HIDDEN);
        Tensor old = draw(Recurrent.forgetBias(1, GateOrder.INPUT_CELL_FORGET_OUTPUT), Shape.of(4 * HIDDEN));
        assertThat(gate(old, 2).toFloats()).containsOnly(1);
        assertThat(old.sum().item()).isEqualTo(HIDDEN);
    }

    @Test
    void chronoBiasesSpreadOverTheTimeScalesAndOpposeEachOther() {
        Tensor bias = draw(Recurrent.chronoBias(100, GateOrder.INPUT_FORGET_CELL_OUTPUT), Shape.of(4 * 5000));
        Tensor forget = bias.narrow(0, 5000, 5000);
        assertThat(forget.min().item()).isBetween(0.0, 0.2);
        assertThat(forget.max().item()).isBetween(4.59, Math.log(99));
        assertThat(forget.exp().mean().item()).isCloseTo(50, within(1.5));
        assertThat(bias.narrow(0, 0, 5000).toFloats()).isEqualTo(forget.neg().toFloats());
        assertThat(bias.narrow(0, 10_000, 10_000).toFloats()).containsOnly(0);
    }

    @Test
    void recurrentWeightsOfEachGateAreOrthogonalAndDiffer() {
        Tensor weight = draw(Recurrent.recurrentWeights(3), Shape.of(3 * HIDDEN, HIDDEN))
                .to(DType.FLOAT64);
        for (int i = 0; i < 3; i++) {
            Tensor gate = gate(weight, i);
            Tensor product = gate.matmul(gate.transpose(0, 1)).sub(Initializers.unitMatrix(HIDDEN));
            assertThat(product.abs().max().item()).isLessThan(1e-6);
        }
        assertThat(gate(weight, 0).sub(gate(weight, 1)).abs().max().item()).isGreaterThan(0.1);
    }

    @Test
    void inputWeightsOfEachGateHaveXaviersBound() {
        Tensor weight = draw(Recurrent.inputWeights(4), Shape.of(4 * 64, 32));
        double bound = Math.sqrt(6.0 / (64 + 32));
        for (int i = 0; i < 4; i++) {
            assertThat(weight.narrow(0, i * 64L, 64).abs().max().item()).isBetween(0.98 * bound, bound + 1e-7);
        }
    }

    @Test
    void defaultsAndTheIdentityAreTheReferences() {
        Tensor weight = draw(Recurrent.pytorchDefault(100), Shape.of(400, 30));
        assertThat(weight.abs().max().item()).isBetween(0.0999, 0.1);
        assertThat(weight.variance().sqrt().item()).isCloseTo(0.1 / Math.sqrt(3), within(0.001));
        assertThat(draw(Recurrent.identity(), Shape.of(3, 3)).toFloats()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    @Test
    void whatIsNoLstmIsAnError() {
        Initializer forget = Recurrent.forgetBias(1, GateOrder.INPUT_FORGET_CELL_OUTPUT);
        assertThatThrownBy(() -> draw(forget, Shape.of(6)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[4 · hidden], but came [6]");
        assertThatThrownBy(() -> draw(Recurrent.recurrentWeights(4), Shape.of(6, 2)))
                .hasMessageContaining("multiple of as many rows");
        assertThatThrownBy(() -> Recurrent.chronoBias(2, GateOrder.INPUT_FORGET_CELL_OUTPUT))
                .isInstanceOf(InputException.class);
    }

    private static Tensor draw(Initializer rule, Shape shape) {
        Tensor tensor = Tensor.full(shape, 9);
        rule.initialize(tensor, Rng.of(5));
        return tensor;
    }

    private static Tensor gate(Tensor packed, int index) {
        return packed.narrow(0, (long) index * HIDDEN, HIDDEN);
    }
}
