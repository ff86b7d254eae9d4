package ai.vivace.trees;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Divides the nodes of a tree of gradients by their histograms: the smaller child's is summed from its rows, the larger one's is what is left of
 * the parent's.
 *
 * <p>Large nodes are the work of all threads, one after the other; small ones are shared among them. A node that one thread divides with all that
 * is below is divided in depth, its smaller child first, so that the thread works on what is in its caches. As sums are exact, neither who adds
 * nor in which order can be seen in the tree.
 */
final class NodeDivider {
    /** Up to so many rows a node is left to one thread, where others have nodes of their own. */
    static final int MOST_FOR_ONE = 1 << 16;

    /** A thread should have at least so many nodes of its own, so that all end at about the same time. */
    private static final int NODES_OF_EACH = 4;

    /** From how many columns on the search for a split is worth more than one thread. */
    private static final int MANY_COLUMNS = 64;

    private final BinnedData data;
    private final Growth growth;
    private final int[] directions;
    private final Workers workers;
    private final int mostForOne;
    private final NodeRows nodeRows;
    private final NodeHistograms histograms;
    private final SplitSearch search;

    private GradientUnits units = new GradientUnits(1, 1);
    private AllowedColumns columns = new AllowedColumns(new boolean[0], new boolean[0][], 1, null);

    /**
     * A divider for a table.
     *
     * @param directions of each column, see {@link Constraints#directions}
     * @param memory bytes that histograms take before small nodes must do without
     */
    NodeDivider(BinnedData data, Growth growth, int[] directions, long memory, Workers workers) {
        this.data = data;
        this.growth = growth;
        this.directions = directions;
        this.workers = workers;
        mostForOne = workers.threads() == 1
                ? data.rows()
                : Math.max(
                        NodeHistograms.LEAST_PIECE,
                        Math.min(MOST_FOR_ONE, data.rows() / (NODES_OF_EACH * workers.threads())));
        nodeRows = new NodeRows(data.rows(), workers);
        histograms = new NodeHistograms(data, growth.depth(), nodeRows, memory, mostForOne, workers);
        search = new SplitSearch(data, growth, directions);
    }

    /** Where the packed gradients of the table's rows are to be written, by row. */
    long[] gradients() {
        return histograms.gradients();
    }

    /** The rows of the nodes. */
    NodeRows rows() {
        return nodeRows;
    }

    /**
     * The root of a tree, with the split it would best be divided by.
     *
     * @param sum of the rows' packed gradients
     * @param rows which rows it learns from, rising; null for all
     * @param allowed which columns it may look at
     */
    Node root(GradientUnits packedUnits, long sum, int @Nullable [] rows, AllowedColumns allowed) {
        units = packedUnits;
        search.units(packedUnits);
        columns = allowed;
        histograms.start(allowed);
        int count = rows == null ? data.rows() : rows.length;
        if (rows == null) {
            nodeRows.startWithAll(count);
        } else {
            nodeRows.start(rows, count);
        }
        Node root = Node.root(count, sum);
        if (maySplit(root)) {
            root.histogram = histograms.ofRoot(root, rows != null);
            consider(root, SearchBy.ALL_THREADS);
        }
        return root;
    }

    /** Whether a node is so small that one thread should divide it, with all that is below. */
    boolean isForOne(Node node) {
        return node.rows() <= mostForOne;
    }

    /**
     * Divides nodes that have splits, and finds those of their children.
     *
     * @param more whether the children may be divided too
     */
    void divide(List<Node> nodes, boolean more) {
        int[] middles = partition(nodes);
        for (int i = 0; i < middles.length; i++) {
            divide(nodes.get(i), middles[i], more);
        }
        settle(nodes);
    }

    /** Divides nodes and all that is below, each by one thread. */
    void divideInDepth(List<Node> nodes) {
        List<Node> largestFirst = new ArrayList<>(nodes);
        largestFirst.sort(Comparator.comparingInt(Node::rows).reversed());
        workers.run(largestFirst.size(), (i, thread) -> divideInDepth(largestFirst.get(i), thread));
    }

    // Nodes wait in a list: a method that called itself would be compiled in itself, which takes as long as several
    // trees.

