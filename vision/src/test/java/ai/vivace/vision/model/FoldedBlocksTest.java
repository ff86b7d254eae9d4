package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.nn.BatchNorm;
import ai.vivace.nn.Folding;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.ResidualBlock;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Residual blocks whose norms have gone into their convolutions. */
class FoldedBlocksTest {
    /** A block for eight channels, and how many norms stay in it. */
    record Case(String name, Supplier<UnaryLayer> block, int norms) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> blocks() {
        Bottleneck.Plan bottleneck = Bottleneck.Plan.of(8, 4, 16, 2);
        return List.of(
                new Case("basic", () -> BasicBlock.of(8, 16, 2), 0),
                new Case("bottleneck", () -> Bottleneck.of(bottleneck), 0),
                new Case(
                        "grouped bottleneck",
                        () -> Bottleneck.of(bottleneck.groups(2).reduction(4)),
                        0),
                new Case("first", () -> Bottleneck.of(bottleneck.place(Bottleneck.Stride.FIRST)), 0),
                new Case("padded", () -> CifarBlock.of(8, 16, 2, CifarBlock.Shortcut.PADDED), 0),
                new Case("projected", () -> CifarBlock.of(8, 16, 2, CifarBlock.Shortcut.PROJECTED), 0),
                new Case("plain", () -> CifarBlock.of(8, 8, 1, CifarBlock.Shortcut.NONE), 0),
                new Case("x", () -> x(XResidualBlock.Plan.basic(8, 16, 2, Nonlinearity.MISH)), 0),
                new Case("x without change", () -> x(XResidualBlock.Plan.basic(8, 8, 1, Nonlinearity.RELU)), 0),
                new Case("x bottleneck", () -> x(XResidualBlock.Plan.bottleneck(8, 16, 2, Nonlinearity.RELU)), 0),
                new Case(
                        "x with all",
                        () -> x(XResidualBlock.Plan.wideBottleneck(8, 16, 2, Nonlinearity.RELU)
                                .reduction(2)
                                .attending()),
                        0),
                new Case("before", () -> PreActivationBlock.basic(8, 16, 2, 0.1), 1),
                new Case("before, bottleneck", () -> PreActivationBlock.bottleneck(8, 16, 2), 1));
    }

    private static UnaryLayer x(XResidualBlock.Plan plan) {
        return XResidualBlock.of(plan);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void theyComputeTheSameAndAreBuiltAgain(Case one) {
        try (Scope scope = Scope.open();
                UnaryLayer block = one.block().get()) {
            block.initialize(Rng.of(1));
            Tensor input = Tensor.randomNormal(Shape.of(3, 8, 6, 6), Rng.of(2));
            learned(block, input);
            double[] expected = answers(block, input);

            Sequential folded = Folding.fold(Sequential.of(block));
            UnaryLayer first = folded.layers().get(0);

            assertThat(first).isInstanceOf(block.getClass()).isInstanceOf(ResidualBlock.class);
            assertThat(answers(folded, input)).containsExactly(expected, within(1e-5));
            assertThat(norms(first)).isEqualTo(one.norms());
            try (Sequential rebuilt = (Sequential) LayerTree.build(LayerTree.describe(folded))) {
                rebuilt.load(folded.state());
                rebuilt.eval();
                assertThat(answers(rebuilt, input)).containsExactly(answers(folded, input));
            }
            assertThat(answers(Folding.fold(folded), input)).containsExactly(answers(folded, input));
            assertThat(answers(block, input)).containsExactly(expected);
            folded.close();
        }
    }

    /** Statistics, factors and biases that are none of the initial ones. */
    private static void learned(UnaryLayer block, Tensor input) {
        Map<String, Tensor> values = new TreeMap<>();
        block.parameters().forEach((name, parameter) -> values.put(name, parameter.value()));
        values.forEach((name, value) -> {
            if (value.rank() == 1) {
                value.detach().fillUniform(0.5, 1, Rng.of(3).split(name));
            }
        });
        for (int i = 0; i < 5; i++) {
            block.apply(input);
        }
        block.eval();
    }

    private static double[] answers(UnaryLayer layer, Tensor input) {
        return Autograd.off(() -> layer.apply(input)).toDoubles();
    }

    private static int norms(UnaryLayer layer) {
        int[] count = new int[1];
        layer.walk((path, inside) -> count[0] += inside instanceof BatchNorm ? 1 : 0);
        return count[0];
    }

    @Test
    void aWholeNetworkIsFoldedWithItsBlocks() {
        for (String label : List.of("resnet20", "xresnet18_sa")) {
            try (Scope scope = Scope.open();
                    Sequential network = (Sequential) Architectures.of(label).build(Shape.of(3, 32, 32), 5)) {
                network.initialize(Rng.of(1));
                network.eval();
                Tensor input = Tensor.randomNormal(Shape.of(2, 3, 32, 32), Rng.of(2));
                try (Sequential folded = Folding.fold(network)) {
                    assertThat(norms(folded)).as(label).isZero();
                    assertThat(answers(folded, input)).as(label).containsExactly(answers(network, input), within(1e-5));
                }
            }
        }
    }
}
