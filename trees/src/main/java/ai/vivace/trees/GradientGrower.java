package ai.vivace.trees;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees of gradients from histograms: the smaller child's is summed from its rows, the larger one's is what is left of the
 * parent's.
 *
 * <p>Large nodes are the work of all threads, one after the other; small ones that are divided together, as those of a level are, are shared
 * among the threads. As sums are exact, neither who adds nor in which order can be seen in the tree.
 */
final class GradientGrower {
    private static final int PIECE = 1 << BinnedData.SLAB_BITS;
    private static final int LEAST_PIECE = 1 << 12;
    private static final int BLOCK = 256;
    private static final double ARENA = 1.5;

    /** Longs of a row that are summed together: their rows' bytes are a line of the cache, their histograms fit the cache of a core. */
    private static final int GROUPS_TOGETHER = 8;

    /** From how many columns on the search for a split is worth more than one thread. */
    private static final int MANY_COLUMNS = 64;

    private final BinnedData data;
    private final Growth growth;
    private final int[] directions;
    private final Workers workers;
    private final RowStore store;
    private final NodeRows nodeRows;
    private final SplitSearch search;
    private final int[] wide;
    private final Histograms histograms;
    private final long[][] scratch;
    private final long[][] scratchGradients;

    private GradientUnits units = new GradientUnits(1, 1);
    private Tree.Builder tree = new Tree.Builder();
    private final List<Node> leaves = new ArrayList<>();
    private AllowedColumns columns = new AllowedColumns(new boolean[0], new boolean[0][], 1, null);
    private int[] groups = new int[0];
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
        store = new RowStore(data, ARENA);
        nodeRows = new NodeRows(data.rows(), workers);
        search = new SplitSearch(data, growth, directions);
        histograms = new Histograms(data, memory);
        wide = IntStream.range(0, data.features()).filter(data::isWide).toArray();
        scratch = new long[workers.threads()][BLOCK * data.groups()];
        scratchGradients = new long[workers.threads()][BLOCK];
    }

    /** Where the packed gradients of the table's rows are to be written, by row. */
    long[] gradients() {
        return store.gradients();
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
        store.clear();
        groups = neededGroups();
        int count = rows == null ? data.rows() : rows.length;
        if (rows == null) {
            nodeRows.startWithAll(count);
        } else {
            nodeRows.start(rows, count);
        }
        Node root = new Node(0, 0, 0, count, sum, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, new BitSet());
        tree.leaf(new double[] {value(root)}, units.hessian(root.sum), count, Double.NaN);
        if (maySplit(root)) {
            root.histogram = sum(root, rows == null ? 0 : store.reserve(count), this::accumulateTogether);
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
            Generation next = divide(divided, partition(divided), true);
            settle(next.families(), divided.size());
            level = next.children();
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
                release(node);
                leaves.add(node);
                continue;
            }
            count++;
            List<Node> divided = List.of(node);
            Generation next = divide(divided, partition(divided), count < growth.leaves());
            settle(next.families(), 1);
            frontier.addAll(next.children());
        }
    }

    private static double gain(Node node) {
        return node.split == null ? 0 : node.split.gain();
    }

    /** A node that was divided, and its children. */
    private record Family(Node parent, Node small, boolean smallMay, Node large, boolean largeMay) {
        static Family of(Node parent, Node left, boolean leftMay, Node right, boolean rightMay) {
            return left.rows() <= right.rows()
                    ? new Family(parent, left, leftMay, right, rightMay)
                    : new Family(parent, right, rightMay, left, leftMay);
        }
    }

    /**
     * What nodes were divided into.
     *
     * @param children left ones before right ones, in the order of their parents
     * @param families those with children that may be divided too
     */
    private record Generation(List<Node> children, List<Family> families) {}

    /**
     * Divides nodes whose rows were brought in order.
     *
     * @param middles where the rows of the right sides begin
     * @param more whether the children may be divided too
     */
    private Generation divide(List<Node> nodes, int[] middles, boolean more) {
        List<Node> children = new ArrayList<>(2 * nodes.size());
        List<Family> families = new ArrayList<>();
        for (int i = 0; i < middles.length; i++) {
            Node node = nodes.get(i);
            Split split = split(node);
            double[] bounds = bounds(node, split);
            BitSet used = (BitSet) node.used.clone();
            used.set(split.feature());
            Node left = child(node, node.begin, middles[i], split.left(), bounds[0], bounds[1], used);
            Node right = child(node, middles[i], node.end, node.sum - split.left(), bounds[2], bounds[3], used);
            record(node, split, left, right);
            children.add(left);
            children.add(right);
            boolean leftMay = more && maySplit(left);
            boolean rightMay = more && maySplit(right);
            if (leftMay || rightMay) {
                families.add(Family.of(node, left, leftMay, right, rightMay));
            } else {
                release(node);
            }
        }
        return new Generation(children, families);
    }

    /** Finds how the children that may be divided would best be. */
    private void settle(List<Family> families, int divided) {
        long rows = 0;
        for (Family family : families) {
            rows += summedRows(family);
        }
        List<Family> small = new ArrayList<>();
        for (Family family : families) {
            int own = summedRows(family);
            if (own > (divided == 1 ? LEAST_PIECE : PIECE) && isForAllThreads(own, rows)) {
                sum(family, this::accumulateTogether);
                consider(family, SearchBy.ALL_THREADS);
            } else {
                small.add(family);
            }
        }
        workers.run(small.size(), (i, thread) -> {
            Family family = small.get(i);
            sum(family, (node, arena, histogram) -> accumulate(node, node.begin, node.end, arena, histogram, thread));
            consider(family, SearchBy.ONE_THREAD);
        });
    }

    /** How many rows are summed for a family's histograms. */
    private static int summedRows(Family family) {
        return family.parent.histogram == null ? family.large.rows() : family.small.rows();
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

    /** Sums a node's rows to a histogram, those copied to the arena from a place on where that is not negative. */
    @FunctionalInterface
    private interface Accumulation {
        void run(Node node, int arena, Histogram histogram);
    }

    /** Gives the children their histograms that may be divided: from the parent's, if it still has one. */
    private void sum(Family family, Accumulation accumulation) {
        Histogram ofParent = family.parent.histogram;
        family.parent.histogram = null;
        if (ofParent != null && family.largeMay) {
            Histogram ofSmall = sum(family.small, accumulation);
            ofParent.subtract(ofSmall);
            family.large.histogram = ofParent;
            family.small.histogram = ofSmall;
            if (!family.smallMay) {
                release(family.small);
            }
            return;
        }
        if (ofParent != null) {
            histograms.giveBack(ofParent);
        }
        if (family.smallMay) {
            family.small.histogram = sum(family.small, accumulation);
        }
        if (family.largeMay) {
            family.large.histogram = sum(family.large, accumulation);
        }
    }

    private Histogram sum(Node node, Accumulation accumulation) {
        return sum(node, isWorthMoving(node) ? store.reserve(node.rows()) : -1, accumulation);
    }

    /** Whether rows are better copied to the arena: for the histograms of nodes below, or where many groups are summed a few at a time. */
    private boolean isWorthMoving(Node node) {
        return growth.depth() == 0 || node.depth + 1 < growth.depth() || groups.length > GROUPS_TOGETHER;
    }

    private Histogram sum(Node node, int arena, Accumulation accumulation) {
        Histogram histogram = histograms.take();
        accumulation.run(node, arena, histogram);
        return histogram;
    }

    /** Finds the children's splits, and frees the histograms that nobody will need or that are not worth their memory. */
    private void consider(Family family, SearchBy by) {
        for (Node child : List.of(family.large, family.small)) {
            consider(child, by);
            if (child.split == null || histograms.areScarce()) {
                release(child);
            }
        }
    }

    private Node child(Node parent, int begin, int end, long sum, double lower, double upper, BitSet used) {
        double value = Math.min(Math.max(growth.leaf(units.gradient(sum), units.hessian(sum)), lower), upper);
        int id = tree.leaf(new double[] {scale * value}, units.hessian(sum), end - begin, Double.NaN);
        return new Node(id, parent.depth + 1, begin, end, sum, lower, upper, used);
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

    private int[] neededGroups() {
        boolean[] needed = new boolean[data.groups()];
        for (int feature = 0; feature < data.features(); feature++) {
            if (columns.isOfTree(feature) && data.lane(feature) >= 0) {
                needed[data.lane(feature) / BinnedData.LANES] = true;
            }
        }
        return IntStream.range(0, needed.length).filter(group -> needed[group]).toArray();
    }

    private void release(Node node) {
        if (node.histogram != null) {
            histograms.giveBack(node.histogram);
            node.histogram = null;
        }
    }

    // ---- sums over rows

    private void accumulateTogether(Node node, int arena, Histogram target) {
        int size = Math.max(LEAST_PIECE, Math.min(PIECE, (node.rows() + workers.threads() - 1) / workers.threads()));
        int pieces = (node.rows() + size - 1) / size;
        if (workers.threads() == 1 || pieces == 1) {
            accumulate(node, node.begin, node.end, arena, target, 0);
            return;
        }
        Histogram[] own = new Histogram[Math.min(pieces, workers.threads())];
        own[0] = target;
        for (int i = 1; i < own.length; i++) {
            own[i] = histograms.take();
        }
        workers.run(pieces, (piece, thread) -> {
            int from = node.begin + piece * size;
            int to = Math.min(node.end, from + size);
            accumulate(node, from, to, arena, own[thread], thread);
        });
        workers.run(target.parts(), (part, thread) -> {
            for (int i = 1; i < own.length; i++) {
                target.add(own[i], part);
            }
        });
        for (int i = 1; i < own.length; i++) {
            histograms.giveBack(own[i]);
        }
    }

    /** Sums a stretch of a node's rows, having copied them to the arena if it has room. */
    private void accumulate(Node node, int from, int to, int arena, Histogram target, int thread) {
        if (arena < 0) {
            for (int i = from; i < to; i += BLOCK) {
                int count = Math.min(BLOCK, to - i);
                store.gather(nodeRows.located(), i, count, scratch[thread], 0, scratchGradients[thread], 0);
                addRows(target, scratch[thread], 0, scratchGradients[thread], 0, count, 0, groups.length);
            }
        } else {
            // Few groups are added block by block, while rows are in the nearest cache; many a few at a time for all
            // rows.
            int size = groups.length > GROUPS_TOGETHER ? PIECE : BLOCK;
            for (int i = from; i < to; i += size) {
                int count = Math.min(size, to - i);
                int place = arena + (i - node.begin);
                moveToArena(i, count, place);
                for (int first = 0; first < groups.length; first += GROUPS_TOGETHER) {
                    addFromArena(target, place, count, first, Math.min(groups.length, first + GROUPS_TOGETHER));
                }
            }
        }
        for (int feature : wide) {
            if (columns.isOfTree(feature)) {
                target.accumulateWide(
                        feature, data.wide(feature), nodeRows.located(), from, to - from, store.gradients());
            }
        }
    }

    /** How many of some rows from a place on are worked on at a time: they lie in one array. */
    private static int block(int place, int count) {
        return Math.min(Math.min(BLOCK, count), BinnedData.SLAB_MASK + 1 - (place & BinnedData.SLAB_MASK));
    }

    /** Copies rows to the arena, unless they are there: the table itself is one. */
    private void moveToArena(int position, int count, int to) {
        long[] located = nodeRows.located();
        if (NodeRows.place(located[position]) == to) {
            return;
        }
        int size;
        for (int i = 0; i < count; i += size) {
            size = block(to + i, count - i);
            store.gather(
                    located, position + i, size, store.slab(to + i), store.offset(to + i), store.gradients(), to + i);
        }
        nodeRows.move(position, count, to);
    }

    private void addFromArena(Histogram target, int place, int count, int firstGroup, int endGroup) {
        int size;
        for (int i = 0; i < count; i += size) {
            int first = place + i;
            size = block(first, count - i);
            long[] rows = store.slab(first);
            addRows(target, rows, store.offset(first), store.gradients(), first, size, firstGroup, endGroup);
        }
    }

    private void addRows(
            Histogram target,
            long[] rows,
            int offset,
            long[] gradients,
            int first,
            int count,
            int firstGroup,
            int endGroup) {
        for (int i = firstGroup; i < endGroup; i++) {
            target.accumulate(groups[i], rows, offset + groups[i], store.groups(), gradients, first, count);
        }
    }
}
