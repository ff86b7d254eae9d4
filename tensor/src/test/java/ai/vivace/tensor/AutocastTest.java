package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AutocastTest {
    @Test
    void productsAreBfloat16InsideAndGradientsFloat32() {
        Tensor weight = Tensor.ones(Shape.of(4, 4)).requiresGrad(true);
        Tensor product;
        try (var autocast = Autocast.bfloat16(Device.CPU)) {
            product = Tensor.ones(Shape.of(2, 4)).matmul(weight);
        }
        assertThat(product.dtype()).isEqualTo(DType.BFLOAT16);
        product.to(DType.FLOAT32).sum().backward();
        Tensor gradient = weight.grad();
        assertThat(gradient).isNotNull().extracting(Tensor::dtype).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.ones(Shape.of(2, 4)).matmul(weight).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void changedWeightIsSeenByTheNextUse() {
        Tensor weight = Tensor.ones(Shape.of(4, 1));
        assertThat(product(weight)).isEqualTo(4);
        weight.fill(2);
        assertThat(product(weight)).isEqualTo(8);
    }

    private static double product(Tensor weight) {
        try (var autocast = Autocast.bfloat16(Device.CPU)) {
            return Tensor.ones(Shape.of(1, 4)).matmul(weight).item();
        }
    }
}
