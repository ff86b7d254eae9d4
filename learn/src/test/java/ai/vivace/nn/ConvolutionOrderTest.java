package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConvolutionOrderTest {
    @Test
    void aSeedGivesTheSameWeightsWhateverTheMemoryOrder() {
        Initializer rule = Initializers.pytorchDefault();
        try (Conv2d layer = Conv2d.of(3, 8, 3).initializer(rule).build();
                Tensor plain = Tensor.zeros(Shape.of(8, 3, 3, 3))) {
            layer.initialize(Rng.of(7));
            rule.initialize(plain, Rng.of(7).split("weight"));
            assertThat(layer.parameter("weight").value().isContiguous()).isFalse();
            assertThat(layer.parameter("weight").value().detach().toFloats()).isEqualTo(plain.toFloats());
        }
    }
}
