package ai.vivace.store.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.Activation;
import ai.vivace.nn.AdaptiveSoftmax;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Predictor;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.OnnxRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
    private static final Shape PICTURE = Shape.of(3, 8, 6);

    private final UnaryLayer layer = Sequential.of(
            Conv2d.of(3, 4, 3).withoutBias().build(),
            BatchNorm2d.of(4),
            Activation.relu(),
            Dropout.of(0.5),
            Flatten.of(),
            Linear.of(96, 3));
    private final ExportedModel model = new ExportedModel(
            layer,
            new Preprocessing(PICTURE, 255, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)),
            new Task.Classification(List.of("cat", "dog", "\"é\"")),
            new InputFormat.Pictures(3, 8, 6, InputFormat.Resize.CROP),
            Provenance.of(7, Instant.EPOCH));

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void prepare() {
        file = folder.resolve("model.onnx");
        OnnxAgreement.stir(layer);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private static float[] bytes(int items) {
        float[] pixels = new float[items * (int) PICTURE.elements()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i * 37 % 256;
        }
        return pixels;
    }

    @Test
    void rawPicturesGoInAndTheProbabilitiesOfThePredictorComeOut() {
        assumeTrue(OnnxRuntime.isHere(), "ONNX Runtime's library is for Linux on x86-64.");
        layer.train();
        OnnxExport.of(model).write(file);
        assertThat(layer.isTraining()).as("as it was").isTrue();
        Path own = folder.resolve("model.vivace");
        model.write(own);

        try (OnnxRuntime runtime = OnnxRuntime.load(file);
                Predictor predictor = Predictor.load(own, Device.CPU)) {
            assertThat(runtime.outputs()).containsExactlyInAnyOrder(OnnxExport.OUTPUT, OnnxExport.PROBABILITIES);
            float[] probabilities = runtime.run(OnnxExport.PROBABILITIES, bytes(1), 1, 3, 8, 6);
            List<Double> expected =
                    predictor.predict(new Array.Floats(PICTURE, bytes(1))).values();
            for (int i = 0; i < 3; i++) {
                assertThat((double) probabilities[i]).isCloseTo(expected.get(i), within(1e-5));
            }
        }
    }

    @Test
    void withoutPreprocessingTheInputIsThatOfTheFirstLayer() {
        assumeTrue(OnnxRuntime.isHere(), "ONNX Runtime's library is for Linux on x86-64.");
        OnnxExport.of(model).withoutPreprocessing().write(file);

        try (OnnxRuntime runtime = OnnxRuntime.load(file);
                Scope scope = Scope.open()) {
            Tensor raw = Tensor.of(bytes(2), PICTURE.prepend(2));
            Tensor prepared = model.preprocessing().apply(raw);
            float[] expected = Autograd.off(
                    () -> layer.evaluating(() -> layer.apply(prepared).toFloats()));
            assertThat(runtime.run(OnnxExport.OUTPUT, prepared.toFloats(), 2, 3, 8, 6))
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(expected);
        }
    }

    @Test
    void theSignatureSaysWhatGoesInAndOut() throws IOException {
        OnnxSignature signature = OnnxExport.of(model).write(file);

        assertThat(signature.inputs()).isEqualTo(Map.of("input", PICTURE.prepend(1)));
        assertThat(signature.outputs()).isEqualTo(Map.of("output", Shape.of(1, 3), "probabilities", Shape.of(1, 3)));
        // Sub, Div, Conv, BatchNormalization, Relu, Reshape, Gemm, Identity, Softmax: dropout has vanished.
        assertThat(signature.nodes()).isEqualTo(9);
        assertThat(signature.bytes()).isEqualTo(Files.size(file));
    }

    @Test
    void labelsAndPreprocessingAreInTheMetadata() {
        assumeTrue(OnnxRuntime.isHere(), "ONNX Runtime's library is for Linux on x86-64.");
        OnnxExport.of(model).write(file);

        try (OnnxRuntime runtime = OnnxRuntime.load(file)) {
            assertThat(runtime.metadata()).isEqualTo(model.facts());
            assertThat(runtime.metadata())
                    .containsEntry(
                            "vivace.task", "{\"kind\":\"classification\",\"labels\":[\"cat\",\"dog\",\"\\\"é\\\"\"]}")
                    .containsKeys("vivace.preprocessing", "vivace.input", "vivace.provenance");
        }
    }

    @Test
    void weightsAreStoredOnceUnderTheirNamesInTheState() throws IOException {
        OnnxExport.of(model).write(file);

        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String name : List.of("0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var", "5.weight")) {
            // Field 8 of a tensor: its name, after its length.
            assertThat(content).containsOnlyOnce("B" + (char) name.length() + name);
        }
        assertThat(content).doesNotContain("num_batches_tracked");
    }

    @Test
    void aLayerWithoutAFormIsRefusedByPathAndTypeAndNothingIsWritten() throws IOException {
        Map<String, UnaryLayer> layers = new LinkedHashMap<>();
        layers.put("first", Linear.of(4, 4));
        layers.put(
                "last",
                Sequential.of(Activation.relu(), AdaptiveSoftmax.of(4, 8, 4).build()));
        assertRefused(
                Sequential.of(layers),
                Shape.of(4),
                "last.1",
                "AdaptiveSoftmax(inputs=4",
                "no form in ONNX",
                "OnnxCatalog");
    }

    @Test
    void aModelThatDoesNotRunOnItsOwnInputsIsRefused() throws IOException {
        assertRefused(Linear.of(5, 2), Shape.of(4), "does not run on inputs [1, 4]", "Linear(");
        assertRefused(Flatten.of(0, 1), Shape.of(4), "one output for each input", "[4]");
        assertRefused(Embedding.of(5, 2), Shape.of(4), "does not run");
    }

    private void assertRefused(UnaryLayer wrong, Shape item, String... told) throws IOException {
        try (ExportedModel bad = OnnxAgreement.plain(wrong, item)) {
            assertThatThrownBy(() -> OnnxExport.of(bad).write(folder.resolve("deep/bad.onnx")))
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll(told);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatReadersWouldRefuseForItsLengthIsNotWritten() {
        OnnxExport.requireFits(Integer.MAX_VALUE);
        assertThatThrownBy(() -> OnnxExport.requireFits(1L << 31))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2147483648 bytes");
    }
}
