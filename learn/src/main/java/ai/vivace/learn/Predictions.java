package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Loader;
import ai.vivace.data.Task;
import java.util.Arrays;

/**
 * A model's outputs for a whole data set, on Java's side, in the order the loader gave the items: the data set's own, unless it
 * shuffles. Items that cannot be read and were skipped are not among them.
 *
 * <p>All of them are in memory; {@link Learner#forEachOutput} is for data sets whose outputs are too many for that. Rows are
 * counted from 0 to {@link #size()}; arrays are copies.
 */
public final class Predictions {
    /** What a Java array can hold. */
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    private final int size;
    private final int[] indices;
    private final float[] outputs;
    private final long[] decisions;
    private final double[] targets;
    private final double[] losses;

    private Predictions(Collector collector) {
        size = collector.size;
        indices = Arrays.copyOf(collector.indices, size);
        outputs = Arrays.copyOf(collector.outputs, size * collector.width);
        decisions = Arrays.copyOf(collector.decisions, collector.decided);
        targets = Arrays.copyOf(collector.targets, size * collector.targetWidth);
        losses = Arrays.copyOf(collector.losses, size);
    }

    private Predictions(Predictions like, float[] outputs, long[] decisions, double[] losses) {
        this.size = like.size;
        this.indices = like.indices;
        this.targets = like.targets;
        this.outputs = outputs;
        this.decisions = decisions;
        this.losses = losses;
    }

    static Predictions collect(Learner learner, Loader loader) {
        return collect(learner, loader, 0);
    }

    /** As the loader gives its items in an epoch, which matters where it changes them at random. */
    static Predictions collect(Learner learner, Loader loader, long epoch) {
        Collector collector = new Collector(loader.items());
        boolean classifies = learner.data().task() instanceof Task.Classification;
        Inference.forEachOutput(learner.model(), loader, epoch, (batch, output) -> {
            collector.add(
                    batch.indices(),
                    learner.loss().activate(output).toFloats(),
                    batch.target().toDoubles(),
                    learner.loss().each(output, batch.target()).toDoubles());
            if (classifies) {
                collector.decide(learner.loss().decode(output).toLongs());
            }
        });
        return new Predictions(collector);
    }

    /** share · these + (1 - share) · others of the same items; classes are decided anew. */
    Predictions blended(Predictions other, double share) {
        InputException.require(
                Arrays.equals(indices, other.indices),
                () -> "Predictions of " + size + " items cannot be blended with those of " + other.size
                        + " others: some could be read in one pass only.");
        float[] blend = new float[outputs.length];
        for (int i = 0; i < blend.length; i++) {
            blend[i] = (float) (share * outputs[i] + (1 - share) * other.outputs[i]);
        }
        double[] blendedLosses = new double[size];
        for (int row = 0; row < size; row++) {
            blendedLosses[row] = share * losses[row] + (1 - share) * other.losses[row];
        }
        long[] decided = new long[decisions.length];
        for (int row = 0; row < decided.length; row++) {
            decided[row] = likeliest(blend, row, blend.length / size);
        }
        return new Predictions(this, blend, decided, blendedLosses);
    }

    /** The class with the highest output; of a single output, which stands for the second of two classes, whether it is above a half. */
    private static int likeliest(float[] outputs, int row, int width) {
        if (width == 1) {
            return outputs[row] > 0.5 ? 1 : 0;
        }
        int likeliest = 0;
        for (int k = 1; k < width; k++) {
            likeliest = outputs[row * width + k] > outputs[row * width + likeliest] ? k : likeliest;
        }
        return likeliest;
    }

    /** The number of items. */
    public int size() {
        return size;
    }

    /** Which item of the data set each row is. */
    public int[] indices() {
        return indices.clone();
    }

    /** A row's activated outputs: probabilities of the classes, or numbers. */
    public float[] output(int row) {
        int width = outputs.length / size;
        return Arrays.copyOfRange(outputs, check(row) * width, (row + 1) * width);
    }

    /** The class number that each row was taken for; empty when the task is not classification. */
    public long[] decisions() {
        return decisions.clone();
    }

    /** A row's target: its class number, or its numbers. */
    public double[] target(int row) {
        int width = targets.length / size;
        return Arrays.copyOfRange(targets, check(row) * width, (row + 1) * width);
    }

    /** Each row's loss. */
    public double[] losses() {
        return losses.clone();
    }

    private int check(int row) {
        InputException.require(
                row >= 0 && row < size,
                () -> "There are predictions for " + size + " items, 0 to " + (size - 1) + ", but came " + row + ".");
        return row;
    }

    /** Grows batch by batch, in arrays that are large enough from the start. */
    private static final class Collector {
        private final int capacity;
        private final int[] indices;
        private final long[] decisions;
        private final double[] losses;
        private float[] outputs = {};
        private double[] targets = {};
        private int width;
        private int targetWidth;
        private int size;
        private int decided;

        private Collector(int capacity) {
            this.capacity = capacity;
            this.indices = new int[capacity];
            this.decisions = new long[capacity];
            this.losses = new double[capacity];
        }

        private void add(int[] items, float[] output, double[] target, double[] loss) {
            if (size == 0) {
                width = output.length / items.length;
                targetWidth = target.length / items.length;
                outputs = new float[elements(width)];
                targets = new double[elements(targetWidth)];
            }
            System.arraycopy(items, 0, indices, size, items.length);
            System.arraycopy(output, 0, outputs, size * width, output.length);
            System.arraycopy(target, 0, targets, size * targetWidth, target.length);
            System.arraycopy(loss, 0, losses, size, loss.length);
            size += items.length;
        }

        private int elements(int each) {
            long all = (long) capacity * each;
            InputException.require(
                    all <= MOST_NUMBERS,
                    () -> capacity + " items with " + each + " numbers each do not fit into memory at once. Take the"
                            + " outputs batch by batch, with forEachOutput.");
            return (int) all;
        }

        private void decide(long[] classes) {
            System.arraycopy(classes, 0, decisions, decided, classes.length);
            decided += classes.length;
        }
    }
}
