package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A finished tree. Nodes are numbered from the root, which is 0; a node that is no leaf sends a row left when its value is at most the
 * threshold, or among the node's levels, or is missing and missing values go left.
 */
public final class Tree {
    private static final int LEAF = -1;

    // Bits of a node's ways.
    private static final int MISSING_LEFT = 1;
    private static final int ZERO_MISSING = 2;
    private static final int UNKNOWN_LEFT = 4;

    /** What is as good as zero where zero is missing: LightGBM's kZeroThreshold. */
    static final float ZERO = 1e-35f;

    /** One of a node's two children. */
    public enum Side {
        /** That of small numbers and of the node's levels. */
        LEFT,
        /** The other. */
        RIGHT
    }

    /** By node; 0, the root, where there is none. */
    private final int[] left;
    /** By node; empty where the right child is always the one behind the left: trees that are grown are so, and take less memory. */
    private final int[] right;

    // By place of a node that is no leaf, see place(int).

    private final int[] feature;
    private final double[] threshold;
    /** Sets of levels; empty where no node has any, as in most trees. */
    private final long[] @Nullable [] levels;

    private final byte[] ways;
    private final double[] gain;

    // By node.

    private final int outputs;
    private final double[] value;
    private final double[] weight;
    private final int[] rows;
    private final double[] impurity;

    private Tree(Builder from) {
        int count = from.count;
        left = Arrays.copyOf(from.left, count);
        right = from.isInPairs() ? new int[0] : Arrays.copyOf(from.right, count);
        int places = right.length == 0 ? count / 2 : count;
        feature = new int[places];
        threshold = new double[places];
        levels = new long[from.levels.length == 0 ? 0 : places][];
        ways = new byte[places];
        gain = new double[places];
        for (int node = 0; node < count; node++) {
            if (from.feature[node] != LEAF) {
                int place = place(node);
                feature[place] = from.feature[node];
                threshold[place] = from.threshold[node];
                ways[place] = from.ways[node];
                gain[place] = from.gain[node];
                if (levels.length > 0) {
                    levels[place] = from.levels[node];
                }
            }
        }
        outputs = from.outputs;
        value = Arrays.copyOf(from.value, count * outputs);
        weight = Arrays.copyOf(from.weight, count);
        rows = Arrays.copyOf(from.rows, count);
        impurity = Arrays.copyOf(from.impurity, count);
    }

    private Tree(Tree from, double[] values) {
        feature = from.feature;
        threshold = from.threshold;
        levels = from.levels;
        ways = from.ways;
        left = from.left;
        right = from.right;
        outputs = values.length / from.nodes();
        value = values;
        weight = from.weight;
        rows = from.rows;
        gain = from.gain;
        impurity = from.impurity;
    }

    /** Where a node that is no leaf stands: children that come in pairs have numbers from 1 on, 1 and 2, 3 and 4, each pair one parent. */
    private int place(int node) {
        return right.length == 0 ? left[node] >> 1 : node;
    }

    /** How many nodes there are, leaves included. */
    public int nodes() {
        return left.length;
    }

    /** How many leaves there are. */
    public int leaves() {
        return (nodes() + 1) / 2;
    }

    /** The most splits on the way to a leaf. */
    public int depth() {
        int[] depth = new int[nodes()];
        int deepest = 0;
        for (int node = 0; node < nodes(); node++) {
            deepest = Math.max(deepest, depth[node]);
            if (!isLeaf(node)) {
                depth[left[node]] = depth[node] + 1;
                depth[right(node)] = depth[node] + 1;
            }
        }
        return deepest;
    }

    public boolean isLeaf(int node) {
        return left[node] == 0;
    }

    /** The column that a node looks at; -1 for a leaf. */
    public int feature(int node) {
        return isLeaf(node) ? LEAF : feature[place(node)];
    }

    /** What values that go left do not exceed; NaN where a node looks at levels, and for a leaf. */
    public double threshold(int node) {
        return isLeaf(node) ? Double.NaN : threshold[place(node)];
    }

    /** The levels that go left, as a bit set; null where a node looks at numbers, and for a leaf. */
    public long @Nullable [] levels(int node) {
        long[] set = set(node);
        return set == null ? null : set.clone();
    }

    private long @Nullable [] set(int node) {
        return levels.length == 0 || isLeaf(node) ? null : levels[place(node)];
    }

    /** Whether a node looks at levels. */
    boolean isLevels(int node) {
        return set(node) != null;
    }

    public boolean missingGoesLeft(int node) {
        return is(node, MISSING_LEFT);
    }

    private boolean is(int node, int way) {
        return !isLeaf(node) && (ways[place(node)] & way) != 0;
    }

    /** Whether a node takes zero for a missing value; only some imported trees have such nodes. */
    public boolean zeroIsMissing(int node) {
        return is(node, ZERO_MISSING);
    }

