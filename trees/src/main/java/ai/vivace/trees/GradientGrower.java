package ai.vivace.trees;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees of gradients from histograms: the smaller child's is summed from its rows, the larger one's is what is left of the
 * parent's.
 *
 * <p>Large nodes are the work of all threads, one after the other; small ones that are divided together, as those of a level are, are shared
 * among the threads. As sums are exact, neither who adds nor in which order can be seen in the tree.
 */
final class GradientGrower {
    /** Up to so many rows a node is left to one thread, where others have nodes of their own. */
    private static final int MOST_FOR_ONE = 1 << 16;

    /** From how many columns on the search for a split is worth more than one thread. */
    private static final int MANY_COLUMNS = 64;

    private final BinnedData data;
    private final Growth growth;
    private final int[] directions;
    private final Workers workers;
    private final NodeRows nodeRows;
    private final NodeHistograms histograms;
    private final SplitSearch search;

    private GradientUnits units = new GradientUnits(1, 1);
    private Tree.Builder tree = new Tree.Builder();
    private final List<Node> leaves = new ArrayList<>();
    private AllowedColumns columns = new AllowedColumns(new boolean[0], new boolean[0][], 1, null);
    private double scale = 1;

    /** Sees a leaf of the tree just grown, whose rows are those from its begin to its end. */
    @FunctionalInterface
    interface LeafVisitor {
        void leaf(int number, Node leaf, int[] rows);
    }

    /**
     * A grower for a table.
     *
     * @param directions of each column, see {@link Constraints#directions}
     * @param memory bytes that histograms take before small nodes must do without
     */
    GradientGrower(BinnedData data, Growth growth, int[] directions, long memory, Workers workers) {
        this.data = data;
        this.growth = growth;
        this.directions = directions;
        this.workers = workers;
        nodeRows = new NodeRows(data.rows(), workers);
        histograms = new NodeHistograms(data, growth.depth(), nodeRows, memory, workers);
        search = new SplitSearch(data, growth, directions);
    }

    /** Where the packed gradients of the table's rows are to be written, by row. */
    long[] gradients() {
        return histograms.gradients();
    }

    /**
     * Grows a tree from the gradients.
     *
     * @param sum of the rows' packed gradients
     * @param rows which rows it learns from, rising; null for all
     * @param allowed which columns it may look at
     * @param valueScale what values are multiplied by: the learning rate
     */
    Tree.Builder grow(
            GradientUnits packedUnits, long sum, int @Nullable [] rows, AllowedColumns allowed, double valueScale) {
        units = packedUnits;
        search.units(packedUnits);
        columns = allowed;
        scale = valueScale;
        tree = new Tree.Builder();
        leaves.clear();
        histograms.start(allowed);
        int count = rows == null ? data.rows() : rows.length;
        if (rows == null) {
            nodeRows.startWithAll(count);
        } else {
            nodeRows.start(rows, count);
        }
        Node root = new Node(0, 0, count, sum, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, new BitSet());
        enter(root);
        if (maySplit(root)) {
            root.histogram = histograms.ofRoot(root, rows != null);
            consider(root, SearchBy.ALL_THREADS);
        }
        if (growth.leaves() == 0) {
            growByLevel(root);
        } else {
            growByGain(root);
        }
        return tree;
    }

    /** The leaves of the tree just grown. */
    List<Node> leaves() {
        return leaves;
    }

    /** The rows of {@link #leaves}. */
    LeafRows leafRows() {
        return new LeafRows(nodeRows.located(), leaves, data.rows(), workers);
    }

    /** Shows each of {@link #leaves} with its rows, perhaps several at a time. */
    void forEachLeaf(LeafVisitor visitor) {
        int[] rows = new int[data.rows()];
        workers.run(leaves.size(), (number, thread) -> {
            Node leaf = leaves.get(number);
            nodeRows.copyRows(leaf.begin, leaf.end, rows);
            visitor.leaf(number, leaf, rows);
        });
    }

    // Dividing is three steps that both ways of growing take one by one: in one method, they would be compiled as one,
    // which takes as long as several trees.

    private void growByLevel(Node root) {
        List<Node> level = List.of(root);
        while (!level.isEmpty()) {
            List<Node> divided = new ArrayList<>();
            for (Node node : level) {
                if (node.split == null) {
                    leaves.add(node);
                } else {
                    divided.add(node);
                }
            }
            divide(divided, partition(divided), true);
            level = new ArrayList<>(2 * divided.size());
            for (Node node : divided) {
                enterChildren(node);
                level.add(division(node).left());
                level.add(division(node).right());
            }
            settle(divided);
        }
    }

