package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.nn.Folding;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.StochasticDepth;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MobileNets, EfficientNets, ConvNeXt and ViT beside torchvision 0.14. */
class ModernNetworksTest {
    private static final JsonNode GOLDENS = ModernGoldens.read("torchvision");

    private static UnaryLayer network(String name) {
        return switch (name) {
            case "mobilenet_v2" -> MobileNetV2.build(3, 1000);
            case "mobilenet_v3_small" -> MobileNetV3.small(3, 1000);
            case "mobilenet_v3_large" -> MobileNetV3.large(3, 1000);
            case "efficientnet_b0" -> EfficientNet.b(1, 1, 0.2).build(3, 1000);
            case "efficientnet_b1" -> EfficientNet.b(1, 1.1, 0.2).build(3, 1000);
            case "efficientnet_b2" -> EfficientNet.b(1.1, 1.2, 0.3).build(3, 1000);
            case "efficientnet_b3" -> EfficientNet.b(1.2, 1.4, 0.3).build(3, 1000);
            case "efficientnet_b4" -> EfficientNet.b(1.4, 1.8, 0.4).build(3, 1000);
            case "efficientnet_v2_s" -> EfficientNet.v2Small().build(3, 1000);
            case "efficientnet_v2_m" -> EfficientNet.v2Medium().build(3, 1000);
            case "convnext_tiny" -> ConvNext.tiny().build(3, 1000);
            case "convnext_small" -> ConvNext.small().build(3, 1000);
            case "convnext_base" -> ConvNext.base().build(3, 1000);
            case "convnext_large" -> ConvNext.large().build(3, 1000);
            case "vit_b_16" -> vit(new TransformerSize(16, 768, 12, 12));
            case "vit_b_32" -> vit(new TransformerSize(32, 768, 12, 12));
            case "vit_l_16" -> vit(new TransformerSize(16, 1024, 24, 16));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static UnaryLayer vit(TransformerSize size) {
        return VisionTransformer.of(Shape.of(3, 224, 224), 1000, size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"efficientnet_b1", "efficientnet_b2", "efficientnet_b3", "efficientnet_b4"})
    void namesAndNumbersOfParametersAreTorchvisions(String name) {
        checkNames(name);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "efficientnet_v2_m",
                "convnext_small",
                "convnext_base",
                "convnext_large",
                "vit_b_16",
                "vit_b_32",
                "vit_l_16"
            })
    void namesAndNumbersOfParametersOfLargeOnesAreTorchvisions(String name) {
        checkNames(name);
    }

    private static void checkNames(String name) {
        try (UnaryLayer network = network(name);
                Scope scope = Scope.open()) {
            checkNames(network, GOLDENS.get(name));
        }
    }

    private static void checkNames(UnaryLayer network, JsonNode golden) {
        assertThat(network.parameterCount()).isEqualTo(golden.get("parameters").asLong());
        assertThat(network.state()).hasSize(golden.get("tensors").asInt());
        assertThat(ModernGoldens.names(network)).isEqualTo(golden.get("names").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobilenet_v2",
                "mobilenet_v3_small",
                "mobilenet_v3_large",
                "efficientnet_b0",
                "efficientnet_v2_s",
                "convnext_tiny"
            })
    void namesAndAnswersAreTorchvisions(String name) {
        JsonNode golden = GOLDENS.get(name);
        try (UnaryLayer network = network(name);
                Scope scope = Scope.open()) {
            checkNames(network, golden);
            if (golden.path("scattered").asBoolean()) {
                ModernGoldens.fillScattered(network);
            } else {
                ModernGoldens.fill(network);
            }
            if (golden.get("train").asBoolean()) {
                ModernGoldens.trainWithoutChance(network);
            } else {
                network.eval();
            }
            long side = golden.get("shape").get(2).asLong();
            float[] answers = network.apply(ModernGoldens.input(2, 3, side, side))
                    .detach()
                    .toFloats();
            double tolerance = 1e-4 * golden.get("largest").asDouble();
            for (int i = 0; i < golden.get("output").size(); i++) {
                double expected = golden.get("output").get(i).asDouble();
                assertThat((double) answers[i * 250]).as("answer %d", i * 250).isCloseTo(expected, within(tolerance));
            }
        }
    }

    static List<Supplier<UnaryLayer>> smallNetworks() {
        return List.of(
                () -> MobileNetV2.build(3, 4),
                () -> MobileNetV2.buildKeras(3, 4),
                () -> MobileNetV3.small(3, 4),
                () -> EfficientNet.b(1, 1, 0.2).build(3, 4),
                () -> new ConvNext(List.of(8, 16), List.of(1, 2), 0.1).build(3, 4),
                () -> VisionTransformer.of(Shape.of(3, 32, 32), 4, new TransformerSize(16, 16, 2, 2)),
                () -> DataEfficientTransformer.of(Shape.of(3, 32, 32), 4, new TransformerSize(16, 16, 2, 2)),
                () -> DataEfficientTransformer.distilled(Shape.of(3, 32, 32), 4, new TransformerSize(16, 16, 2, 2)));
    }

    @Test
    void networksAreBuiltAgainFromTheirDescriptions() {
        for (Supplier<UnaryLayer> supplier : smallNetworks()) {
            try (UnaryLayer network = supplier.get();
                    UnaryLayer copy = (UnaryLayer) LayerTree.build(LayerTree.describe(network));
                    Scope scope = Scope.open()) {
                network.initialize(Rng.of(3));
                network.eval();
                copy.load(network.state());
                copy.eval();
                Tensor input = ModernGoldens.input(1, 3, 32, 32);
                assertThat(copy.apply(input).detach().toFloats())
                        .isEqualTo(network.apply(input).detach().toFloats());
            }
        }
    }

    @Test
    void foldedNetworksAnswerTheSameWithoutBatchNorms() {
        for (Sequential network :
                List.of(MobileNetV2.build(3, 4), EfficientNet.b(1, 1, 0.2).build(3, 4))) {
            try (network;
                    Scope scope = Scope.open()) {
                Tensor input = ModernGoldens.input(2, 3, 32, 32);
                network.initialize(Rng.of(4));
                ModernGoldens.trainWithoutChance(network);
                network.apply(input);
                network.eval();
                try (Sequential folded = Folding.fold(network)) {
                    assertThat(folded.state()).hasSizeLessThan(network.state().size() / 2);
                    float[] expected = network.apply(input).detach().toFloats();
                    float[] answers = folded.apply(input).detach().toFloats();
                    for (int i = 0; i < answers.length; i++) {
                        assertThat(answers[i]).isCloseTo(expected[i], within(1e-4f));
                    }
                }
            }
        }
    }

    /** torchvision: blocks are skipped at 0.2 · i / 16, of which only those with a shortcut can be. */
    @Test
    void blocksAreSkippedMoreOftenTheDeeperTheyAre() {
        try (UnaryLayer network = EfficientNet.b(1, 1, 0.2).build(3, 10)) {
            StringBuilder probabilities = new StringBuilder();
            network.walk((path, layer) -> {
                if (layer instanceof StochasticDepth depth) {
                    probabilities.append(Math.round(depth.probability() * 80)).append(' ');
                }
            });
            assertThat(probabilities.toString()).isEqualTo("2 4 6 7 9 10 12 13 14 ");
        }
    }
}
