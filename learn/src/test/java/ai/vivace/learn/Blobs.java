package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.optim.Sgd;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Three clouds of points in a plane, and a small net with batch norm and dropout that tells them apart. */
final class Blobs {
    static final int ITEMS = 600;

    private Blobs() {}

    static TrainingData data() {
        return data(0);
    }

    static TrainingData data(int workers) {
        TrainingData.Builder builder = builder().batchSize(32);
        return (workers == 0 ? builder : builder.workers(workers)).build();
    }

    /** The same points in batches of another size; 480 are to learn from. */
    static TrainingData batchesOf(int items) {
        return builder().batchSize(items).build();
    }

    private static TrainingData.Builder builder() {
        return TrainingData.of(source(), Split.random(0.2, 1)).seed(5);
    }

    /** All points. */
    static ArrayDataSet source() {
        Rng rng = Rng.of(3).split("blobs");
        float[] points = new float[2 * ITEMS];
        int[] classes = new int[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            classes[i] = i % 3;
            points[2 * i] = (float) (2 * Math.cos(2.1 * classes[i]) + 0.5 * rng.nextGaussian());
            points[2 * i + 1] = (float) (2 * Math.sin(2.1 * classes[i]) + 0.5 * rng.nextGaussian());
        }
        return ArrayDataSet.of(
                new Array.Floats(Shape.of(ITEMS, 2), points),
                classes,
                new Task.Classification(List.of("red", "green", "blue")));
    }

    /** 3·x - 2·y + 1 of 600 points, in batches of 32. */
    static TrainingData plane() {
        Rng rng = Rng.of(4).split("plane");
        float[] points = new float[2 * ITEMS];
        float[] heights = new float[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            points[2 * i] = (float) rng.nextGaussian();
            points[2 * i + 1] = (float) rng.nextGaussian();
            heights[i] = 3 * points[2 * i] - 2 * points[2 * i + 1] + 1;
        }
        ArrayDataSet source = ArrayDataSet.of(
                new Array.Floats(Shape.of(ITEMS, 2), points),
                new Array.Floats(Shape.of(ITEMS, 1), heights),
                new Task.Regression(1));
        return TrainingData.of(source, Split.random(0.2, 1))
                .batchSize(32)
                .seed(5)
                .build();
    }

    /** Named tensors as texts that are equal only when every bit is. */
    static Map<String, String> bits(Map<String, Tensor> tensors) {
        Map<String, String> bits = new TreeMap<>();
        tensors.forEach(
                (name, tensor) -> bits.put(name, tensor.dtype() + HexFormat.of().formatHex(tensor.toRaw())));
        return bits;
    }

    static Sequential model() {
        return Sequential.of(
                Linear.of(2, 16), BatchNorm1d.of(16), Activation.relu(), Dropout.of(0.1), Linear.of(16, 3));
    }

    /** Without batch norm and dropout, so that a batch's gradient is the mean of its items'. */
    static Sequential plain() {
        return Sequential.of(Linear.of(2, 16), Activation.relu(), Linear.of(16, 3));
    }

    /** A learner whose numbers are easily followed: the plain model, four batches an epoch, bare gradient descent. */
    static Learner simple(Callback... callbacks) {
        return simple(batchesOf(120), callbacks);
    }

    static Learner simple(TrainingData data, Callback... callbacks) {
        return Learner.of(data, plain())
                .optimizer(Sgd.standard().learningRate(0.1))
                .metrics(Metrics.accuracy())
                .callbacks(callbacks)
                .seed(7)
                .build();
    }

    static float[] weight(Learner learner) {
        return learner.model().parameter("0.weight").value().toFloats();
    }

    /** How many engine objects Java holds once the garbage of whatever ran before is gone. */
    static long settledObjects() throws InterruptedException {
        long now = Engine.liveObjects();
        for (int same = 0; same < 4; ) {
            System.gc();
            // The binding frees what the collector has found on a thread of its own, which may have to wait for a
            // processor.
            Thread.sleep(100);
            long before = now;
            now = Engine.liveObjects();
            same = now == before ? same + 1 : 0;
        }
        return now;
    }
}
