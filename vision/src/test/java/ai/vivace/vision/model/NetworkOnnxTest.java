package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.vivace.base.Rng;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.onnx.OnnxModel;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported networks, run by ONNX Runtime with another number of items than they were exported with. */
class NetworkOnnxTest {
    private static final TransformerSize SMALL = new TransformerSize(16, 32, 2, 4);

    @TempDir
    Path folder;

    private static UnaryLayer network(String name, Shape picture) {
        return switch (name) {
            case "convnext" -> new ConvNext(List.of(16, 32), List.of(1, 2), 0.1).build(3, 5);
            case "vit" -> VisionTransformer.of(picture, 5, SMALL);
            case "deit" -> DataEfficientTransformer.of(picture, 5, SMALL);
            case "deit_distilled" -> DataEfficientTransformer.distilled(picture, 5, SMALL);
            default -> Architectures.of(name).build(picture, 5);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cnn",
                "lenet5",
                "resnet18",
                "resnet20",
                "xresnet18",
                "squeezenet1_1",
                "mobilenet_v2",
                "mobilenet_v2_keras",
                "mobilenet_v3_small",
                "mobilenet_v3_large",
                "efficientnet_b0",
                "convnext",
                "vit",
                "deit",
                "deit_distilled"
            })
    void networksAnswerTheSameInOnnxRuntime(String name) throws OrtException {
        check(name);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vgg11_bn",
                "googlenet",
                "resnet50",
                "seresnet50",
                "resnext50_32x4d",
                "resnetv2_50",
                "resnet20_b",
                "plain20",
                "wrn16_4",
                "xresnet50_deep",
                "densenet121",
                "squeezenet1_0",
                "efficientnet_b3",
                "efficientnet_v2_s",
                "convnext_tiny",
                "deit_small"
            })
    void largeNetworksAnswerTheSameInOnnxRuntime(String name) throws OrtException {
        check(name);
    }

    private void check(String name) throws OrtException {
        Shape picture = Shape.of(3, 64, 48);
        Path file = folder.resolve(name + ".onnx");
        try (UnaryLayer network = network(name, picture);
                Scope scope = Scope.open()) {
            network.initialize(Rng.of(1));
            if (name.equals("vit")) {
                // Its head starts at 0, and answers of 0 would prove nothing.
                ModernGoldens.fillScattered(network);
            }
            ModernGoldens.trainWithoutChance(network);
            Tensor input = ModernGoldens.input(3, 3, 64, 48);
            network.apply(input);
            network.eval();
            OnnxModel.of(network, picture).write(file);
            float[] expected = network.apply(input).detach().toFloats();
            float[] answers = answers(file, input);
            assertThat(answers).hasSameSizeAs(expected);
            float largest = network.apply(input).detach().abs().max().toFloats()[0];
            assertThat(largest).isPositive();
            for (int i = 0; i < answers.length; i++) {
                assertThat(answers[i]).isCloseTo(expected[i], within(1e-4f * largest));
            }
        }
    }

    private static float[] answers(Path file, Tensor input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor values = OnnxTensor.createTensor(
                        environment,
                        FloatBuffer.wrap(input.toFloats()),
                        input.shape().toArray());
                OrtSession.Result result = session.run(Map.of("input", values))) {
            OnnxTensor output = (OnnxTensor) result.get("output").orElseThrow();
            float[] answers = new float[output.getFloatBuffer().remaining()];
            output.getFloatBuffer().get(answers);
            return answers;
        }
    }
}
