package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void threadsAreSetInAllPools() {
        int before = Engine.threads();
        try {
            Engine.threads(1);
            assertThat(Engine.threads()).isEqualTo(1);
            assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
        } finally {
            Engine.threads(before);
        }
        assertThatThrownBy(() -> Engine.threads(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 1, but was 0");
    }

    @Test
    void determinismIsSwitchedOnAndOff() {
        Engine.deterministic(true);
        assertThat(torch.globalContext().deterministicAlgorithms()).isTrue();
        Engine.deterministic(false);
        assertThat(torch.globalContext().deterministicAlgorithms()).isFalse();
    }

    @Test
    void seedRestartsTheStreamThatDropoutDrawsFrom() {
        Engine.seed(Rng.of(3));
        float[] first = drawn();
        assertThat(drawn()).isNotEqualTo(first);
        Engine.seed(Rng.of(3));
        assertThat(drawn()).isEqualTo(first);
    }

    @Test
    void sparedStreamGoesOnAsIfNothingHadBeenDrawn() {
        Engine.seed(Rng.of(3));
        drawn();
        float[] next = drawn();
        Engine.seed(Rng.of(3));
        drawn();
        float[] within = Engine.sparingRandomness(Device.CPU, () -> {
            Engine.seed(Rng.of(9));
            return drawn();
        });
        assertThat(within).isNotEqualTo(next);
        assertThat(drawn()).isEqualTo(next);
    }

    @Test
    void streamIsSparedAlsoWhenTheWorkFails() {
        Engine.seed(Rng.of(3));
        assertThatThrownBy(() -> Engine.sparingRandomness(Device.CPU, () -> {
                    drawn();
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        float[] next = drawn();
        Engine.seed(Rng.of(3));
        assertThat(next).isEqualTo(drawn());
    }

    private static float[] drawn() {
        return Functional.dropout(Tensor.ones(Shape.of(100)), 0.5).toFloats();
    }
}
