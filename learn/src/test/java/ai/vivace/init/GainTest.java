package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Nonlinearity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GainTest {
    @ParameterizedTest
    @CsvSource({
        "SIGMOID, 0.5, 0.293379, 1.846229",
        "TANH, 0, 0.394294, 1.592537",
        "RELU, 0.398942, 0.5, 1.4142136",
        "SELU, 0, 1, 1",
        "GELU, 0.282095, 0.425221, 1.533530",
        "SILU, 0.206621, 0.355776, 1.676532",
        "MISH, 0.240404, 0.452342, 1.486848",
        "ELU, 0.160521, 0.644945, 1.245198",
        "SOFTPLUS, 0.806059, 0.921246, 1.041867",
        "HARDSWISH, 0.166217, 0.331567, 1.736657",
        "RELU6, 0.398942, 0.5, 1.414214",
        "HARDSIGMOID, 0.5, 0.277639, 1.897840"
    })
    void momentsAndExactGainsAreTheTables(Nonlinearity function, double mean, double square, double gain) {
        Gain.Moments moments = Gain.moments(function::apply);
        assertThat(moments.mean()).isCloseTo(mean, within(1e-6));
        assertThat(moments.square()).isCloseTo(square, within(1e-6));
        assertThat(Gain.exact(function)).isCloseTo(gain, within(1e-6));
        assertThat(Gain.exact(function::apply)).isCloseTo(gain, within(1e-6));
    }

    @Test
    void functionsOfOnesOwnHaveExactGains() {
        assertThat(Gain.exact(x -> x.relu().square())).isCloseTo(0.816497, within(1e-6));
        assertThat(Gain.exact(x -> x)).isCloseTo(Gain.LINEAR, within(1e-6));
        assertThat(Gain.exact(x -> x.maximum(x.mul(0.2)))).isCloseTo(Gain.leakyRelu(0.2), within(1e-6));
        assertThatThrownBy(() -> Gain.exact(x -> x.mul(0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("positive and finite");
    }
}
