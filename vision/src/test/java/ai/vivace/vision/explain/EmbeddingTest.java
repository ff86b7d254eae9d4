package ai.vivace.vision.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    private static final Shape PICTURE = Shape.of(1, 6, 6);

    @Test
    void itIsWhatTheLastLinearLayerSeesInUse() {
        try (Scope scope = Scope.open();
                Sequential body = Sequential.of(
                        Conv2d.of(1, 4, 3).build(), Activation.relu(), AdaptiveAveragePool2d.of(1), Flatten.of());
                Sequential network = Sequential.of(body, Dropout.of(0.5), Linear.of(4, 3))) {
            network.train();
            Tensor pictures = Tensor.randomNormal(PICTURE.prepend(5), Rng.of(1));

            List<float[]> rows = Embedding.of(network, PICTURE).of(pictures);

            assertThat(rows).hasSize(5).allSatisfy(row -> assertThat(row).hasSize(4));
            assertThat(rows.get(3))
                    .containsExactly(body.apply(pictures).select(0, 3).toFloats(), within(1e-6f));
            assertThat(network.isTraining()).isTrue();
        }
    }

    @Test
    void mapsThatALastConvolutionSeesAreAveraged() {
        try (Scope scope = Scope.open();
                Sequential network = Sequential.of(Conv2d.of(1, 2, 1).build(), AdaptiveAveragePool2d.of(1))) {
            Tensor pictures = Tensor.randomNormal(PICTURE.prepend(2), Rng.of(2));

            List<float[]> rows = Embedding.of(network, PICTURE).of(pictures);

            assertThat(rows.get(1))
                    .containsExactly(
                            new float[] {(float) pictures.select(0, 1).mean().item()}, within(1e-6f));
        }
    }

    @Test
    void aNetworkThatDecidesNothingHasNone() {
        try (Sequential network = Sequential.of(Flatten.of())) {
            assertThatThrownBy(() -> Embedding.of(network, PICTURE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("last linear layer or convolution");
        }
    }
}
