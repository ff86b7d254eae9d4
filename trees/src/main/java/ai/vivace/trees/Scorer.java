package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A model made ready to predict quickly: for a server that answers row by row, and for many rows at once.
 *
 * <p>Any number of threads may use one scorer at a time. Predicting into an array takes no memory from the heap, apart from a {@link Scratch}
 * once for each thread; a caller who does not want even that passes one.
 *
 * <p>Sums are those of {@link TreeEnsemble#raw} to the last bit, for single rows and for many: leaves are added in double precision in the
 * order of the trees.
 *
 * <p>Nodes are compared as whole numbers and children chosen without a jump, four trees or rows at a time. Models with more than 65,536 nodes
 * in a tree, and those that split levels, take a slower way.
 *
 * <pre>{@code
 * Scorer scorer = Scorer.of(model);
 * double[] probabilities = new double[scorer.outputs()];
 * scorer.predict(row, probabilities);
 * }</pre>
 */
public final class Scorer {
    /** How many rows share a pass of all trees through the cache, where the trees fit into it. */
    private static final int BLOCK = 64;

    private static final int LARGE_BLOCK = 512;
    private static final int SMALL_BLOCK = 16;

    /** Bytes of the second cache that are counted on, half of them for the rows' keys. */
    private static final int CACHE = 1 << 18;

    private final Link link;
    private final List<Feature> features;
    private final int columns;
    private final int width;
    private final int outputs;
    private final double[] base;
    private final FloatKeys keys;
    private final Branches branches;
    private final @Nullable WeightedMedian median;
    private final int sums;
    private final int stride;
    private final int block;
    private final Object identity = new Object();
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(this::scratch);

    private Scorer(TreeEnsemble model) {
        link = model.link();
        features = model.features();
        columns = features.size();
        width = model.width();
        outputs = model.task() instanceof Task.Classification && width == 1 ? 2 : width;
        if (model.combination() == TreeEnsemble.Combination.SUM) {
            median = null;
            sums = width;
            base = new double[width];
            for (int i = 0; i < width; i++) {
                base[i] = model.base().get(i);
            }
        } else {
            median = WeightedMedian.of(model);
            sums = model.trees().size();
            base = new double[sums];
        }
        List<Tree> trees = median == null ? model.trees() : median.ranked(model.trees());
        List<Integer> to = median == null
                ? model.outputs()
                : IntStream.range(0, sums).boxed().toList();
        List<Double> factors = median == null ? model.factors() : Collections.nCopies(sums, 1.0);
        List<NodeOrder> orders = trees.stream().map(NodeOrder::of).toList();
        keys = new FloatKeys(trees, columns);
        branches = Branches.of(trees, orders, keys, LeafSums.of(trees, orders, to, factors, sums), sums);
        stride = Integer.highestOneBit(Math.max(1, 2 * keys.count() - 1));
        int most = branches.bytes() <= CACHE ? BLOCK : LARGE_BLOCK;
        block = Math.max(SMALL_BLOCK, Math.min(most, CACHE / 2 / Integer.BYTES / stride));
    }

    /** Makes a model ready, which takes as long as predicting some hundred rows. */
    public static Scorer of(TreeEnsemble model) {
        return new Scorer(model);
    }

    /** Memory to predict in. It serves one thread at a time, and only the scorer that made it. */
    public static final class Scratch {
        // Not the scorer: what is local to a thread must not keep alive what it is local by.
        private final Object owner;
        private final int[] keys;
        private final double[] sums;
        private final double[] raw;
        private final long[] order;

        /** Only those who predict many rows at once need these. */
        private int[] blockKeys = new int[0];

        private double[] blockSums = new double[0];

        private Scratch(Scorer of) {
            owner = of.identity;
            keys = new int[of.stride];
            sums = new double[of.sums];
            raw = new double[of.width];
            order = new long[of.median == null ? 0 : of.sums];
        }
    }

    /** Memory for one thread. */
    public Scratch scratch() {
        return new Scratch(this);
    }

    /** How many columns a row has. */
    public int columns() {
        return columns;
    }

    /** How many numbers a prediction has: for classes a probability each, two for two classes. */
    public int outputs() {
        return outputs;
    }

    /** How many sums a row has before the link: {@link TreeEnsemble#width}. */
    public int width() {
        return width;
    }

    // ---- one row

    /**
     * Predicts one row.
     *
     * @param row a number for each column in the model's order, NaN where it is missing
     * @param into where the {@link #outputs} numbers are written
     * @throws InputException when the row has another number of columns, or there is no room
     */
    public void predict(float[] row, double[] into) {
        predict(row, into, scratch.get());
    }

    /** Predicts one row in memory of the caller's; else as {@link #predict(float[], double[])}. */
    public void predict(float[] row, double[] into, Scratch in) {
        require(row, into, outputs, in);
        sum(row, 0, in);
        link(in, into, 0);
    }

    /**
     * The sums of one row before the link.
     *
     * @param row a number for each column in the model's order, NaN where it is missing
     * @param into where the {@link #width} numbers are written
     * @throws InputException when the row has another number of columns, or there is no room
     */
    public void raw(float[] row, double[] into) {
        raw(row, into, scratch.get());
    }

    /** The sums of one row in memory of the caller's; else as {@link #raw(float[], double[])}. */
    public void raw(float[] row, double[] into, Scratch in) {
        require(row, into, width, in);
        sum(row, 0, in);
        System.arraycopy(in.raw, 0, into, 0, width);
    }

    private void sum(float[] values, int from, Scratch in) {
        keys.write(values, from, in.keys, 0);
        System.arraycopy(base, 0, in.sums, 0, sums);
        branches.row(in.keys, in.sums);
        combine(in.sums, 0, in);
    }

    // ---- many rows

    /**
     * Predicts many rows.
     *
     * @param values one row's behind the other's
     * @param rows how many there are
     * @param into where the {@link #outputs} numbers of each row are written, one row's behind the other's
     * @throws InputException when there are too few values, or there is no room
     */
    public void predict(float[] values, int rows, double[] into) {
        predict(values, rows, into, scratch.get());
    }

    /** Predicts many rows in memory of the caller's; else as {@link #predict(float[], int, double[])}. */
    public void predict(float[] values, int rows, double[] into, Scratch in) {
        require(values, rows, into, outputs, in);
        for (int from = 0; from < rows; from += block) {
            int count = Math.min(block, rows - from);
            sums(values, from, count, in);
            for (int row = 0; row < count; row++) {
                combine(in.blockSums, row * sums, in);
                link(in, into, (from + row) * outputs);
            }
        }
    }

    /**
     * The sums of many rows before the link.
     *
     * @param values one row's behind the other's
     * @param rows how many there are
     * @param into where the {@link #width} numbers of each row are written, one row's behind the other's
     * @throws InputException when there are too few values, or there is no room
     */
    public void raw(float[] values, int rows, double[] into) {
        raw(values, rows, into, scratch.get());
    }

    /** The sums of many rows in memory of the caller's; else as {@link #raw(float[], int, double[])}. */
    public void raw(float[] values, int rows, double[] into, Scratch in) {
        require(values, rows, into, width, in);
        for (int from = 0; from < rows; from += block) {
            int count = Math.min(block, rows - from);
            sums(values, from, count, in);
            for (int row = 0; row < count; row++) {
                combine(in.blockSums, row * sums, in);
                System.arraycopy(in.raw, 0, into, (from + row) * width, width);
            }
        }
    }

    /**
     * Predicts many rows. Columns are matched to the model's by name, in whatever order they are, and levels too: levels that the model does
     * not know count as missing. Where not one name is the same, as with rows whose columns were given none, columns are matched by place.
     *
     * @return by row what {@link TreeEnsemble#predict(float[])} gives
     * @throws InputException when columns are missing, superfluous or of another kind; it says which
     */
    public double[][] predict(Features given) {
        Features rows = given.matching(features);
        Scratch in = scratch.get();
        double[][] predicted = new double[rows.rows()][outputs];
        makeRoom(in);
        for (int from = 0; from < predicted.length; from += block) {
            int count = Math.min(block, predicted.length - from);
            keys.write(rows, from, count, in.blockKeys, stride);
            sums(count, in);
            for (int row = 0; row < count; row++) {
                combine(in.blockSums, row * sums, in);
                link(in, predicted[from + row], 0);
            }
        }
        return predicted;
    }

    private void sums(float[] values, int from, int count, Scratch in) {
        makeRoom(in);
        for (int row = 0; row < count; row++) {
            keys.write(values, (from + row) * columns, in.blockKeys, row * stride);
        }
        sums(count, in);
    }

    private void sums(int count, Scratch in) {
        for (int row = 0; row < count; row++) {
            System.arraycopy(base, 0, in.blockSums, row * sums, sums);
        }
        // What stands behind the last row is some earlier row's, or 0: valid, and its sums are not looked at.
        int whole = (count + Branches.SIDE_BY_SIDE - 1) / Branches.SIDE_BY_SIDE * Branches.SIDE_BY_SIDE;
        branches.block(in.blockKeys, stride, whole, in.blockSums);
    }

    private void makeRoom(Scratch in) {
        if (in.blockKeys.length == 0) {
            in.blockKeys = new int[block * stride];
            in.blockSums = new double[block * sums];
        }
    }

    // ---- from sums to predictions

    private void combine(double[] from, int at, Scratch in) {
        if (median == null) {
            System.arraycopy(from, at, in.raw, 0, width);
        } else {
            in.raw[0] = median.of(from, at, in.order);
        }
    }

    private void link(Scratch in, double[] into, int at) {
        link.apply(in.raw);
        if (outputs == width) {
            System.arraycopy(in.raw, 0, into, at, width);
        } else {
            into[at] = 1 - in.raw[0];
            into[at + 1] = in.raw[0];
        }
    }

    private void require(float[] row, double[] into, int numbers, Scratch in) {
        if (row.length != columns || into.length < numbers || in.owner != identity) {
            throw refused(row.length, 1, into.length, numbers, in);
        }
    }

    private void require(float[] values, int rows, double[] into, int numbers, Scratch in) {
        if (rows < 0
                || values.length < (long) rows * columns
                || into.length < (long) rows * numbers
                || in.owner != identity) {
            throw refused(values.length, rows, into.length, numbers, in);
        }
    }

    private InputException refused(int values, int rows, int room, int numbers, Scratch in) {
        if (in.owner != identity) {
            return new InputException("The scratch is another scorer's. Make one by this scorer's scratch().");
        }
        return new InputException("To predict " + rows + " rows of " + columns + " columns takes "
                + (long) rows * columns + " values and room for " + (long) rows * numbers + " numbers, but came "
                + values
                + " values and room for " + room + ".");
    }
}
