package ai.vivace.trees;

import ai.vivace.base.Rng;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees by {@link Impurity}, node by node: CART (Breiman 1984), and with columns or thresholds drawn at random the trees of forests.
 * Thresholds are midway between the neighbouring numbers of the node. Not for several threads at once.
 */
final class ImpurityGrower {
    /** Below it a node counts as pure: what rounding may leave of nothing. */
    private static final double PURE = 2.2e-16;

    /** Nodes that are divided in one go. */
    private static final int SOME = 32;

    private final BinnedData data;
    private final Impurity impurity;
    private final Limits limits;
    private final double[] targets;
    private final int classes;
    private final @Nullable Deviations deviations;
    private final NodeSample sample = new NodeSample();
    private final CutSearch search;
    private final int[] columns;
    private final double[] value;
    private final Tree.Builder tree = new Tree.Builder();
    private final Deque<GrowingNode> spare = new ArrayDeque<>();
    private int[] rows = new int[0];
    private int[] other = new int[0];
    private double[] weights = new double[0];
    /** By row, where nothing else is asked of them; otherwise empty. */
    private long[] counts = new long[0];

    private double total;
    private Rng rng = Rng.of(0);

    /**
     * A grower for a table.
     *
     * @param targets each row's number, or the number of its class
     * @param classes how many there are; 0 for numbers
     */
    ImpurityGrower(BinnedData data, Impurity impurity, Limits limits, double[] targets, int classes) {
        this.data = data;
        this.impurity = impurity;
        this.limits = limits;
        this.targets = targets;
        this.classes = classes;
        this.deviations = impurity == Impurity.ABSOLUTE ? new Deviations(targets) : null;
        this.search = new CutSearch(data, sample, impurity, limits, classes, deviations);
        this.columns = new int[data.features()];
        this.value = new double[Math.max(1, classes)];
    }

    /**
     * Grows a tree.
     *
     * @param rowWeights of all rows of the table; those of weight 0 take no part
     * @param draws what columns and thresholds are drawn from
     */
    Tree grow(double[] rowWeights, Rng draws) {
        weights = rowWeights;
        rng = draws;
        // Drawing moves columns about, which trees that were grown before must not show in.
        Arrays.setAll(columns, i -> i);
        tree.clear();
        if (rows.length < rowWeights.length) {
            rows = new int[rowWeights.length];
            other = new int[rowWeights.length];
        }
        counts = search.isByCounts() && CountSums.suit(rowWeights) ? counts(rowWeights) : new long[0];
        int count = listRows(rowWeights, rows);
        // Without a limit to their number, nodes come one after the other: a left one, all below it, the right one.
        Queue<GrowingNode> frontier = limits.leaves() == 0
                ? Collections.asLifoQueue(new ArrayDeque<>())
                : new PriorityQueue<>(Comparator.comparingDouble((GrowingNode node) -> -node.gain())
                        .thenComparingInt(node -> node.id));
        GrowingNode root = take(0, 0, count);
        root.forgetConstants();
        total = root.sums.weight();
        open(root);
        keep(root, frontier);
        int left = limits.leaves() == 0 ? Integer.MAX_VALUE : limits.leaves() - 1;
        while (!frontier.isEmpty() && left > 0) {
            left -= divideSome(frontier, Math.min(left, SOME));
        }
        spare.addAll(frontier);
        return tree.build();
    }

    private long[] counts(double[] rowWeights) {
        long[] made = counts.length == rowWeights.length ? counts : new long[rowWeights.length];
        for (int row = 0; row < made.length; row++) {
            made[row] = CountSums.of(rowWeights[row], targets[row]);
        }
        return made;
    }

