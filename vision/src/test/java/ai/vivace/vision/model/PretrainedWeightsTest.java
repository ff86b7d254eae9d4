package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.StateDifference;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.WeightFile;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DataFolder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretrainedWeightsTest {
    private static final TransformerSize SIZE = new TransformerSize(8, 16, 2, 2);

    private static Map<String, Tensor> renamed(Map<String, Tensor> state, String from, String to) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        state.forEach((name, value) -> renamed.put(name.replace(from, to), value));
        return renamed;
    }

    @Test
    void oldNamesOfTransformersAreTodays() {
        try (VisionTransformer from = VisionTransformer.of(Shape.of(3, 16, 16), 3, SIZE);
                VisionTransformer to = VisionTransformer.of(Shape.of(3, 32, 32), 3, SIZE);
                Scope scope = Scope.open()) {
            from.initialize(Rng.of(1));
            Map<String, Tensor> old = renamed(renamed(from.state(), "mlp.0", "mlp.linear_1"), "mlp.3", "mlp.linear_2");
            PretrainedWeights.load(to, old);
            String name = "encoder.layers.encoder_layer_1.mlp.3.weight";
            assertThat(to.parameter(name).value().detach().toFloats())
                    .isEqualTo(from.parameter(name).value().detach().toFloats());
        }
    }

    /** The names of torchvision's DenseNet files, and of detectors'. */
    @ParameterizedTest
    @CsvSource({
        "features.denseblock1.denselayer2.norm.1.weight, features.denseblock1.denselayer2.norm1.weight",
        "features.denseblock1.denselayer2.conv.2.weight, features.denseblock1.denselayer2.conv2.weight",
        "backbone.fpn.inner_blocks.0.weight, backbone.fpn.inner_blocks.0.0.weight",
        "backbone.fpn.layer_blocks.3.bias, backbone.fpn.layer_blocks.3.0.bias"
    })
    void oldNamesOfOthersAreTodays(String old, String today) {
        String[] parts = today.split("\\.", -1);
        Map<String, UnaryLayer> layers = Map.of(parts[parts.length - 2], Linear.of(1, 1));
        for (int i = parts.length - 3; i >= 0; i--) {
            layers = Map.of(parts[i], Sequential.of(layers));
        }
        try (Sequential network = Sequential.of(layers);
                Scope scope = Scope.open()) {
            assertThat(WeightNames.today(network, Map.of(old, Tensor.of(1)))).containsOnlyKeys(today);
            assertThat(WeightNames.today(network, Map.of("other", Tensor.of(1))))
                    .containsOnlyKeys("other");
        }
    }

    @Test
    void weightsOfAnotherHeadFillTheBodyAndSayWhatTheyLeft() {
        Architecture architecture = Architectures.of("mobilenet_v2");
        try (UnaryLayer from = architecture.build(Shape.of(3, 32, 32), 10);
                UnaryLayer to = architecture.build(Shape.of(3, 32, 32), 4);
                Scope scope = Scope.open()) {
            from.initialize(Rng.of(1));
            StateDifference difference = PretrainedWeights.loadBody(architecture, to, from.state());
            assertThat(difference.mismatched()).containsOnlyKeys("classifier.1.weight", "classifier.1.bias");
            assertThat(difference.missing()).isEmpty();
            String name = "features.17.conv.2.weight";
            assertThat(to.parameter(name).value().detach().toFloats())
                    .isEqualTo(from.parameter(name).value().detach().toFloats());
            assertThat(to.parameter("classifier.1.weight").isPristine()).isTrue();
            assertThatThrownBy(() -> PretrainedWeights.load(to, from.state()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("classifier.1.weight is [4, 1280] in the model but came as [10, 1280]");
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedAndNothingChanges() {
        Architecture architecture = Architectures.of("mobilenet_v2");
        try (UnaryLayer small = Architectures.of("mobilenet_v3_small").build(Shape.of(3, 32, 32), 4);
                UnaryLayer network = architecture.build(Shape.of(3, 32, 32), 4);
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> PretrainedWeights.loadBody(architecture, network, small.state()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("do not fit the body of mobilenet_v2")
                    .hasMessageContaining("missing: features.1.conv.0.0.weight");
            assertThat(network.parameter("features.0.0.weight").isPristine()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 6, 0", "2, 1.5, 0", "3, 1, 0", "5, 1, 0"})
    void firstConvolutionFitsOtherNumbersOfChannels(int channels, float first, float last) {
        try (Sequential network =
                        Sequential.of(Conv2d.of(channels, 1, 1).withoutBias().build());
                Scope scope = Scope.open()) {
            PretrainedWeights.load(network, Map.of("0.weight", Tensor.of(new float[] {1, 2, 3}, Shape.of(1, 3, 1, 1))));
            float[] weight = network.parameter("0.weight").value().detach().toFloats();
            assertThat(weight[0]).isEqualTo(first);
            if (channels > 3) {
                assertThat(weight[channels - 1]).isEqualTo(last);
            }
        }
    }

    @Test
    void kerasWeightsAreRefusedWherePicturesArePaddedOtherwise() {
        try (UnaryLayer network = MobileNetV2.build(3, 4);
                Scope scope = Scope.open()) {
            Map<String, Tensor> keras = Map.of("bn_Conv1.gamma", Tensor.of(1));
            assertThatThrownBy(() -> PretrainedWeights.load(network, keras))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("mobilenet_v2_keras");
        }
    }

    private static JsonNode reference(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("reference.json").toFile());
    }

    /** ((31·y + 17·x + 7·c) mod 256) / divisor. */
    private static Tensor ramp(int side, double divisor) {
        float[] values = new float[3 * side * side];
        for (int c = 0, i = 0; c < 3; c++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    values[i++] = (float) ((31 * y + 17 * x + 7 * c) % 256 / divisor);
                }
            }
        }
        return Tensor.of(values, Shape.of(1, 3, side, side));
    }

    /** The features that PyTorch computed with Keras's weights; the network without its classifier. */
    @Tag("data")
    @Test
    void kerasMobileNetV2SeesWhatTheReferenceSees() throws IOException {
        Path folder = DataFolder.named("mobilenet-v2-imagenet-backbone");
        JsonNode features = reference(folder).get("features");
        Architecture architecture = Architectures.of("mobilenet_v2_keras");
        try (Sequential network = (Sequential) architecture.build(Shape.of(3, 224, 224), 10);
                Scope scope = Scope.open()) {
            WeightFile weights = WeightFile.read(folder.resolve("mobilenet_v2_1.0_224_notop.safetensors"));
            StateDifference difference = PretrainedWeights.loadBody(architecture, network, weights.tensors());
            assertThat(difference.unexpected()).isEmpty();
            assertThat(difference.missing()).containsOnlyKeys("classifier.1.weight", "classifier.1.bias");
            network.eval();
            Tensor value = ramp(224, 127.5).sub(1);
            for (String name : network.children().keySet()) {
                if (!name.equals("classifier")) {
                    value = ((UnaryLayer)
                                    Objects.requireNonNull(network.children().get(name)))
                            .apply(value);
                }
            }
            float[] seen = value.detach().toFloats();
            assertThat(seen).hasSize(1280);
            for (int i = 0; i < seen.length; i++) {
                assertThat((double) seen[i]).isCloseTo(features.get(i).asDouble(), within(1e-4));
            }
        }
    }

    /** The published weights, in PyTorch's old format, and the logits that PyTorch computed with them. */
    @Tag("data")
    @ParameterizedTest
    @CsvSource({"resnet20, -12fca82f", "resnet32, -d509ac18", "resnet44, -014dd654", "resnet56, -4bfd9763"})
    void cifarResNetsAnswerAsTheReference(String label, String version) throws IOException {
        Path folder = DataFolder.named("cifar10-resnet-weights");
        JsonNode logits = reference(folder).get("logits").get(label + version);
        try (UnaryLayer network = Architectures.of(label).build(Shape.of(3, 32, 32), 10);
                Scope scope = Scope.open()) {
            PretrainedWeights.load(
                    network,
                    WeightFile.read(folder.resolve(label + version + ".th")).tensors());
            network.eval();
            Tensor mean = Tensor.of(new float[] {.485f, .456f, .406f}, Shape.of(3, 1, 1));
            Tensor deviation = Tensor.of(new float[] {.229f, .224f, .225f}, Shape.of(3, 1, 1));
            float[] answers = network.apply(ramp(32, 255).sub(mean).div(deviation))
                    .detach()
                    .toFloats();
            for (int i = 0; i < answers.length; i++) {
                assertThat((double) answers[i]).isCloseTo(logits.get(i).asDouble(), within(1e-4));
            }
        }
    }

    /** As published, in PyTorch's old format, and as safetensors. */
    @Tag("data")
    @ParameterizedTest
    @CsvSource({"resnet20-12fca82f", "resnet56-4bfd9763"})
    void bothFilesOfPublishedResNetsHoldTheSameTensors(String name) {
        Path folder = DataFolder.named("cifar10-resnet-weights");
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> published =
                    WeightFile.read(folder.resolve(name + ".th")).tensors();
            Map<String, Tensor> converted =
                    WeightFile.read(folder.resolve(name + ".safetensors")).tensors();
            assertThat(published.keySet()).containsExactlyInAnyOrderElementsOf(converted.keySet());
            published.forEach((key, tensor) -> assertThat(tensor.toFloats())
                    .as(key)
                    .isEqualTo(Objects.requireNonNull(converted.get(key)).toFloats()));
        }
    }
}
