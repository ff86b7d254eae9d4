package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.optim.Decay;
import ai.vivace.optim.Sgd;
import ai.vivace.tensor.Shape;
import java.util.List;

/** 120 small pictures of noise in three classes, and a small convolutional net. */
final class Tiles {
    static final int HEIGHT = 8;
    static final int WIDTH = 6;
    private static final int ITEMS = 120;

    private Tiles() {}

    /** 96 to learn from, in batches of 24. */
    static TrainingData data(int workers) {
        Rng rng = Rng.of(3).split("tiles");
        float[] pixels = new float[ITEMS * HEIGHT * WIDTH];
        int[] classes = new int[ITEMS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) rng.nextGaussian();
        }
        for (int i = 0; i < ITEMS; i++) {
            classes[i] = i % 3;
            pixels[i * HEIGHT * WIDTH + classes[i]] += 3;
        }
        TrainingData.Builder builder = TrainingData.of(
                        ArrayDataSet.of(
                                new Array.Floats(Shape.of(ITEMS, 1, HEIGHT, WIDTH), pixels),
                                classes,
                                new Task.Classification(List.of("a", "b", "c"))),
                        Split.random(0.2, 1))
                .seed(5)
                .batchSize(24);
        return (workers == 0 ? builder : builder.workers(workers)).build();
    }

    static Sequential model() {
        return Sequential.of(
                Conv2d.of(1, 4, 3).withoutBias().build(),
                BatchNorm2d.of(4),
                Activation.relu(),
                Flatten.of(),
                Linear.of(4 * (HEIGHT - 2) * (WIDTH - 2), 3));
    }

    static Learner learner(Callback... callbacks) {
        return learner(0, callbacks);
    }

    static Learner learner(int workers, Callback... callbacks) {
        return Learner.of(data(workers), model())
                .optimizer(new Sgd(0.1, 0, 0, 0, Sgd.Look.HERE, Decay.DECOUPLED))
                .callbacks(callbacks)
                .seed(7)
                .build();
    }
}
