package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelsLastTest {
    private final Scope scope = Scope.open();

    @AfterEach
    void free() {
        scope.close();
    }

    @Test
    void valuesAndShapeStay() {
        Tensor picture = Tensor.randomNormal(Shape.of(2, 3, 4, 5), Rng.of(1));
        Tensor reordered = picture.channelsLast();
        assertThat(reordered.isContiguous()).isFalse();
        assertThat(reordered.shape()).isEqualTo(picture.shape());
        assertThat(reordered.toFloats()).isEqualTo(picture.toFloats());
    }

    @Test
    void aTensorInOrderIsReturnedAsItIs() {
        Tensor reordered = Tensor.zeros(Shape.of(2, 1, 4, 5)).channelsLast();
        assertThat(reordered.channelsLast()).isSameAs(reordered);
    }

    /** Batch norm takes several times as long where a gradient's order is not its input's. */
    @Test
    void theGradientOfAGlobalAverageKeepsTheOrder() {
        Tensor picture = Tensor.randomNormal(Shape.of(2, 3, 4, 5), Rng.of(1))
                .channelsLast()
                .requiresGrad(true);
        Tensor scalar = Functional.adaptiveAveragePool2d(picture, 1, 1).square().sum();
        Tensor gradient = Autograd.gradients(scalar, List.of(picture), Autograd.Differentiable.NO)
                .get(0);
        assertThat(gradient.channelsLast()).isSameAs(gradient);
    }

    @Test
    void aGlobalAverageIsTheMeanOverThePicture() {
        Tensor picture = Tensor.randomNormal(Shape.of(2, 3, 4, 5), Rng.of(1));
        Tensor mean = picture.mean(2, 3);
        assertThat(Functional.adaptiveAveragePool2d(picture, 1, 1).toFloats())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(mean.toFloats());
    }
}
