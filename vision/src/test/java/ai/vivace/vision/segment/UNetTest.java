package ai.vivace.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.LayerTree;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import org.junit.jupiter.api.Test;

class UNetTest {
    private static Shape shapeFor(UNet net, long height, long width) {
        try (Scope scope = Scope.open()) {
            return Autograd.off(
                    () -> net.apply(Tensor.zeros(Shape.of(1, 1, height, width))).shape());
        }
    }

    @Test
    void papersNetworkHasItsParameters() {
        try (UNet one = UNet.of(1, 1).build();
                UNet two = UNet.of(1, 2).build()) {
            assertThat(one.parameterCount()).isEqualTo(31_030_593);
            assertThat(two.parameterCount()).isEqualTo(31_030_658);
        }
    }

    @Test
    void withoutBorders572PixelsGive388() {
        try (UNet net = UNet.of(1, 2).width(2).build()) {
            assertThat(shapeFor(net, 572, 572)).isEqualTo(Shape.of(1, 2, 388, 388));
        }
    }

    @Test
    void withBordersAnySizeStays() {
        try (UNet net = UNet.of(1, 3).width(2).padded().batchNorm().build()) {
            net.eval();
            assertThat(shapeFor(net, 64, 64)).isEqualTo(Shape.of(1, 3, 64, 64));
            assertThat(shapeFor(net, 53, 39)).isEqualTo(Shape.of(1, 3, 53, 39));
        }
    }

    @Test
    void picturesThatAreTooSmallAreRefused() {
        try (UNet net = UNet.of(1, 3).width(2).padded().build()) {
            assertThatThrownBy(() -> shapeFor(net, 8, 8))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("before it is halved is too small");
        }
        assertThatThrownBy(() -> UNet.of(1, 2).depth(0)).isInstanceOf(InputException.class);
    }

    @Test
    void builtAgainFromItsDescriptionComputesTheSame() {
        Tensor picture = Tensor.randomNormal(Shape.of(1, 1, 32, 32), Rng.of(1));
        try (UNet net = UNet.of(1, 2).width(2).depth(2).padded().batchNorm().build()) {
            UNet again = (UNet) LayerTree.build(LayerTree.describe(net));
            again.load(net.state());
            net.eval();
            again.eval();
            assertThat(again.apply(picture).toFloats())
                    .isEqualTo(net.apply(picture).toFloats());
            again.close();
        }
    }
}
