package ai.vivace.vision.augment;

import ai.vivace.base.Rng;
import ai.vivace.data.Batch;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures for tests, and how they are changed. */
final class Waves {
    static final Task CLASSES = new Task.Classification(List.of("a", "b"));

    private Waves() {}

    /** 0.5 sin(i + 1) + 0.5 for the i-th number. */
    static Tensor of(int... sizes) {
        Shape shape = Shape.of(IntStream.of(sizes).asLongStream().toArray());
        float[] values = new float[(int) shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 * Math.sin(i + 1) + 0.5);
        }
        return Tensor.of(values, shape);
    }

    /** A batch of the items 0 to N - 1, with class 0. */
    static Batch batch(Tensor pictures) {
        int items = (int) pictures.size(0);
        return batch(pictures, IntStream.range(0, items).toArray());
    }

    static Batch batch(Tensor pictures, int... indices) {
        return new Batch(pictures, Tensor.of(new long[indices.length], Shape.of(indices.length)), indices);
    }

    /** What becomes of copies of pictures. */
    static float[] changed(Augment augment, Tensor pictures, long seed) {
        return augment.augmented(pictures, Rng.of(seed)).toFloats();
    }
}