    /**
     * Whether levels that a node's set has no room for go left: as missing values do, but for some imported trees. Of no meaning where a node looks at
     * numbers.
     */
    public boolean unknownGoesLeft(int node) {
        return is(node, UNKNOWN_LEFT);
    }

    public int left(int node) {
        return left[node];
    }

    public int right(int node) {
        return right.length > 0 ? right[node] : isLeaf(node) ? 0 : left[node] + 1;
    }

    /** What a node predicts if it is asked: one number for each output. */
    public double[] value(int node) {
        return Arrays.copyOfRange(value, node * outputs, (node + 1) * outputs);
    }

    /** One output's number of a node. */
    public double value(int node, int output) {
        return value[node * outputs + output];
    }

    /** How many outputs each node has. */
    public int outputs() {
        return outputs;
    }

    /** The weight of the training rows in a node: for boosting, the sum of their hessians. */
    public double weight(int node) {
        return weight[node];
    }

    /** How many training rows came to a node. */
    public int rows(int node) {
        return rows[node];
    }

    /** By how much a node's split made the training loss better; 0 for a leaf. */
    public double gain(int node) {
        return isLeaf(node) ? 0 : gain[place(node)];
    }

    /** How mixed the training rows in a node are, by what the tree was grown by; NaN where that was a gradient. */
    public double impurity(int node) {
        return impurity[node];
    }

    /** The same tree with some nodes made leaves, and without what is below them. */
    Tree without(boolean[] leaf) {
        Builder builder = new Builder();
        copy(0, leaf, builder);
        return builder.build();
    }

