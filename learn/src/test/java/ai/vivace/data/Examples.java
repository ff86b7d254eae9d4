package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;

/** Small data sets that the tests of this package share. */
@NullMarked
final class Examples {
    static final Task.Classification TASK = new Task.Classification(List.of("a", "b", "c"));

    private Examples() {}

    /** Items [1, 2, 2] of bytes; item i holds i, i+1, i+2, i+3 and is of class i mod 3. */
    static ArrayDataSet bytes(int size) {
        byte[] inputs = new byte[size * 4];
        int[] classes = new int[size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < 4; k++) {
                inputs[i * 4 + k] = (byte) (i + k);
            }
            classes[i] = i % 3;
        }
        return ArrayDataSet.of(new Array.Bytes(Shape.of(size, 1, 2, 2), inputs), classes, TASK);
    }

    /** Like {@link #bytes}, read item by item, where some items cannot be read. */
    static Source reading(int size, Set<Integer> corrupt) {
        ArrayDataSet whole = bytes(size);
        return new Source() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Item item(int index) {
                InputException.require(!corrupt.contains(index), () -> "file-" + index + ".png is not a picture.");
                return whole.item(index);
            }

            @Override
            public String describe(int index) {
                return "file-" + index + ".png";
            }

            @Override
            public Task task() {
                return TASK;
            }

            @Override
            public Shape inputShape() {
                return whole.inputShape();
            }

            @Override
            public double scale() {
                return 255;
            }

            @Override
            public int classOf(int index) {
                return whole.classOf(index);
            }
        };
    }

    /** Adds noise, and takes longer for some items than for others, so that workers overtake each other. */
    static Item noisy(Item item, Rng rng) {
        byte[] values = ((Array.Bytes) item.input()).values();
        float[] changed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            changed[i] = values[i] + (float) rng.nextGaussian();
        }
        if (rng.nextInt(8) == 0) {
            LockSupport.parkNanos(200_000);
        }
        return new Item(new Array.Floats(item.input().shape(), changed), item.target());
    }

    /** What a batch holds, on Java's side. */
    record Seen(List<Integer> indices, List<Float> inputs, List<Long> targets) {}

    /** Every batch from one on. */
    static List<Seen> read(Loader loader, long epoch, int firstBatch) {
        List<Seen> seen = new ArrayList<>();
        try (BatchStream batches = loader.epoch(epoch, firstBatch)) {
            while (true) {
                try (Scope scope = Scope.open()) {
                    Batch batch = batches.next();
                    if (batch == null) {
                        return seen;
                    }
                    seen.add(seen(batch));
                }
            }
        }
    }

    private static Seen seen(Batch batch) {
        List<Float> inputs = new ArrayList<>();
        for (float value : batch.input().to(DType.FLOAT32).toFloats()) {
            inputs.add(value);
        }
        return new Seen(
                Arrays.stream(batch.indices()).boxed().toList(),
                inputs,
                Arrays.stream(batch.target().toLongs()).boxed().toList());
    }
}
