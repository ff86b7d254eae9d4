package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.AdamW;
import ai.vivace.optim.Optimizer;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What the learner costs per batch where the maths costs next to nothing: a linear layer 10 to 2 on 16 rows, then 31 layers. The
 * plain loop has its batches as ready tensors; the learner's is a whole one-cycle fit, its loader and its validation included.
 *
 * <pre>
 * Overhead [--threads 1] [--steps 1000] [--rounds 10]
 * </pre>
 */
public final class Overhead {
    private static final int ROWS = 16;
    private static final int FEATURES = 10;
    private static final Task.Classification TASK = new Task.Classification(List.of("0", "1"));

    private Overhead() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        Engine.threads(options.number("threads", 1));
        int steps = options.number("steps", 1000);
        int rounds = options.number("rounds", 10);
        Map<String, Object> figures = new LinkedHashMap<>();
        measure("2tensors", Overhead::small, steps, rounds, figures);
        measure("62tensors", Overhead::deep, steps, rounds, figures);
        Report.print("vivace_overhead", "libtorch " + Engine.version(), options, figures);
    }

    /** Rounds of both loops in turn; the first half of them warms up. */
    private static void measure(
            String name, Supplier<UnaryLayer> network, int steps, int rounds, Map<String, Object> figures) {
        float[] features = features(steps * ROWS);
        long[] classes = Workload.classes(steps * ROWS);
        Arrays.setAll(classes, i -> classes[i] % 2);
        double[] plain = new double[rounds];
        double[] learner = new double[rounds];
        for (int i = 0; i < 2 * rounds; i++) {
            plain[i % rounds] = plain(network.get(), steps, features, classes);
            learner[i % rounds] = learner(network.get(), features, classes) / steps;
        }
        Arrays.sort(plain);
        Arrays.sort(learner);
        figures.put("plain_" + name + "_ms_min", StepClock.rounded(plain[0]));
        figures.put("plain_" + name + "_ms_median", StepClock.rounded(StepClock.median(plain)));
        figures.put("learner_" + name + "_ms_min", StepClock.rounded(learner[0]));
        figures.put("learner_" + name + "_ms_median", StepClock.rounded(StepClock.median(learner)));
        figures.put("overhead_" + name + "_ms_min", StepClock.rounded(learner[0] - plain[0]));
        figures.put(
                "overhead_" + name + "_ms_median",
                StepClock.rounded(StepClock.median(learner) - StepClock.median(plain)));
    }

    private static double plain(UnaryLayer network, int steps, float[] features, long[] classes) {
        CrossEntropy loss = CrossEntropy.standard();
        try (var all = Scope.open();
                UnaryLayer model = network;
                Optimizer optimizer = AdamW.pytorch().build(model.parameters())) {
            Tensor inputs = Tensor.of(features, Shape.of(steps, ROWS, FEATURES));
            Tensor targets = Tensor.of(classes, Shape.of(steps, ROWS));
            Tensor[] x = new Tensor[steps];
            Tensor[] y = new Tensor[steps];
            Arrays.setAll(x, i -> inputs.select(0, i));
            Arrays.setAll(y, i -> targets.select(0, i));
            long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                try (var scope = Scope.open()) {
                    loss.mean(model.apply(x[i]), y[i]).backward();
                    optimizer.step();
                    optimizer.clearGradients();
                }
            }
            return (System.nanoTime() - start) / 1e6 / steps;
        }
    }

    private static double learner(UnaryLayer network, float[] features, long[] classes) {
        ArrayDataSet training = dataSet(features, classes, classes.length);
        ArrayDataSet validation = dataSet(features, classes, ROWS);
        TrainingData data = TrainingData.of(training, validation)
                .batchSize(ROWS)
                .preprocessing(Preprocessing.none(Shape.of(FEATURES)))
                .build();
        try (Learner learner = Learner.of(data, network)
                .optimizer(AdamW.pytorch())
                .metrics(Metrics.accuracy())
                .build()) {
            long start = System.nanoTime();
            learner.fitOneCycle(1, 1e-3);
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private static ArrayDataSet dataSet(float[] features, long[] classes, int rows) {
        return ArrayDataSet.of(
                new Array.Floats(Shape.of(rows, FEATURES), Arrays.copyOf(features, rows * FEATURES)),
                new Array.Longs(Shape.of(rows), Arrays.copyOf(classes, rows)),
                TASK);
    }

    private static float[] features(int rows) {
        Rng rng = Rng.of(42).split("features");
        float[] values = new float[rows * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rng.nextGaussian();
        }
        return values;
    }

    private static UnaryLayer small() {
        return Linear.of(FEATURES, 2);
    }

    private static UnaryLayer deep() {
        UnaryLayer[] layers = IntStream.rangeClosed(0, 30)
                .mapToObj(i -> Linear.of(FEATURES, i < 30 ? FEATURES : 2))
                .toArray(UnaryLayer[]::new);
        return Sequential.of(layers);
    }
}