    /** Lists the rows that have weight; returns how many there are. */
    private static int listRows(double[] weights, int[] to) {
        int count = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0) {
                to[count++] = row;
            }
        }
        return count;
    }

    /** Divides up to so many nodes, and returns how many. A loop over all would be compiled while it runs, with all that it calls. */
    private int divideSome(Queue<GrowingNode> frontier, int most) {
        int divided = 0;
        while (divided < most && !frontier.isEmpty()) {
            divide(frontier.remove(), frontier);
            divided++;
        }
        return divided;
    }

    /** A node of some rows. */
    private GrowingNode take(int depth, int begin, int end) {
        GrowingNode node = spare.poll();
        if (node == null) {
            node = new GrowingNode(new NodeSums(impurity, classes), columns.length);
        }
        node.depth = depth;
        node.begin = begin;
        node.end = end;
        if (counts.length > 0) {
            sample.take(rows, begin, end, counts);
        } else {
            sample.take(rows, begin, end, targets, weights);
        }
        if (deviations == null) {
            node.sums.sum(sample);
        } else {
            node.sums.sum(deviations, weights, rows, begin, end);
        }
        return node;
    }

    /** Adds a node to the tree, and finds its best cut. */
    private void open(GrowingNode node) {
        NodeSums sums = node.sums;
        int count = node.end - node.begin;
        double mixed = sums.impurity();
        node.id = tree.leaf(sums.value(value), sums.weight(), count, mixed);
        node.cut.clear();
        if ((limits.depth() == 0 || node.depth < limits.depth())
                && count >= Math.max(limits.rowsToSplit(), 2 * limits.rowsInLeaf())
                && mixed > PURE) {
            findCut(node);
        }
    }

    /** Lets a node wait for its division; one that has no cut is a leaf. */
    private void keep(GrowingNode node, Queue<GrowingNode> frontier) {
        (node.cut.isNone() ? spare : frontier).add(node);
    }

    private void divide(GrowingNode node, Queue<GrowingNode> frontier) {
        Cut cut = node.cut;
        int middle = partition(cut, node.begin, node.end);
        boolean missingLeft = cut.missingLeft(middle - node.begin, node.end - node.begin);
        GrowingNode left = take(node.depth + 1, node.begin, middle);
        left.inheritConstants(node);
        open(left);
        GrowingNode right = take(node.depth + 1, middle, node.end);
        right.inheritConstants(node);
        open(right);
        long[] levels = cut.levels();
        if (levels == null) {
            tree.split(node.id, cut.feature(), cut.threshold(), missingLeft, left.id, right.id, node.gain());
        } else {
            tree.split(
                    node.id,
                    cut.feature(),
                    data.bins(cut.feature()).levels(levels),
                    missingLeft,
                    left.id,
                    right.id,
                    node.gain());
        }
        keep(right, frontier);
        keep(left, frontier);
        spare.add(node);
    }

    /** Brings the rows that go left before the others, each side in its order, and returns where the right side begins. */
    private int partition(Cut cut, int begin, int end) {
        long[] levels = cut.levels();
        int middle = levels != null
                ? separate(data, cut.feature(), levels, rows, other, begin, end)
                : separate(data, cut.feature(), cut.firstBin(), cut.bin(), rows, other, begin, end);
        System.arraycopy(other, 0, rows, middle, end - middle);
        return middle;
    }

    /** Left go the bins from the first to the last one, which one comparison without signs tells. In a method of its own, so that it alone is compiled for its loop. */
    private static int separate(
            BinnedData data, int feature, int first, int last, int[] rows, int[] other, int begin, int end) {
        int left = begin;
        for (int i = begin; i < end; i++) {
            int row = rows[i];
            int bin = data.bin(feature, row);
            // Both sides are written and one of them advances: no branch to mispredict.
            int goes = Integer.compareUnsigned(bin - first, last - first) <= 0 ? 1 : 0;
            other[i - left] = row;
            rows[left] = row;
            left += goes;
        }
        return left;
    }

    /** Left go the bins of a set. */
    private static int separate(
            BinnedData data, int feature, long[] levels, int[] rows, int[] other, int begin, int end) {
        int left = begin;
        for (int i = begin; i < end; i++) {
            int row = rows[i];
            int bin = data.bin(feature, row);
            int goes = (int) (levels[bin >> 6] >>> bin & 1);
            other[i - left] = row;
            rows[left] = row;
            left += goes;
        }
        return left;
    }

    /** Finds the best cut of a node by the columns that it looks at. */
    private void findCut(GrowingNode node) {
        Rng draws = rng.split(node.id);
        search.enter(node, rows, weights);
        int wanted = limits.columns() == 0 ? columns.length : limits.columns();
        boolean drawn = wanted < columns.length;
        int looked = 0;
        for (int i = 0; i < columns.length && looked < wanted; i++) {
            // A column in which all rows are in one bin is not one of those that were wanted.
            int column = drawn ? draw(i, draws) : i;
            if (node.isConstant(column)) {
                continue;
            }
            if (search.look(column)) {
                looked++;
                if (limits.thresholds() == Limits.Thresholds.RANDOM) {
                    search.tryRandom(draws);
                } else {
                    search.tryAll();
                }
            } else {
                node.setConstant(column);
            }
        }
        if (node.gain() / total + PURE < limits.leastImprovement()) {
            node.cut.clear();
        }
    }

    /** Swaps a column drawn from those from a position on into that position. */
    private int draw(int position, Rng draws) {
        int from = position + draws.nextInt(columns.length - position);
        int column = columns[from];
        columns[from] = columns[position];
        columns[position] = column;
        return column;
    }
}
