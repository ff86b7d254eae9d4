package ai.vivace.trees;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Divides the nodes of a tree of gradients by their histograms: the smaller child's is summed from its rows, the larger one's is what is left of
 * the parent's.
 *
 * <p>Large nodes are the work of all threads, all nodes of a level at a time, so that threads wait for each other a few times a level and not for
 * each node. A small node, which one thread divides with all that is below, is divided in depth, its smaller child first, so that the thread works
 * on what is in its caches. As sums are exact, neither who adds nor in which order can be seen in the tree.
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
    /** Whether all threads search the histogram of one node. */
    private final boolean isSearchShared;

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
        isSearchShared = workers.threads() > 1 && data.features() >= MANY_COLUMNS;
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
            histograms.ofRoot(root, rows != null);
            considerTogether(root);
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
                divide(node, nodeRows.partition(separation(node), data), true);
                for (Node child : summed(node)) {
                    sumAlone(child, thread, arena);
                }
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
        List<Node> summed = new ArrayList<>();
        int most = 0;
        for (Node node : divided) {
            for (Node child : summed(node)) {
                summed.add(child);
                most = Math.max(most, child.rows());
            }
        }
        if (workers.threads() == 1
                || most <= (divided.size() == 1 ? NodeHistograms.LEAST_PIECE : NodeHistograms.PIECE)) {
            workers.run(summed.size(), (i, thread) -> sumAlone(summed.get(i), thread, histograms.ofAll()));
        } else if (!isSearchShared) {
            histograms.together(summed, (child, histogram) -> considerAll(receive(child, histogram)));
        } else {
            histograms.together(summed, this::receive);
            for (Node node : divided) {
                considerTogether(node.requireDivision().large());
                considerTogether(node.requireDivision().small());
            }
        }
    }

    private void sumAlone(Node child, int thread, Arena arena) {
        considerAll(receive(child, histograms.alone(child, thread, arena)));
    }

    /** The children of a divided node whose rows are summed: only the smaller one where the larger one's histogram is what is left of the parent's. */
    private List<Node> summed(Node parent) {
        Division division = parent.requireDivision();
        if (parent.histogram != null && division.may(division.large())) {
            return List.of(division.small());
        }
        histograms.release(parent);
        List<Node> children = new ArrayList<>(2);
        for (Node child : List.of(division.small(), division.large())) {
            if (division.may(child)) {
                children.add(child);
            }
        }
        return children;
    }

    /** Takes the histogram of a child whose rows were summed; returns the nodes that have one now. */
    private List<Node> receive(Node child, Histogram histogram) {
        Node parent = Objects.requireNonNull(child.parent);
        Division division = parent.requireDivision();
        child.histogram = histogram;
        Histogram ofParent = parent.histogram;
        if (ofParent == null) {
            return List.of(child);
        }
        parent.histogram = null;
        ofParent.subtract(histogram);
        division.large().histogram = ofParent;
        if (division.may(child)) {
            return List.of(division.large(), child);
        }
        histograms.release(child);
        return List.of(division.large());
    }

    /** Brings the rows of nodes that go left before the others; returns where the others begin. */
    private int[] partition(List<Node> nodes) {
        return nodeRows.partition(nodes.stream().map(this::separation).toList(), data);
    }

    private Separation separation(Node node) {
        Split split = node.requireSplit();
        byte[] goesLeft = split.goesLeft(data.bins(split.feature()).count());
        return new Separation(node.begin, node.end, split.feature(), goesLeft);
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

    private void considerAll(List<Node> nodes) {
        for (Node node : nodes) {
            consider(node);
        }
    }

    /** Finds a node's split if it has a histogram. */
    private void consider(Node node) {
        Histogram histogram = node.histogram;
        if (histogram != null) {
            take(node, search.best(node, histogram, columns.of(node), 0, data.features()));
        }
    }

    /** The same by all threads, where that is worth it. */
    private void considerTogether(Node node) {
        Histogram histogram = node.histogram;
        if (!isSearchShared) {
            consider(node);
        } else if (histogram != null) {
            take(node, bestByAll(node, histogram, columns.of(node)));
        }
    }

    /** Notes a node's split, and frees the histogram if nobody will need it or it is not worth its memory. */
    private void take(Node node, @Nullable Split split) {
        node.split = split;
        if (split == null || histograms.areScarce()) {
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
