package ai.vivace.benchmarks;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.BatchContext;
import ai.vivace.learn.Callback;
import ai.vivace.learn.FitContext;
import ai.vivace.learn.Learner;
import ai.vivace.learn.Signal;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.optim.AdamW;
import ai.vivace.optim.Optimizer;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Times whole training steps (forward, cross-entropy, backward, AdamW) on ready random batches: written by hand with Vivace's
 * tensors, or through the learner, whose steps have the loader's and the callbacks' work in them.
 *
 * <pre>
 * TrainStep --model mlp|simplecnn|resnet18 [--loop hand|learner] [--threads 1] [--batch N] [--steps N] [--warmup N]
 * </pre>
 */
public final class TrainStep {
    private TrainStep() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        Workload workload = Workload.of(options.text("model", "mlp"));
        boolean learner = options.text("loop", "hand").equals("learner");
        int threads = options.number("threads", 1);
        int batch = options.number("batch", workload.batch);
        int steps = options.number("steps", workload.steps);
        int warmup = options.number("warmup", workload.warmup);
        Engine.threads(threads);
        StepClock clock = new StepClock(steps);
        if (learner) {
            learner(workload, batch, warmup, clock);
        } else {
            hand(workload, batch, warmup, clock);
        }
        Report.print(
                "vivace_train_step" + (learner ? " (learner)" : ""),
                "libtorch " + Engine.version(),
                options,
                clock.summary("step"));
    }

    private static void hand(Workload workload, int batch, int warmup, StepClock clock) {
        List<Tensor> inputs = new ArrayList<>();
        List<Tensor> targets = new ArrayList<>();
        Shape all = workload.picture().prepend(batch).prepend(workload.ready);
        Tensor pixels = Tensor.of(workload.pixels(workload.ready * batch), all);
        Tensor classes = Tensor.of(Workload.classes(workload.ready * batch), Shape.of(workload.ready, batch));
        for (int i = 0; i < workload.ready; i++) {
            inputs.add(pixels.select(0, i));
            targets.add(classes.select(0, i));
        }
        CrossEntropy loss = CrossEntropy.standard();
        try (UnaryLayer model = workload.network();
                Optimizer optimizer = AdamW.pytorch().build(model.parameters())) {
            model.initialize(Rng.of(42));
            for (int i = -warmup; !clock.isFull(); i++) {
                int place = Math.floorMod(i, workload.ready);
                if (i >= 0) {
                    clock.start();
                }
                try (var scope = Scope.open()) {
                    loss.mean(model.apply(inputs.get(place)), targets.get(place))
                            .backward();
                    optimizer.step();
                    optimizer.clearGradients();
                }
                if (i >= 0) {
                    clock.stop();
                }
            }
        }
    }

    private static void learner(Workload workload, int batch, int warmup, StepClock clock) {
        int pictures = workload.ready * batch;
        Task.Classification task = new Task.Classification(
                IntStream.range(0, Workload.CLASSES).mapToObj(Integer::toString).toList());
        ArrayDataSet training = dataSet(workload, pictures, task);
        ArrayDataSet validation = dataSet(workload, batch, task);
        TrainingData data = TrainingData.of(training, validation)
                .batchSize(batch)
                .preprocessing(Preprocessing.none(workload.picture()))
                .build();
        try (Learner learner = Learner.of(data, workload.network())
                .optimizer(AdamW.pytorch())
                .callbacks(new Timing(clock, warmup))
                .build()) {
            learner.fit(Integer.MAX_VALUE / workload.ready, 1e-3);
        }
    }

    private static ArrayDataSet dataSet(Workload workload, int pictures, Task task) {
        return ArrayDataSet.of(
                new Array.Floats(workload.picture().prepend(pictures), workload.pixels(pictures)),
                new Array.Longs(Shape.of(pictures), Workload.classes(pictures)),
                task);
    }

    /** Times from the end of one batch to the end of the next of the same epoch. */
    private static final class Timing implements Callback {
        private final StepClock clock;
        private int warmup;
        private boolean running;

        Timing(StepClock clock, int warmup) {
            this.clock = clock;
            this.warmup = warmup;
        }

        @Override
        public Signal beforeEpoch(FitContext fit) {
            running = false;
            return Signal.CONTINUE;
        }

        @Override
        public Signal afterBatch(BatchContext batch) {
            if (running) {
                clock.stop();
            }
            if (clock.isFull()) {
                return Signal.END_FIT;
            }
            running = --warmup < 0;
            if (running) {
                clock.start();
            }
            return Signal.CONTINUE;
        }
    }
}
