package ai.vivace.vision.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.FeatureMaps;
import org.junit.jupiter.api.Test;

class DynamicUnetTest {
    /** Maps of 8, 16 and 32 channels at a half, a quarter and an eighth of the size; the second is inside of a nested layer. */
    private static Sequential body() {
        return Sequential.of(halving(3, 8), Sequential.of(halving(8, 16), halving(16, 32)));
    }

    private static UnaryLayer halving(long inputs, long outputs) {
        return Sequential.of(
                Conv2d.of(inputs, outputs, 3).stride(2).padding(1).build(), BatchNorm2d.of(outputs), Activation.relu());
    }

    private static Shape shapeFor(UnaryLayer net, long height, long width) {
        try (Scope scope = Scope.open()) {
            return Autograd.off(
                    () -> net.apply(Tensor.zeros(Shape.of(1, 3, height, width))).shape());
        }
    }

    @Test
    void mapsAreTakenWhereTheSizeIsAboutToChange() {
        FeatureMaps maps = FeatureMaps.of(body(), Shape.of(3, 40, 24));
        assertThat(maps.levels())
                .containsExactly(
                        new FeatureMaps.Level(2, 8, 20, 12),
                        new FeatureMaps.Level(5, 16, 10, 6),
                        new FeatureMaps.Level(8, 32, 5, 3));
        assertThat(maps.last(2).levels().get(0).channels()).isEqualTo(16);
    }

    @Test
    void channelsAddUpAsInFastai() {
        DynamicUnet net = DynamicUnet.of(body(), Shape.of(3, 32, 32), 2).build();
        // 32/2 + 16 = 32 stay, then (32/2 + 8) / 2 = 12, and 12 + 3 of the picture.
        assertThat(net.parameter("block1.conv1.0.weight").shape()).isEqualTo(Shape.of(32, 32, 3, 3));
        assertThat(net.parameter("block2.conv1.0.weight").shape()).isEqualTo(Shape.of(12, 24, 3, 3));
        assertThat(net.parameter("shuffle.conv.weight").shape()).isEqualTo(Shape.of(48, 12, 1, 1));
        assertThat(net.parameter("cross.0.branch.0.weight").shape()).isEqualTo(Shape.of(15, 15, 3, 3));
        assertThat(net.parameter("head.0.weight").shape()).isEqualTo(Shape.of(2, 15, 1, 1));
        net.close();
    }

    @Test
    void outputsHaveThePicturesSizeWhateverItIs() {
        try (DynamicUnet net =
                DynamicUnet.of(body(), Shape.of(3, 32, 32), 4).blur().build()) {
            net.eval();
            assertThat(shapeFor(net, 32, 32)).isEqualTo(Shape.of(1, 4, 32, 32));
            assertThat(shapeFor(net, 37, 51)).isEqualTo(Shape.of(1, 4, 37, 51));
        }
        try (DynamicUnet net = DynamicUnet.of(body(), Shape.of(3, 32, 32), 1)
                .withoutCross()
                .range(-1, 1)
                .build()) {
            net.eval();
            assertThat(shapeFor(net, 33, 32)).isEqualTo(Shape.of(1, 1, 33, 32));
        }
    }

    @Test
    void shuffleStartsAsAnEnlargementByNearestNeighbours() {
        try (ShuffleUpsampling layer = ShuffleUpsampling.of(3, 2, ShuffleUpsampling.Blur.NONE)) {
            layer.initialize(Rng.of(7));
            layer.parameter("conv.bias").initialize((bias, rng) -> bias.fill(0), Rng.of(0));
            float[] values = layer.apply(Tensor.randomNormal(Shape.of(1, 3, 1, 1), Rng.of(8)))
                    .toFloats();
            assertThat(values).hasSize(8);
            for (int i = 0; i < 8; i++) {
                assertThat(values[i]).isCloseTo(values[i / 4 * 4], within(1e-6f));
            }
        }
    }

    @Test
    void attentionStartsAsNothing() {
        try (PixelAttention layer = PixelAttention.of(8)) {
            layer.eval();
            Tensor input = Tensor.randomNormal(Shape.of(2, 8, 3, 4), Rng.of(9));
            assertThat(layer.apply(input).toFloats()).isEqualTo(input.toFloats());
            layer.parameter("gamma").value().detach().fill(1);
            assertThat(layer.apply(input).toFloats()).isNotEqualTo(input.toFloats());
        }
    }

    @Test
    void builtAgainFromItsDescriptionComputesTheSame() {
        Sequential body = Sequential.of(body(), halving(32, 32));
        Tensor picture = Tensor.randomNormal(Shape.of(1, 3, 32, 32), Rng.of(1));
        try (DynamicUnet net =
                DynamicUnet.of(body, Shape.of(3, 32, 32), 2).attention().build()) {
            assertThat(net.parameters()).containsKey("block1.conv2.2.gamma");
            DynamicUnet again = (DynamicUnet) LayerTree.build(LayerTree.describe(net));
            again.load(net.state());
            net.eval();
            again.eval();
            assertThat(again.apply(picture).toFloats())
                    .isEqualTo(net.apply(picture).toFloats());
            again.close();
        }
    }

    @Test
    void bodiesWithHeadsAreRefused() {
        UnaryLayer flat = Sequential.of(halving(3, 8), Flatten.of());
        assertThatThrownBy(() -> DynamicUnet.of(flat, Shape.of(3, 32, 32), 2).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("before its head");
    }
}