    private void growByGain(Node root) {
        PriorityQueue<Node> frontier = new PriorityQueue<>(
                Comparator.comparingDouble((Node node) -> -gain(node)).thenComparingInt(node -> node.id));
        frontier.add(root);
        int count = 1;
        while (!frontier.isEmpty()) {
            Node node = frontier.poll();
            if (node.split == null || count >= growth.leaves()) {
                leaveWhole(node);
                leaves.add(node);
                continue;
            }
            count++;
            if (node.division == null) {
                List<Node> divided = withCompanions(node, frontier, (growth.leaves() - count) / 2);
                divide(divided, partition(divided), count < growth.leaves());
                enterChildren(node);
                settle(divided);
            } else {
                enterChildren(node);
            }
            frontier.add(division(node).left());
            frontier.add(division(node).right());
        }
    }

    /**
     * A node and others that will be divided next, unless better ones come up among its children: to divide them at the same time gives each thread
     * a node of its own, and the tree does not show it.
     *
     * @param most how many others
     */
    private List<Node> withCompanions(Node node, PriorityQueue<Node> frontier, int most) {
        int wanted = Math.min(workers.threads() - 1, most);
        if (wanted < 1 || node.rows() > MOST_FOR_ONE || columns.areDrawnByNode()) {
            return List.of(node);
        }
        List<Node> divided = new ArrayList<>();
        divided.add(node);
        List<Node> polled = new ArrayList<>();
        while (divided.size() <= wanted && !frontier.isEmpty()) {
            Node other = frontier.poll();
            polled.add(other);
            if (other.split != null && other.division == null && other.rows() <= MOST_FOR_ONE) {
                divided.add(other);
            }
        }
        frontier.addAll(polled);
        return divided;
    }

    /** Undoes what was done for the division of a node that comes to be a leaf. */
    private void leaveWhole(Node node) {
        histograms.release(node);
        Division division = node.division;
        if (division != null) {
            histograms.release(division.left());
            histograms.release(division.right());
            nodeRows.join(node.begin, division.right().begin, node.end);
        }
    }

    private static double gain(Node node) {
        return node.split == null ? 0 : node.split.gain();
    }

    /**
     * Divides nodes whose rows were brought in order.
     *
     * @param middles where the rows of the right sides begin
     * @param more whether the children may be divided too
     */
    private void divide(List<Node> nodes, int[] middles, boolean more) {
        for (int i = 0; i < middles.length; i++) {
            Node node = nodes.get(i);
            Split split = split(node);
            double[] bounds = bounds(node, split);
            BitSet used = (BitSet) node.used.clone();
            used.set(split.feature());
            Node left = new Node(node.depth + 1, node.begin, middles[i], split.left(), bounds[0], bounds[1], used);
            Node right =
                    new Node(node.depth + 1, middles[i], node.end, node.sum - split.left(), bounds[2], bounds[3], used);
            node.division = new Division(left, more && maySplit(left), right, more && maySplit(right));
        }
    }

    /** Enters a node's division into the tree. */
    private void enterChildren(Node node) {
        Division division = division(node);
        enter(division.left());
        enter(division.right());
        record(node, split(node), division.left(), division.right());
    }

    private void enter(Node node) {
        node.id = tree.leaf(new double[] {value(node)}, units.hessian(node.sum), node.rows(), Double.NaN);
    }

    /** Finds how the children of divided nodes would best be divided. */
    private void settle(List<Node> divided) {
        long rows = 0;
        for (Node node : divided) {
            rows += summedRows(node);
        }
        List<Node> small = new ArrayList<>();
        for (Node node : divided) {
            int own = summedRows(node);
            if (own > (divided.size() == 1 ? NodeHistograms.LEAST_PIECE : NodeHistograms.PIECE)
                    && isForAllThreads(own, rows)) {
                sum(node, histograms::together);
                consider(division(node), SearchBy.ALL_THREADS);
            } else {
                small.add(node);
            }
        }
        workers.run(small.size(), (i, thread) -> {
            Node node = small.get(i);
            sum(node, child -> histograms.alone(child, thread));
            consider(division(node), SearchBy.ONE_THREAD);
        });
    }

    /** How many rows are summed for the histograms of a node's children. */
    private static int summedRows(Node node) {
        Division division = division(node);
        return node.histogram == null
                ? division.large().rows()
                : division.small().rows();
    }

    /** Whether all threads work on some rows, one node after the other: where the node is so large a part that one thread would be late with it. */
    private boolean isForAllThreads(int rows, long ofAll) {
        return workers.threads() > 1 && rows > ofAll / (2L * workers.threads());
    }

    private static Split split(Node node) {
        if (node.split == null) {
            throw new IllegalStateException("Node " + node.id + " has no split.");
        }
        return node.split;
    }

    private static Division division(Node node) {
        if (node.division == null) {
            throw new IllegalStateException("Node " + node.id + " is not divided.");
        }
        return node.division;
    }

