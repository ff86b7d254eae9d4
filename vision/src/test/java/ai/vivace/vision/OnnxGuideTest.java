package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.vivace.base.Rng;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Preprocessing;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Predictor;
import ai.vivace.store.Provenance;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.store.onnx.OnnxExport;
import ai.vivace.store.onnx.OnnxSignature;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.testing.OnnxRuntime;
import ai.vivace.vision.model.Networks;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/onnx.md. */
class OnnxGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/onnx.md", OnnxGuideTest.class);
    }

    @Test
    void aModelOfDigitsAnswersInOnnxRuntimeAsInThePredictor() throws OrtException {
        ArrayDataSet digits = Digits.load();
        Path file = folder.resolve("digits.vivace");
        Path onnx = folder.resolve("digits.onnx");
        UnaryLayer network = Networks.simpleCnn(digits.inputShape(), 10);
        network.initialize(Rng.of(1));
        try (ExportedModel model = new ExportedModel(
                network,
                new Preprocessing(digits.inputShape(), 16, List.of(0.3), List.of(0.4)),
                digits.task(),
                new InputFormat.Pictures(1, 8, 8, InputFormat.Resize.SQUISH),
                Provenance.of(1, Instant.EPOCH))) {
            model.write(file);
        }
        // snippet
        try (ExportedModel model = ExportedModel.read(file)) {
            OnnxSignature signature = OnnxExport.of(model).write(onnx);
            System.out.println(signature.inputs() + " to " + signature.outputs());
        }
        // end
        assumeTrue(OnnxRuntime.isHere(), "ONNX Runtime's library is for Linux on x86-64.");
        float[] pixels = digits.item(0).input().toTensor().toFloats();
        // snippet
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx.toString());
                OnnxTensor picture =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), new long[] {1, 1, 8, 8});
                OrtSession.Result answers = session.run(Map.of("input", picture))) {
            float[][] probabilities =
                    (float[][]) answers.get("probabilities").orElseThrow().getValue();
            System.out.println(probabilities[0][7]);
        }
        // end
        try (OnnxRuntime runtime = OnnxRuntime.load(onnx);
                Predictor predictor = Predictor.load(file)) {
            float[] theirs = runtime.run("probabilities", pixels, 1, 1, 8, 8);
            List<Double> ours = predictor.predict(digits.item(0).input()).values();
            for (int i = 0; i < 10; i++) {
                assertThat((double) theirs[i]).isCloseTo(ours.get(i), within(1e-5));
            }
        }
    }

    @Test
    void formsOfOwnLayersAreAMapByClass() {
        // snippet
        OnnxCatalog catalog = () -> Map.of(
                Swish.class,
                (layer, input) -> layer.value("Mul", input, layer.value("Sigmoid", input)),
                Scaled.class,
                (layer, input) -> layer.value("Mul", layer.child("inner").apply(input), layer.state("factor")));
        // end
        assertThat(catalog.forms()).containsOnlyKeys(Swish.class, Scaled.class);
    }

    private static final class Swish extends UnaryLayer {
        @Override
        protected Tensor forward(Tensor input) {
            return input.mul(input.sigmoid());
        }
    }

    private static final class Scaled extends UnaryLayer {
        @Override
        protected Tensor forward(Tensor input) {
            return input;
        }
    }
}
