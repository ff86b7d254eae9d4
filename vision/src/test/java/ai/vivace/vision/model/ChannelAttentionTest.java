package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.LayerTree;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ChannelAttentionTest {
    /** One row, three pixels, two channels: (1, 2, 0) and (0, 1, 3). */
    private static Tensor picture() {
        return Tensor.of(1, 2, 0, 0, 1, 3).to(DType.FLOAT32).reshape(1, 2, 1, 3);
    }

    @Test
    void itBeginsAsNothing() {
        try (Scope scope = Scope.open();
                ChannelAttention attention = ChannelAttention.of(2)) {
            attention.initialize(Rng.of(1));

            assertThat(attention.apply(picture()).toDoubles())
                    .containsExactly(picture().toDoubles());
        }
    }

    @Test
    void channelsAreWeighedByWhatTheyHaveInCommon() {
        try (Scope scope = Scope.open();
                ChannelAttention attention = ChannelAttention.of(2)) {
            attention.parameter("gamma").value().detach().fill(0.5);
            // Its largest singular value is 2, so that the layer computes with half of it.
            attention
                    .parameter("conv.weight_orig")
                    .assign(Tensor.of(0, 2, 1, 0).to(DType.FLOAT32).reshape(2, 2, 1, 1));
            for (int i = 0; i < 20; i++) {
                attention.apply(picture());
            }
            attention.eval();

            Tensor output = Autograd.off(() -> attention.apply(picture()));

            // W x is (0, 1, 3) and (0.5, 1, 0); x xT is ((5, 2), (2, 10)).
            assertThat(output.shape()).isEqualTo(Shape.of(1, 2, 1, 3));
            assertThat(output.toDoubles())
                    .containsExactly(new double[] {1 + 0.5, 2 + 3.5, 7.5, 2.5, 1 + 6, 3 + 3}, within(1e-5));
        }
    }

    @Test
    void itIsBuiltAgainFromWhatIsWritten() {
        try (ChannelAttention attention = ChannelAttention.of(3);
                ChannelAttention again = (ChannelAttention) LayerTree.build(LayerTree.describe(attention))) {
            assertThat(again.state().keySet()).isEqualTo(attention.state().keySet());
        }
        assertThatThrownBy(() -> ChannelAttention.of(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("but came 0");
    }
}