    /** The same tree with other values, by the number of the node. */
    Tree withValues(IntFunction<double[]> values) {
        return new Tree(
                this,
                IntStream.range(0, nodes())
                        .mapToObj(values)
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
    }

    private int copy(int node, boolean[] leaf, Builder to) {
        int copied = to.leaf(value(node), weight[node], rows[node], impurity[node]);
        if (!leaf[node]) {
            int toLeft = copy(left[node], leaf, to);
            int toRight = copy(right(node), leaf, to);
            to.split(copied, feature(node), threshold(node), missingGoesLeft(node), toLeft, toRight, gain(node));
            to.ways[copied] = ways[place(node)];
            long[] set = set(node);
            if (set != null) {
                to.levels(copied, set);
            }
        }
        return copied;
    }

    /** The leaf that a row comes to. */
    public int leaf(float[] row) {
        int node = 0;
        while (!isLeaf(node)) {
            node = goesLeft(node, row[feature[place(node)]]) ? left[node] : right(node);
        }
        return node;
    }

    /** The leaf that one of many rows comes to. */
    int leaf(Features rows, int row) {
        int node = 0;
        while (!isLeaf(node)) {
            node = goesLeft(node, rows.column(feature[place(node)])[row]) ? left[node] : right(node);
        }
        return node;
    }

    /** Whether a node sends a value left. */
    public boolean goesLeft(int node, float value) {
        if (Float.isNaN(value) || (is(node, ZERO_MISSING) && Math.abs(value) <= ZERO)) {
            return is(node, MISSING_LEFT);
        }
        long[] set = set(node);
        if (set == null) {
            return value <= threshold(node);
        }
        int level = (int) value;
        // A level that no set has room for was unknown in training.
        boolean known = level >= 0 && level < 64L * set.length;
        return known ? (set[level >> 6] & 1L << level) != 0 : is(node, UNKNOWN_LEFT);
    }

    /** Builds a tree node by node, the root first; each node begins as a leaf. */
    public static final class Builder {
        private int[] feature = new int[64];
        private double[] threshold = new double[64];
        private long[] @Nullable [] levels = {};
        private byte[] ways = new byte[64];
        private int[] left = new int[64];
        private int[] right = new int[64];
        private int outputs;
        private double[] value = {};
        private double[] weight = new double[64];
        private int[] rows = new int[64];
        private double[] gain = new double[64];
        private double[] impurity = new double[64];
        private int count;

        /**
         * Adds a leaf and returns its number; its parent must have been added before.
         *
         * @param itsValue a number for each output
         * @param itsWeight of the training rows that came to it
         * @param itsRows how many came
         * @param itsImpurity how mixed they are; NaN where that is not known
         */
        public int leaf(double[] itsValue, double itsWeight, int itsRows, double itsImpurity) {
            if (count == feature.length) {
                grow();
            }
            feature[count] = LEAF;
            threshold[count] = Double.NaN;
            ways[count] = 0;
            left[count] = 0;
            right[count] = 0;
            gain[count] = 0;
            if (count == 0) {
                outputs = itsValue.length;
                value = value.length < feature.length * outputs ? new double[feature.length * outputs] : value;
            }
            value(count, itsValue);
            weight[count] = itsWeight;
            rows[count] = itsRows;
            impurity[count] = itsImpurity;
            return count++;
        }

        /**
         * Makes a leaf a node that looks at numbers.
         *
         * @param limit what numbers that go left do not exceed
         * @param missing where missing values go
         * @param itsGain by how much the split makes the training loss better
         */
        public void split(int node, int column, double limit, Side missing, int toLeft, int toRight, double itsGain) {
            split(node, column, limit, missing == Side.LEFT, toLeft, toRight, itsGain);
        }

        /**
         * Makes a leaf a node that looks at levels.
         *
         * @param set the levels that go left, as a bit set with room for all of the column's
         * @param missing where missing values go, and levels that the set has no room for
         * @param itsGain by how much the split makes the training loss better
         */
        public void split(int node, int column, long[] set, Side missing, int toLeft, int toRight, double itsGain) {
            split(node, column, set, missing == Side.LEFT, toLeft, toRight, itsGain);
        }

        /** Says where levels go that a node's set has no room for; without it, where missing values go. */
        public void unknownGoes(int node, Side side) {
            set(node, UNKNOWN_LEFT, side == Side.LEFT);
        }

        /** Makes a node that looks at numbers take zero for a missing value. */
        public void zeroIsMissing(int node) {
            set(node, ZERO_MISSING, true);
        }

        private void set(int node, int way, boolean holds) {
            ways[node] = (byte) (holds ? ways[node] | way : ways[node] & ~way);
        }

        /** Makes a leaf a node that looks at numbers. */
        void split(int node, int column, double limit, boolean missing, int toLeft, int toRight, double itsGain) {
            feature[node] = column;
            threshold[node] = limit;
            set(node, MISSING_LEFT | UNKNOWN_LEFT, missing);
            left[node] = toLeft;
            right[node] = toRight;
            gain[node] = itsGain;
        }

        /** Makes a leaf a node that looks at levels. */
        void split(int node, int column, long[] set, boolean missing, int toLeft, int toRight, double itsGain) {
            split(node, column, Double.NaN, missing, toLeft, toRight, itsGain);
            levels(node, set);
        }

        private void levels(int node, long[] set) {
            if (levels.length < feature.length) {
                levels = Arrays.copyOf(levels, feature.length);
            }
            levels[node] = set;
        }

        void value(int node, double[] itsValue) {
            // Not by InputException.require, which would make an object for each node.
            if (outputs == 0 || itsValue.length != outputs) {
                throw new InputException("Node " + node + " of a tree has " + itsValue.length
                        + " outputs, but all have as many as the root, which has " + outputs + ", and at least one.");
            }
            System.arraycopy(itsValue, 0, value, node * outputs, outputs);
        }

        /** Forgets all nodes, so that another tree takes their place. */
        void clear() {
            count = 0;
            levels = new long[0][];
        }

        /**
         * The tree.
         *
         * @throws InputException when the nodes are none: each but the root must be the child of exactly one node that came before it, and all
         *     must have equally many outputs
         */
        public Tree build() {
            InputException.require(count > 0, () -> "A tree has at least one node.");
            boolean[] reached = new boolean[count];
            reached[0] = true;
            for (int node = 0; node < count; node++) {
                if (!reached[node]) {
                    throw new InputException("Node " + node + " of a tree must come behind its parent.");
                }
                if (feature[node] != LEAF) {
                    reach(reached, node, left[node]);
                    reach(reached, node, right[node]);
                }
            }
            return new Tree(this);
        }

        /** Whether each right child comes right behind the left one. */
        private boolean isInPairs() {
            for (int node = 0; node < count; node++) {
                if (feature[node] != LEAF && right[node] != left[node] + 1) {
                    return false;
                }
            }
            return true;
        }

        private void reach(boolean[] reached, int node, int child) {
            if (feature[node] < 0 || child <= node || child >= count || reached[child]) {
                throw new InputException("Node " + node + " of a tree looks at column " + feature[node]
                        + " and has the child " + child
                        + ", but columns are counted from 0, and children come behind their only parent, up to node "
                        + (count - 1) + ".");
            }
            reached[child] = true;
        }

        private void grow() {
            int size = 2 * count;
            feature = Arrays.copyOf(feature, size);
            threshold = Arrays.copyOf(threshold, size);
            levels = levels.length == 0 ? levels : Arrays.copyOf(levels, size);
            ways = Arrays.copyOf(ways, size);
            left = Arrays.copyOf(left, size);
            right = Arrays.copyOf(right, size);
            value = Arrays.copyOf(value, size * outputs);
            weight = Arrays.copyOf(weight, size);
            rows = Arrays.copyOf(rows, size);
            gain = Arrays.copyOf(gain, size);
            impurity = Arrays.copyOf(impurity, size);
        }
    }
}
