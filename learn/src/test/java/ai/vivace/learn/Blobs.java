package ai.vivace.learn;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm1d;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
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
        Rng rng = Rng.of(3).split("blobs");
        float[] points = new float[2 * ITEMS];
        int[] classes = new int[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            classes[i] = i % 3;
            points[2 * i] = (float) (2 * Math.cos(2.1 * classes[i]) + 0.5 * rng.nextGaussian());
            points[2 * i + 1] = (float) (2 * Math.sin(2.1 * classes[i]) + 0.5 * rng.nextGaussian());
        }
        ArrayDataSet source = ArrayDataSet.of(
                new Array.Floats(Shape.of(ITEMS, 2), points),
                classes,
                new Task.Classification(List.of("red", "green", "blue")));
        TrainingData.Builder builder =
                TrainingData.of(source, Split.random(0.2, 1)).batchSize(32).seed(5);
        return (workers == 0 ? builder : builder.workers(workers)).build();
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
}