    /** Brings the rows of nodes that go left before the others; returns where the others begin. */
    private int[] partition(List<Node> nodes) {
        int[] middles = new int[nodes.size()];
        boolean[] large = new boolean[middles.length];
        long rows = 0;
        for (Node node : nodes) {
            rows += node.rows();
        }
        for (int i = 0; i < middles.length; i++) {
            Node node = nodes.get(i);
            large[i] = node.rows() > NodeRows.PIECE && isForAllThreads(node.rows(), rows);
            if (large[i]) {
                middles[i] = nodeRows.partitionTogether(
                        node.begin, node.end, data, split(node).feature(), goesLeft(node));
            }
        }
        workers.run(middles.length, (i, thread) -> {
            Node node = nodes.get(i);
            if (!large[i]) {
                middles[i] = nodeRows.partition(
                        node.begin, node.end, data, split(node).feature(), goesLeft(node));
            }
        });
        return middles;
    }

    private byte[] goesLeft(Node node) {
        Split split = split(node);
        return split.goesLeft(data.bins(split.feature()).count());
    }

    /** Gives the children their histograms that may be divided: from the parent's, if it still has one. */
    private void sum(Node parent, Function<Node, Histogram> sums) {
        Division division = division(parent);
        Node small = division.small();
        Node large = division.large();
        Histogram ofParent = parent.histogram;
        if (ofParent != null && division.may(large)) {
            parent.histogram = null;
            Histogram ofSmall = sums.apply(small);
            ofParent.subtract(ofSmall);
            large.histogram = ofParent;
            small.histogram = ofSmall;
            if (!division.may(small)) {
                histograms.release(small);
            }
            return;
        }
        histograms.release(parent);
        if (division.may(small)) {
            small.histogram = sums.apply(small);
        }
        if (division.may(large)) {
            large.histogram = sums.apply(large);
        }
    }

    /** Finds the children's splits, and frees the histograms that nobody will need or that are not worth their memory. */
    private void consider(Division division, SearchBy by) {
        for (Node child : List.of(division.large(), division.small())) {
            consider(child, by);
            if (child.split == null || histograms.areScarce()) {
                histograms.release(child);
            }
        }
    }

    private void record(Node node, Split split, Node left, Node right) {
        FeatureBins bins = data.bins(split.feature());
        if (split.levels() == null) {
            boolean all = split.bin() == bins.count() - 1;
            double threshold = all ? Double.POSITIVE_INFINITY : bins.threshold(split.bin());
            tree.split(node.id, split.feature(), threshold, split.missingLeft(), left.id, right.id, split.gain());
        } else {
            tree.split(
                    node.id,
                    split.feature(),
                    bins.levels(split.levels()),
                    split.missingLeft(),
                    left.id,
                    right.id,
                    split.gain());
        }
    }

    /** The bounds of the children's leaves: lower and upper of the left one, then of the right one. */
    private double[] bounds(Node node, Split split) {
        int direction = directions[split.feature()];
        double[] bounds = {node.lower, node.upper, node.lower, node.upper};
        if (direction != 0) {
            double left = bounded(node, units.gradient(split.left()), units.hessian(split.left()));
            double right =
                    bounded(node, units.gradient(node.sum - split.left()), units.hessian(node.sum - split.left()));
            double middle = (left + right) / 2;
            bounds[direction > 0 ? 1 : 0] = middle;
            bounds[direction > 0 ? 2 : 3] = middle;
        }
        return bounds;
    }

    private double bounded(Node node, double gradient, double hessian) {
        return Math.min(Math.max(growth.leaf(gradient, hessian), node.lower), node.upper);
    }

    private double value(Node node) {
        return scale * bounded(node, units.gradient(node.sum), units.hessian(node.sum));
    }

    private boolean maySplit(Node node) {
        return (growth.depth() == 0 || node.depth < growth.depth())
                && node.rows() >= 2 * Math.max(1, growth.leastRows())
                && units.hessian(node.sum) >= 2 * growth.leastHessian();
    }

    /** Who looks for a node's split. */
    private enum SearchBy {
        /** The thread that asks. */
        ONE_THREAD,
        /** All, where there are enough columns. */
        ALL_THREADS
    }

    private void consider(Node node, SearchBy by) {
        Histogram histogram = node.histogram;
        if (histogram == null) {
            return;
        }
        boolean[] allowed = columns.of(node.id, node.used);
        if (by == SearchBy.ONE_THREAD || workers.threads() == 1 || data.features() < MANY_COLUMNS) {
            node.split = best(node, histogram, allowed, 0, data.features());
            return;
        }
        int size = MANY_COLUMNS / 4;
        @Nullable Split[] found = new Split[(data.features() + size - 1) / size];
        workers.run(
                found.length,
                (piece, thread) -> found[piece] =
                        best(node, histogram, allowed, piece * size, Math.min(data.features(), (piece + 1) * size)));
        for (Split split : found) {
            node.split = Split.better(node.split, split);
        }
    }

    /** The best split by some columns. */
    private @Nullable Split best(Node node, Histogram histogram, boolean[] allowed, int from, int to) {
        Split best = null;
        for (int feature = from; feature < to; feature++) {
            if (allowed[feature]) {
                best = Split.better(best, search.best(node, histogram, feature));
            }
        }
        return best;
    }
}
