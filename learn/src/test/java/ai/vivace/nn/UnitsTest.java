package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import org.junit.jupiter.api.Test;

class UnitsTest {
    private final Tensor weight = Tensor.randomNormal(Shape.of(4, 3, 2, 2), Rng.of(1));

    @Test
    void lengthsBroadcastWithTheWeight() {
        Tensor rows = Units.rows().lengths(weight);
        assertThat(rows.shape()).isEqualTo(Shape.of(4, 1, 1, 1));
        assertThat(rows.toDoubles()[2]).isCloseTo(weight.select(0, 2).norm().item(), within(1e-6));
        Tensor transposed = Units.transposed(1).lengths(weight);
        for (int output = 0; output < 3; output++) {
            for (int input = 0; input < 4; input++) {
                assertThat(transposed.toDoubles()[3 * input + output])
                        .isCloseTo(weight.select(1, output).norm().item(), within(1e-6));
            }
        }
    }

    @Test
    void groupsOfATransposedWeightHaveUnitsOfTheirOwn() {
        Tensor lengths = Units.transposed(2).lengths(weight);
        assertThat(lengths.shape()).isEqualTo(Shape.of(4, 3, 1, 1));
        double own = weight.narrow(0, 2, 2).select(1, 1).norm().item();
        assertThat(lengths.select(0, 2).select(0, 1).item()).isCloseTo(own, within(1e-6));
        assertThat(lengths.select(0, 3).select(0, 1).item()).isCloseTo(own, within(1e-6));
        // The memory order of convolutions does not matter.
        assertThat(Units.transposed(2).lengths(weight.channelsLast()).toDoubles())
                .containsExactly(lengths.toDoubles(), within(1e-6));
    }

    @Test
    void groupsThatDoNotDivideTheInputsAreAnError() {
        assertThatThrownBy(() -> Units.transposed(0)).hasMessageContaining("must be positive, but came 0");
        assertThatThrownBy(() -> Units.transposed(3).lengths(weight))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("[4, 3, 2, 2] does not divide into 3 groups");
    }
}
