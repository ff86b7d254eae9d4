package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.vivace.data.Array;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.AdaptiveSoftmax;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Predictor;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Shape;
import ai.vivace.testing.OnnxRuntime;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final String MODEL = TrainedDigits.model().toString();

    @TempDir
    Path folder;

    private static float[] digit() {
        float[] pixels = new float[64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i * 5 % 17;
        }
        return pixels;
    }

    @Test
    void anotherProgramAnswersAsPredictDoes() {
        assumeTrue(OnnxRuntime.isHere(), "ONNX Runtime's library is for Linux on x86-64.");
        Path file = folder.resolve("new/digits.onnx");

        CommandRun run = CommandRun.of("export", MODEL, "--onnx", file.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("Wrote " + file, "opset 17")
                .contains("It takes input [N, 1, 8, 8] and gives output [N, 10] and probabilities [N, 10].");
        try (OnnxRuntime runtime = OnnxRuntime.load(file);
                Predictor predictor = Predictor.load(TrainedDigits.model())) {
            float[] theirs = runtime.run("probabilities", digit(), 1, 1, 8, 8);
            List<Double> ours = predictor
                    .predict(new Array.Floats(Shape.of(1, 8, 8), digit()))
                    .values();
            for (int i = 0; i < 10; i++) {
                assertThat((double) theirs[i]).isCloseTo(ours.get(i), within(1e-4));
            }
        }
    }

    @Test
    void theDocumentSaysWhatWasWritten() throws IOException {
        Path file = folder.resolve("digits.onnx");

        CommandRun run = CommandRun.of(
                "export",
                TrainedDigits.folder().toString(),
                "--onnx",
                file.toString(),
                "--without-preprocessing",
                "--json");

        JsonNode document = new JsonMapper().readTree(run.out());
        assertThat(document.path("model").asText()).isEqualTo(MODEL);
        assertThat(document.path("onnx").asText()).isEqualTo(file.toString());
        assertThat(document.path("opset").asInt()).isEqualTo(17);
        assertThat(document.path("inputs").toString()).isEqualTo("{\"input\":[1,8,8]}");
        assertThat(document.path("outputs").toString()).isEqualTo("{\"output\":[10],\"probabilities\":[10]}");
        // Reshape, Gemm, Relu, Gemm, Identity, Softmax; with preprocessing Sub and Div too.
        assertThat(document.path("operations").asInt()).isEqualTo(6);
        assertThat(document.path("bytes").asLong()).isEqualTo(Files.size(file));
    }

    @Test
    void aFileIsReplacedOnlyWhereThatIsAskedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("digits.onnx"), "mine");

        CommandRun refused = CommandRun.of("export", MODEL, "--onnx", file.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("digits.onnx is there already", "--overwrite");
        assertThat(file).hasContent("mine");

        CommandRun replaced = CommandRun.of("export", MODEL, "--onnx", file.toString(), "--overwrite");
        assertThat(replaced.exitCode()).as(replaced.err()).isZero();
        assertThat(Files.size(file)).isGreaterThan(10_000);
    }

    @Test
    void aModelWithALayerThatHasNoFormIsRefusedAndNothingIsWritten() throws IOException {
        Path file = folder.resolve("words.vivace");
        try (ExportedModel words = new ExportedModel(
                AdaptiveSoftmax.of(4, 8, 4).build(),
                Preprocessing.none(Shape.of(4)),
                new Task.Classification(List.of("a", "b", "c", "d", "e", "f", "g", "h")),
                new InputFormat.Numbers(),
                Provenance.of(0, Instant.EPOCH))) {
            words.write(file);
        }

        CommandRun run = CommandRun.of("export", file.toString(), "--onnx", folder + "/deep/words.onnx");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("AdaptiveSoftmax(inputs=4", "no form in ONNX");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
