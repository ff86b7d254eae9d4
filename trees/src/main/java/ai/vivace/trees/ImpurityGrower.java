package ai.vivace.trees;

import ai.vivace.base.Rng;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees by {@link Impurity}, node by node: CART (Breiman 1984), and with columns or thresholds drawn at random the trees of forests.
 * Thresholds are midway between the neighbouring numbers of the node. Not for several threads at once.
 */
final class ImpurityGrower {
    /** Below it a node counts as pure: what rounding may leave of nothing. */
    private static final double PURE = 2.2e-16;

    private final BinnedData data;
    private final Impurity impurity;
    private final Limits limits;
    private final double[] targets;
    private final int classes;
    private final @Nullable Deviations deviations;
    private final BinTally tally;
    private final int[] columns;
    private final double[] value;
    private final Tree.Builder tree = new Tree.Builder();
    private int[] rows = new int[0];
    private int[] other = new int[0];
    private double[] weights = new double[0];
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
        this.tally = new BinTally(data, impurity, classes, deviations);
        this.columns = new int[data.features()];
        this.value = new double[Math.max(1, classes)];
    }

    /** A node to come: its rows, and how it would best be divided. */
    private record Open(
            int id,
            int depth,
            int begin,
            int end,
            NodeSums sums,
            @Nullable Cut cut) {
        double gain() {
            return cut == null ? 0 : cut.purity() - sums.purity();
        }
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
        int count = 0;
        for (int row = 0; row < rowWeights.length; row++) {
            if (rowWeights[row] > 0) {
                rows[count++] = row;
            }
        }
        NodeSums sums = sums(0, count);
        total = sums.weight();
        Open root = open(0, 0, count, sums);
        if (limits.leaves() == 0) {
            depthFirst(root);
        } else {
            bestFirst(root);
        }
        return tree.build();
    }

    private NodeSums sums(int begin, int end) {
        return deviations == null
                ? NodeSums.of(impurity, classes, targets, weights, rows, begin, end)
                : NodeSums.of(deviations, weights, rows, begin, end);
    }

    private void depthFirst(Open root) {
        Deque<Open> stack = new ArrayDeque<>();
        stack.push(root);
        while (!stack.isEmpty()) {
            Open node = stack.pop();
            if (node.cut() != null) {
                Open[] children = divide(node, node.cut());
                stack.push(children[1]);
                stack.push(children[0]);
            }
        }
    }

    private void bestFirst(Open root) {
        PriorityQueue<Open> frontier = new PriorityQueue<>(
                Comparator.comparingDouble((Open node) -> -node.gain()).thenComparingInt(Open::id));
        frontier.add(root);
        int leaves = 1;
        while (!frontier.isEmpty() && leaves < limits.leaves()) {
            Open node = frontier.poll();
            if (node.cut() != null) {
                leaves++;
                frontier.addAll(Arrays.asList(divide(node, node.cut())));
            }
        }
    }

    private Open open(int depth, int begin, int end, NodeSums sums) {
        int id = tree.leaf(sums.value(value), sums.weight(), end - begin, sums.impurity());
        boolean maySplit = (limits.depth() == 0 || depth < limits.depth())
                && end - begin >= Math.max(limits.rowsToSplit(), 2 * limits.rowsInLeaf())
                && sums.impurity() > PURE;
        return new Open(id, depth, begin, end, sums, maySplit ? best(id, begin, end, sums) : null);
    }

    private Open[] divide(Open node, Cut cut) {
        int left = partition(cut, node.begin(), node.end());
        NodeSums ofLeft = sums(node.begin(), left);
        NodeSums ofRight = sums(left, node.end());
        Open[] children = {
            open(node.depth() + 1, node.begin(), left, ofLeft), open(node.depth() + 1, left, node.end(), ofRight)
        };
        if (cut.levels() == null) {
            tree.split(
                    node.id(),
                    cut.feature(),
                    cut.threshold(),
                    cut.missingLeft(),
                    children[0].id(),
                    children[1].id(),
                    node.gain());
        } else {
            tree.split(
                    node.id(),
                    cut.feature(),
                    data.bins(cut.feature()).levels(cut.levels()),
                    cut.missingLeft(),
                    children[0].id(),
                    children[1].id(),
                    node.gain());
        }
        return children;
    }

    /** Brings the rows that go left before the others, each side in its order, and returns where the right side begins. */
    private int partition(Cut cut, int begin, int end) {
        int middle = cut.levels() != null
                ? separate(data, cut.feature(), cut.levels(), rows, other, begin, end)
                : separate(data, cut.feature(), cut.missingLeft() ? 0 : 1, cut.bin(), rows, other, begin, end);
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

    private @Nullable Cut best(int id, int begin, int end, NodeSums sums) {
        Rng draws = rng.split(id);
        tally.enter(rows, begin, end, targets, weights, sums);
        int wanted = limits.columns() == 0 ? columns.length : limits.columns();
        boolean drawn = wanted < columns.length;
        Cut best = null;
        int looked = 0;
        for (int i = 0; i < columns.length && looked < wanted; i++) {
            int column = drawn ? draw(i, draws) : i;
            if (!tally.look(column)) {
                // All rows are in one bin: the column is not one of those that were wanted.
                continue;
            }
            looked++;
            double least = best == null ? Double.NEGATIVE_INFINITY : best.purity();
            Cut cut = limits.thresholds() == Limits.Thresholds.RANDOM
                    ? tally.randomCut(limits.rowsInLeaf(), least, draws)
                    : tally.bestCut(limits.rowsInLeaf(), least);
            if (cut != null
                    && (best == null
                            || cut.purity() > best.purity()
                            || (cut.purity() == best.purity() && cut.feature() < best.feature()))) {
                best = cut;
            }
        }
        return best == null || (best.purity() - sums.purity()) / total + PURE < limits.leastImprovement() ? null : best;
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
