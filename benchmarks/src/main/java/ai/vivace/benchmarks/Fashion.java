package ai.vivace.benchmarks;

import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.BatchContext;
import ai.vivace.learn.Callback;
import ai.vivace.learn.EpochRow;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.FitContext;
import ai.vivace.learn.History;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Signal;
import ai.vivace.metric.Metrics;
import ai.vivace.tensor.Engine;
import ai.vivace.vision.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Fashion-MNIST from the IDX files to the test accuracy, as a user would write it: one-cycle, Adam with fastai's settings.
 *
 * <pre>
 * Fashion --data FOLDER [--model simplecnn|mlp] [--epochs 3] [--batch 64] [--rate 3e-3] [--threads 1] [--seed 1]
 * </pre>
 *
 * The folder holds the four *-ubyte.gz files, or a folder fashion-mnist with them.
 */
public final class Fashion {
    private Fashion() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        Workload workload = Workload.of(options.text("model", "simplecnn"));
        int epochs = options.number("epochs", 3);
        int batch = options.number("batch", 64);
        double rate = options.decimal("rate", 3e-3);
        int seed = options.number("seed", 1);
        Engine.threads(options.number("threads", 1));
        Path given = Path.of(options.unreported("data", "data"));
        Path folder = Files.isDirectory(given.resolve("fashion-mnist")) ? given.resolve("fashion-mnist") : given;

        Pictures pictures = Pictures.open(folder);
        Split.Parts parts = pictures.split(0.2, 42).apply(pictures.source());
        TrainingData data = TrainingData.of(parts.training(), parts.validation())
                .batchSize(batch)
                .seed(seed)
                .preprocessing(new Preprocessing(workload.picture(), 255, List.of(0.2860), List.of(0.3530)))
                .build();
        StepClock iterations = new StepClock(epochs * (data.training().batches() - 1));
        try (Learner learner = Learner.of(data, workload.network())
                .metrics(Metrics.accuracy())
                .seed(seed)
                .callbacks(new Timing(iterations))
                .build()) {
            long start = System.nanoTime();
            History history = learner.fitOneCycle(epochs, rate);
            Map<String, Object> figures = new LinkedHashMap<>();
            List<Double> accuracies =
                    history.epochs().stream().map(Fashion::accuracy).toList();
            figures.put("accuracy", accuracies.get(accuracies.size() - 1));
            figures.put("accuracies", accuracies);
            figures.put("fit_wall_s", StepClock.rounded((System.nanoTime() - start) / 1e9));
            figures.putAll(iterations.summary("iteration"));
            Report.print("vivace_fashion", "libtorch " + Engine.version(), options, figures);
        }
    }

    private static double accuracy(EpochRow epoch) {
        Evaluation evaluation = Objects.requireNonNull(epoch.evaluation());
        return Objects.requireNonNull(
                evaluation.metrics().get(Metrics.accuracy().name()));
    }

    /** Times from the end of one batch to the end of the next of the same epoch. */
    private record Timing(StepClock clock) implements Callback {
        @Override
        public Signal afterBatch(BatchContext batch) {
            FitContext fit = batch.fit();
            if (fit.batch() > 0) {
                clock.stop();
            }
            if (fit.batch() < fit.batchesPerEpoch() - 1) {
                clock.start();
            }
            return Signal.CONTINUE;
        }
    }
}
