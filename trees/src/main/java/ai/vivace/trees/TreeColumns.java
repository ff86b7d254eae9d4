package ai.vivace.trees;

import ai.vivace.base.InputException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree as it stands in a file: what is known of its nodes, each thing in an array by node. Nothing is believed before {@link #tree}. */
final class TreeColumns {
    int output;
    double factor = 1;
    int[] feature = new int[0];
    double[] threshold = new double[0];
    int[] left = new int[0];
    int[] right = new int[0];
    /** The nodes that missing values go left from. */
    int[] missingLeft = new int[0];
    /** The nodes that take zero for a missing value. */
    int[] zeroMissing = new int[0];
    /** The nodes that unknown levels go left from. */
    int[] unknownLeft = new int[0];
    /** By node the levels that go left, where it looks at levels. */
    final Map<Integer, int[]> levels = new HashMap<>();
    /** One number for each output of each node. */
    double[] value = new double[0];

    double[] weight = new double[0];
    int[] rows = new int[0];
    double[] gain = new double[0];
    double[] impurity = new double[0];

    /** Makes room for a node that may be the last of so many: twice as much as before, and at the end just as much as is needed. */
    void makeRoom(int node, int nodes, int outputs) {
        if (node == feature.length) {
            int size = (int) Math.min(nodes, Math.max(16, 2L * node));
            feature = Arrays.copyOf(feature, size);
            threshold = Arrays.copyOf(threshold, size);
            left = Arrays.copyOf(left, size);
            right = Arrays.copyOf(right, size);
            value = Arrays.copyOf(value, size * outputs);
            weight = Arrays.copyOf(weight, size);
            rows = Arrays.copyOf(rows, size);
            gain = Arrays.copyOf(gain, size);
            impurity = Arrays.copyOf(impurity, size);
        }
    }

    /**
     * The tree.
     *
     * @param features how many levels columns have
     * @throws InputException when the columns make none; it says why
     */
    Tree tree(List<Feature> features) {
        int nodes = feature.length;
        int outputs = nodes == 0 ? 0 : value.length / nodes;
        InputException.require(
                nodes > 0 && outputs > 0 && value.length == nodes * outputs,
                () -> "It has " + nodes + " nodes and " + value.length + " values.");
        requireNodes("thresholds", threshold.length);
        requireNodes("left children", left.length);
        requireNodes("right children", right.length);
        requireNodes("weights", weight.length);
        requireNodes("numbers of rows", rows.length);
        requireNodes("gains", gain.length);
        requireNodes("impurities", impurity.length);
        boolean[] missing = marked("missing values go left", missingLeft);
        boolean[] zero = marked("zero is missing", zeroMissing);
        boolean[] unknown = marked("unknown levels go left", unknownLeft);
        Tree.Builder builder = new Tree.Builder();
        for (int node = 0; node < nodes; node++) {
            double[] own = Arrays.copyOfRange(value, node * outputs, (node + 1) * outputs);
            builder.leaf(own, weight[node], rows[node], impurity[node]);
        }
        for (int node = 0; node < nodes; node++) {
            if (feature[node] != -1) {
                int[] set = levels.get(node);
                if (set == null) {
                    builder.split(
                            node, feature[node], threshold[node], missing[node], left[node], right[node], gain[node]);
                } else {
                    long[] bits = bits(node, set, features);
                    builder.split(node, feature[node], bits, missing[node], left[node], right[node], gain[node]);
                }
            }
            builder.unknownGoes(node, unknown[node] ? Tree.Side.LEFT : Tree.Side.RIGHT);
            if (zero[node]) {
                builder.zeroIsMissing(node);
            }
        }
        return builder.build();
    }

    private void requireNodes(String what, int count) {
        InputException.require(
                count == feature.length, () -> "It has " + feature.length + " nodes, but " + count + " " + what + ".");
    }

    private boolean[] marked(String what, int[] nodes) {
        boolean[] marked = new boolean[feature.length];
        for (int node : nodes) {
            InputException.require(
                    node >= 0 && node < marked.length,
                    () -> "It says that at node " + node + " " + what + ", but has " + marked.length + " nodes.");
            marked[node] = true;
        }
        return marked;
    }

    /** How many longs its sets of levels take. */
    long words(List<Feature> features) {
        long words = 0;
        for (int node : levels.keySet()) {
            words += (levelsAt(node, features) + 63) / 64;
        }
        return words;
    }

    private int levelsAt(int node, List<Feature> features) {
        int column = node >= 0 && node < feature.length ? feature[node] : -1;
        return column >= 0 && column < features.size()
                ? features.get(column).levels().size()
                : 0;
    }

    private long[] bits(int node, int[] set, List<Feature> features) {
        int column = feature[node];
        int count = levelsAt(node, features);
        long[] bits = new long[(count + 63) / 64];
        for (int level : set) {
            InputException.require(
                    level >= 0 && level < count,
                    () -> "Node " + node + " sends level " + level + " left, but column " + column + " has " + count
                            + " levels.");
            bits[level >> 6] |= 1L << level;
        }
        return bits;
    }

    /** The levels that a node sends left; null where it looks at numbers. */
    static int @Nullable [] levels(Tree tree, int node) {
        long[] set = tree.levels(node);
        return set == null ? null : BitSet.valueOf(set).stream().toArray();
    }
}
