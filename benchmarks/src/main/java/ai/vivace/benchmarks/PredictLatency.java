package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Predictor;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Times an exported model's answer for one picture, from its bytes to probabilities with labels, beside the bare forward of the same
 * layers on a ready tensor, in turn.
 *
 * <pre>
 * PredictLatency [--arch resnet18] [--size 224] [--threads 1] [--steps 50] [--warmup 10]
 * </pre>
 */
public final class PredictLatency {
    private static final int CLASSES = 10;

    private PredictLatency() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        Architecture architecture = Architectures.of(options.text("arch", "resnet18"));
        int size = options.number("size", 224);
        int threads = options.number("threads", 1);
        int steps = options.number("steps", 50);
        int warmup = options.number("warmup", 10);
        Engine.threads(threads);
        Shape picture = Shape.of(3, size, size);
        byte[] bytes = new byte[3 * size * size];
        new Random(1).nextBytes(bytes);
        Array.Bytes raw = new Array.Bytes(picture, bytes);
        Path file = Files.createTempFile("latency", ".vivace");
        StepClock bare = new StepClock(steps);
        StepClock predicted = new StepClock(steps);
        try (UnaryLayer model = architecture.build(picture, CLASSES)) {
            model.initialize(Rng.of(1));
            model.eval();
            export(model, architecture, size, file);
            try (Predictor predictor = Predictor.load(file);
                    Scope scope = Scope.open()) {
                Tensor input = Tensor.ones(picture.prepend(1));
                for (int i = -warmup; i < steps; i++) {
                    timed(bare, i >= 0, () -> forward(model, input));
                    timed(predicted, i >= 0, () -> predictor.predict(raw));
                }
            }
        } finally {
            Files.delete(file);
        }
        Map<String, Object> figures = new LinkedHashMap<>(bare.summary("forward"));
        figures.putAll(predicted.summary("predict"));
        Report.print("predict_latency", "libtorch " + Engine.version(), options, figures);
    }

    private static void export(UnaryLayer model, Architecture architecture, int size, Path file) {
        Shape picture = Shape.of(3, size, size);
        Preprocessing preprocessing = new Preprocessing(
                picture,
                255,
                architecture.statistics().mean(),
                architecture.statistics().deviation());
        Task task = new Task.Classification(
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList());
        new ExportedModel(
                        model,
                        preprocessing,
                        task,
                        new InputFormat.Pictures(3, size, size, InputFormat.Resize.CROP),
                        Provenance.of(1, Instant.EPOCH))
                .write(file);
    }

    private static void forward(UnaryLayer model, Tensor input) {
        try (Scope scope = Scope.open()) {
            Autograd.off(() -> model.apply(input).toFloats());
        }
    }

    private static void timed(StepClock clock, boolean counted, Runnable step) {
        if (counted) {
            clock.start();
        }
        step.run();
        if (counted) {
            clock.stop();
        }
    }
}
