package ai.vivace.trees;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Grows trees of gradients, level by level or the node of most gain first. */
final class GradientGrower {
    private final BinnedData data;
    private final Growth growth;
    private final Workers workers;
    private final NodeDivider divider;

    private Tree.Builder tree = new Tree.Builder();
    private final List<Node> leaves = new ArrayList<>();
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
        this.workers = workers;
        divider = new NodeDivider(data, growth, directions, memory, workers);
    }

    /** Where the packed gradients of the table's rows are to be written, by row. */
    long[] gradients() {
        return divider.gradients();
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
        scale = valueScale;
        tree = new Tree.Builder();
        leaves.clear();
        Node root = divider.root(packedUnits, sum, rows, allowed);
        enter(root);
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
        return new LeafRows(divider.rows().located(), leaves, data.rows(), workers);
    }

    /** Shows each of {@link #leaves} with its rows, perhaps several at a time. */
    void forEachLeaf(LeafVisitor visitor) {
        int[] rows = new int[data.rows()];
        workers.run(leaves.size(), (number, thread) -> {
            Node leaf = leaves.get(number);
            divider.rows().copyRows(leaf.begin, leaf.end, rows);
            visitor.leaf(number, leaf, rows);
        });
    }

    private void growByLevel(Node root) {
        List<Node> level = List.of(root);
        List<Node> forOne = new ArrayList<>();
        while (!level.isEmpty()) {
            List<Node> divided = new ArrayList<>();
            for (Node node : level) {
                if (node.split != null) {
                    (divider.isForOne(node) ? forOne : divided).add(node);
                }
            }
            divider.divide(divided, true);
            level = children(divided);
        }
        divider.divideInDepth(forOne);
        enterBelow(root);
    }

    /** Enters the divisions of a root and of all nodes below, level by level. */
    private void enterBelow(Node root) {
        List<Node> level = List.of(root);
        while (!level.isEmpty()) {
            List<Node> divided = new ArrayList<>();
            for (Node node : level) {
                if (node.division == null) {
                    leaves.add(node);
                } else {
                    enterChildren(node);
                    divided.add(node);
                }
            }
            level = children(divided);
        }
    }

    private static List<Node> children(List<Node> divided) {
        List<Node> children = new ArrayList<>(2 * divided.size());
        for (Node node : divided) {
            children.add(node.requireDivision().left());
            children.add(node.requireDivision().right());
        }
        return children;
    }

    private void growByGain(Node root) {
        PriorityQueue<Node> frontier = new PriorityQueue<>(
                Comparator.comparingDouble((Node node) -> -gain(node)).thenComparingInt(node -> node.id));
        frontier.add(root);
        int count = 1;
        while (!frontier.isEmpty()) {
            Node node = frontier.poll();
            if (node.split == null || count >= growth.leaves()) {
                divider.leaveWhole(node);
                leaves.add(node);
                continue;
            }
            count++;
            if (node.division == null) {
                List<Node> divided = withCompanions(node, frontier, (growth.leaves() - count) / 2);
                divider.divide(divided, count < growth.leaves());
            }
            enterChildren(node);
            frontier.addAll(children(List.of(node)));
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
        if (wanted < 1 || node.rows() > NodeDivider.MOST_FOR_ONE) {
            return List.of(node);
        }
        List<Node> divided = new ArrayList<>();
        divided.add(node);
        List<Node> polled = new ArrayList<>();
        while (divided.size() <= wanted && !frontier.isEmpty()) {
            Node other = frontier.poll();
            polled.add(other);
            if (other.split != null && other.division == null && other.rows() <= NodeDivider.MOST_FOR_ONE) {
                divided.add(other);
            }
        }
        frontier.addAll(polled);
        return divided;
    }

    private static double gain(Node node) {
        return node.split == null ? 0 : node.split.gain();
    }

    /** Enters a node's division into the tree. */
    private void enterChildren(Node node) {
        Division division = node.requireDivision();
        enter(division.left());
        enter(division.right());
        record(node, node.requireSplit(), division.left(), division.right());
    }

    private void enter(Node node) {
        double[] value = {scale * divider.value(node)};
        node.id = tree.leaf(value, divider.hessian(node), node.rows(), Double.NaN);
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
}
