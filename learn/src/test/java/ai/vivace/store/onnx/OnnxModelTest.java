package ai.vivace.store.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Preprocessing;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveAveragePool2d;
import ai.vivace.nn.AdaptiveMaxPool2d;
import ai.vivace.nn.AveragePool2d;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.BranchScale;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.GroupNorm;
import ai.vivace.nn.Identity;
import ai.vivace.nn.InstanceNorm2d;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.LeakyRelu;
import ai.vivace.nn.Linear;
import ai.vivace.nn.MaxPool2d;
import ai.vivace.nn.Residual;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.Sine;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.nn.Window;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported layers, run by ONNX Runtime, beside the layers themselves. */
class OnnxModelTest {
    private static final Shape PICTURE = Shape.of(4, 8, 6);

    @TempDir
    Path folder;

    private static Arguments of(UnaryLayer layer, Shape item) {
        return Arguments.of(layer, item);
    }

    static Stream<Arguments> layers() {
        Stream<Arguments> functions = Arrays.stream(Nonlinearity.values()).map(f -> of(Activation.of(f), Shape.of(7)));
        return Stream.concat(
                functions,
                Stream.of(
                        of(Conv2d.of(4, 6, 3).stride(2).padding(1).build(), PICTURE),
                        of(
                                Conv2d.of(4, 4, 3)
                                        .dilation(2)
                                        .groups(2)
                                        .withoutBias()
                                        .build(),
                                PICTURE),
                        of(Linear.of(5, 3), Shape.of(5)),
                        of(Linear.withoutBias(5, 3), Shape.of(2, 5)),
                        of(Linear.of(5, 3), Shape.of(2, 5)),
                        of(BatchNorm2d.of(4), PICTURE),
                        of(BatchNorm1d.of(4), Shape.of(4)),
                        of(LayerNorm.of(6), PICTURE),
                        of(LayerNorm.of(Shape.of(8, 6)), PICTURE),
                        of(GroupNorm.of(2, 4), PICTURE),
                        of(InstanceNorm2d.of(4), PICTURE),
                        of(MaxPool2d.of(Window.square(3).stride(2).padding(1)), PICTURE),
                        of(MaxPool2d.of(Window.square(3).stride(2).rounding(Window.Rounding.UP)), PICTURE),
                        of(AveragePool2d.of(2), PICTURE),
                        of(
                                AveragePool2d.of(Window.square(3).stride(2).padding(1), AveragePool2d.Border.COUNTED),
                                PICTURE),
                        of(AdaptiveAveragePool2d.of(1), PICTURE),
                        of(AdaptiveAveragePool2d.of(2), PICTURE),
                        of(AdaptiveAveragePool2d.of(7), PICTURE),
                        of(AdaptiveMaxPool2d.of(1), PICTURE),
                        of(AdaptiveMaxPool2d.of(2), PICTURE),
                        of(Flatten.of(), PICTURE),
                        of(LeakyRelu.of(0.1), PICTURE),
                        of(Sequential.of(Dropout.of(0.5), Identity.of(), Activation.relu()), PICTURE),
                        of(Residual.of(Conv2d.of(4, 4, 1).build(), BranchScale.channels(4, 0.5)), PICTURE),
                        of(
                                Residual.of(
                                        Conv2d.of(4, 2, 1).build(),
                                        Conv2d.of(4, 2, 1).build(),
                                        BranchScale.none()),
                                PICTURE)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("layers")
    void layersAnswerTheSameInOnnxRuntime(UnaryLayer made, Shape item) throws OrtException {
        Path file = folder.resolve("layer.onnx");
        try (UnaryLayer layer = made;
                Scope scope = Scope.open()) {
            layer.initialize(Rng.of(1));
            layer.eval();
            OnnxModel.of(layer, item).write(file);
            Tensor input = Tensor.randomNormal(item.prepend(3), Rng.of(2)).mul(3);
            compare(layer.apply(input), answers(file, input));
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

    private static void compare(Tensor expected, float... answers) {
        float[] values = expected.detach().toFloats();
        assertThat(answers).hasSameSizeAs(values);
        for (int i = 0; i < values.length; i++) {
            assertThat(answers[i]).isCloseTo(values[i], within(1e-5f * (1 + Math.abs(values[i]))));
        }
    }

    @Test
    void preprocessingIsPartOfTheModelWhereItIsGiven() throws OrtException {
        Path file = folder.resolve("model.onnx");
        Preprocessing first = new Preprocessing(Shape.of(3, 2, 2), 255, List.of(.4, .5, .6), List.of(.2, .25, .3));
        try (UnaryLayer layer = Conv2d.of(3, 2, 1).build();
                Scope scope = Scope.open()) {
            OnnxModel.of(layer, first.inputShape()).preprocessing(first).write(file);
            Tensor raw = Tensor.randomUniform(Shape.of(2, 3, 2, 2), Rng.of(1)).mul(255);
            compare(layer.apply(first.apply(raw)), answers(file, raw));
            assertThatThrownBy(() -> OnnxModel.of(layer, Shape.of(3, 4, 4)).preprocessing(first))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("[3, 4, 4]");
        }
    }

    @Test
    void whatOnnxCannotSayIsToldWithTheLayersPath() {
        Path file = folder.resolve("none.onnx");
        try (UnaryLayer network = Sequential.of(Map.of("first", Sequential.of(Sine.of(30))));
                UnaryLayer uneven = AdaptiveMaxPool2d.of(3)) {
            assertThatThrownBy(() -> OnnxModel.of(network, Shape.of(2)).write(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("\"first.0\"")
                    .hasMessageContaining("OnnxCatalog");
            assertThatThrownBy(() -> OnnxModel.of(uneven, PICTURE).write(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("8 x 6 pixels");
            assertThat(file).doesNotExist();
        }
    }
}