    private void divideInDepth(Node top, int thread) {
        Arena arena = histograms.of(thread);
        int begin = arena.mark();
        Deque<Waiting> waiting = new ArrayDeque<>();
        waiting.push(new Waiting(top, begin));
        while (!waiting.isEmpty()) {
            Waiting next = waiting.pop();
            Node node = next.node;
            arena.cut(next.mark);
            if (node.split != null) {
                // Without its histogram, the larger child's rows are summed too and come to lie in the arena.
                boolean areBothSummed = node.histogram == null;
                divide(node, partition(node), true);
                settle(node, thread, arena);
                int mark = arena.mark();
                // The smaller one, which has at most half of the rows, is next: so there are never many that wait.
                waiting.push(new Waiting(node.requireDivision().large(), areBothSummed ? mark : next.mark));
                waiting.push(new Waiting(node.requireDivision().small(), mark));
            }
        }
        arena.cut(begin);
    }

    /** A node whose turn will come, and how far the arena is in use then. */
    private record Waiting(Node node, int mark) {}

    /** Undoes what was done for the division of a node that comes to be a leaf. */
    void leaveWhole(Node node) {
        histograms.release(node);
        Division division = node.division;
        if (division != null) {
            histograms.release(division.left());
            histograms.release(division.right());
            nodeRows.join(node.begin, division.right().begin, node.end);
        }
    }

    /** What a node's rows would have if it were a leaf, by its packed sums. */
    double value(Node node) {
        return bounded(node, units.gradient(node.sum), units.hessian(node.sum));
    }

    double hessian(Node node) {
        return units.hessian(node.sum);
    }

    /** Gives a node whose rows were brought in order its children; the right one's rows begin in the middle. */
    private void divide(Node node, int middle, boolean more) {
        Split split = node.requireSplit();
        double[] bounds = bounds(node, split);
        Node left = node.left(middle, split.left(), bounds[0], bounds[1]);
        Node right = node.right(middle, node.sum - split.left(), bounds[2], bounds[3]);
        node.division = new Division(left, more && maySplit(left), right, more && maySplit(right));
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
                considerChildren(node, SearchBy.ALL_THREADS);
            } else {
                small.add(node);
            }
        }
        workers.run(small.size(), (i, thread) -> settle(small.get(i), thread, histograms.ofAll()));
    }

    private void settle(Node node, int thread, Arena arena) {
        sum(node, child -> histograms.alone(child, thread, arena));
        considerChildren(node, SearchBy.ONE_THREAD);
    }

    /** How many rows are summed for the histograms of a node's children. */
    private static int summedRows(Node node) {
        Division division = node.requireDivision();
        return node.histogram == null
                ? division.large().rows()
                : division.small().rows();
    }

    /** Whether all threads work on some rows, one node after the other: where the node is so large a part that one thread would be late with it. */
    private boolean isForAllThreads(int rows, long ofAll) {
        return workers.threads() > 1 && rows > ofAll / (2L * workers.threads());
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
                        node.begin, node.end, data, node.requireSplit().feature(), goesLeft(node));
            }
        }
        workers.run(middles.length, (i, thread) -> {
            if (!large[i]) {
                middles[i] = partition(nodes.get(i));
            }
        });
        return middles;
    }

    private int partition(Node node) {
        return nodeRows.partition(
                node.begin, node.end, data, node.requireSplit().feature(), goesLeft(node));
    }

    private byte[] goesLeft(Node node) {
        Split split = node.requireSplit();
        return split.goesLeft(data.bins(split.feature()).count());
    }

    /** Gives the children their histograms that may be divided: from the parent's, if it still has one. */
    private void sum(Node parent, Function<Node, Histogram> sums) {
        Division division = parent.requireDivision();
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

    private void considerChildren(Node node, SearchBy by) {
        consider(node.requireDivision().large(), by);
        consider(node.requireDivision().small(), by);
    }

    /** Finds a node's split, and frees the histogram if nobody will need it or it is not worth its memory. */
    private void consider(Node node, SearchBy by) {
        Histogram histogram = node.histogram;
        if (histogram == null) {
            return;
        }
        boolean[] allowed = columns.of(node);
        boolean isForAll = by == SearchBy.ALL_THREADS && workers.threads() > 1 && data.features() >= MANY_COLUMNS;
        node.split = isForAll
                ? bestByAll(node, histogram, allowed)
                : search.best(node, histogram, allowed, 0, data.features());
        if (node.split == null || histograms.areScarce()) {
            histograms.release(node);
        }
    }

    private @Nullable Split bestByAll(Node node, Histogram histogram, boolean[] allowed) {
        int size = MANY_COLUMNS / 4;
        @Nullable Split[] found = new Split[(data.features() + size - 1) / size];
        workers.run(
                found.length,
                (piece, thread) -> found[piece] = search.best(
                        node, histogram, allowed, piece * size, Math.min(data.features(), (piece + 1) * size)));
        Split best = null;
        for (Split split : found) {
            best = Split.better(best, split);
        }
        return best;
    }
}
