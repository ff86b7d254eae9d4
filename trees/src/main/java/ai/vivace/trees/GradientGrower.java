package ai.vivace.trees;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees of gradients from histograms: the smaller child's is summed from its rows, the larger one's is what is left of the
 * parent's.
 */
final class GradientGrower {
    private static final int PIECE = 1 << BinnedData.SLAB_BITS;
    private static final int BLOCK = 256;
    private static final double ARENA = 1.0;

    private final BinnedData data;
    private final Growth growth;
    private final int[] directions;
    private final Workers workers;
    private final RowStore store;
    private final NodeRows nodeRows;
    private final SplitSearch search;
    private final int[] wide;
    private final Deque<Histogram> pool = new ArrayDeque<>();
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
        void leaf(Node leaf, int[] rows);
    }

    GradientGrower(BinnedData data, Growth growth, int[] directions, Workers workers) {
        this.data = data;
        this.growth = growth;
        this.directions = directions;
        this.workers = workers;
        store = new RowStore(data, ARENA);
        nodeRows = new NodeRows(data.rows(), workers);
        search = new SplitSearch(data, growth, directions);
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
     * @param rows which rows it learns from, rising; null for all
     * @param allowed which columns it may look at
     * @param valueScale what values are multiplied by: the learning rate
     */
    Tree.Builder grow(GradientUnits packedUnits, int @Nullable [] rows, AllowedColumns allowed, double valueScale) {
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
        Node root = new Node(
                0, 0, 0, count, sum(0, count), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, new BitSet());
        tree.leaf(new double[] {value(root)}, units.hessian(root.sum), count, Double.NaN);
        if (maySplit(root)) {
            Histogram histogram = histogram();
            accumulate(root, rows == null, histogram);
            root.histogram = histogram;
            consider(root);
        }
        growFrom(root);
        return tree;
    }

    /** Shows each leaf of the tree just grown, perhaps several at a time. */
    void forEachLeaf(LeafVisitor visitor) {
        workers.run(leaves.size(), (piece, thread) -> visitor.leaf(leaves.get(piece), nodeRows.rows()));
    }

    /** The leaves of the tree just grown. */
    List<Node> leaves() {
        return leaves;
    }

    /** The rows, of which each leaf has a stretch. */
    int[] rows() {
        return nodeRows.rows();
    }

    private void growFrom(Node root) {
        Comparator<Node> byId = Comparator.comparingInt(node -> node.id);
        Comparator<Node> first = growth.order() == Growth.Order.DEPTH
                ? byId
                : Comparator.comparingDouble((Node node) -> -gain(node)).thenComparing(byId);
        PriorityQueue<Node> frontier = new PriorityQueue<>(first);
        frontier.add(root);
        int count = 1;
        while (!frontier.isEmpty()) {
            Node node = frontier.poll();
            Split split = node.split;
            if (split == null || (growth.leaves() > 0 && count >= growth.leaves())) {
                release(node);
                leaves.add(node);
                continue;
            }
            count++;
            boolean more = growth.leaves() == 0 || count < growth.leaves();
            frontier.addAll(divide(node, split, more));
        }
    }

    private static double gain(Node node) {
        return node.split == null ? 0 : node.split.gain();
    }

    private List<Node> divide(Node node, Split split, boolean more) {
        int middle = nodeRows.partition(
                node.begin,
                node.end,
                data,
                split.feature(),
                split.goesLeft(data.bins(split.feature()).count()));
        double[] bounds = bounds(node, split);
        BitSet used = (BitSet) node.used.clone();
        used.set(split.feature());
        Node left = child(node, node.begin, middle, split.left(), bounds[0], bounds[1], used);
        Node right = child(node, middle, node.end, node.sum - split.left(), bounds[2], bounds[3], used);
        record(node, split, left, right);
        Histogram histogram = node.histogram;
        node.histogram = null;
        boolean leftMay = more && maySplit(left);
        boolean rightMay = more && maySplit(right);
        if (histogram == null || (!leftMay && !rightMay)) {
            if (histogram != null) {
                pool.push(histogram);
            }
            return List.of(left, right);
        }
        Node small = left.rows() <= right.rows() ? left : right;
        Node large = small == left ? right : left;
        Histogram ofSmall = histogram();
        accumulate(small, false, ofSmall);
        workers.run(histogram.parts(), (part, thread) -> histogram.subtract(ofSmall, part));
        small.histogram = ofSmall;
        large.histogram = histogram;
        for (Node child : List.of(left, right)) {
            if (child == left ? leftMay : rightMay) {
                consider(child);
            }
            if (child.split == null) {
                release(child);
            }
        }
        return List.of(left, right);
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

    private void consider(Node node) {
        Histogram histogram = node.histogram;
        if (histogram == null) {
            return;
        }
        boolean[] allowed = columns.of(node.id, node.used);
        int pieces = (data.features() + BinnedData.LANES - 1) / BinnedData.LANES;
        Split[] found = new Split[pieces];
        Workers.Piece piece = (number, thread) -> {
            Split best = null;
            int end = Math.min(data.features(), (number + 1) * BinnedData.LANES);
            for (int feature = number * BinnedData.LANES; feature < end; feature++) {
                if (allowed[feature]) {
                    best = Split.better(best, search.best(node, histogram, feature, null));
                }
            }
            found[number] = best;
        };
        if (data.features() >= 64) {
            workers.run(pieces, piece);
        } else {
            for (int i = 0; i < pieces; i++) {
                piece.run(i, 0);
            }
        }
        Split best = null;
        for (Split split : found) {
            best = Split.better(best, split);
        }
        node.split = best;
    }

    private long sum(int begin, int end) {
        long[] gradients = store.gradients();
        int[] places = nodeRows.places();
        long sum = 0;
        for (int i = begin; i < end; i++) {
            sum += gradients[places[i]];
        }
        return sum;
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

    private Histogram histogram() {
        Histogram histogram = pool.poll();
        if (histogram == null) {
            return new Histogram(data);
        }
        histogram.clear();
        return histogram;
    }

    private void release(Node node) {
        if (node.histogram != null) {
            pool.push(node.histogram);
            node.histogram = null;
        }
    }

    // ---- sums over rows

    private void accumulate(Node node, boolean wholeTable, Histogram target) {
        int arena = wholeTable ? 0 : store.reserve(node.rows());
        int pieces = (node.rows() + PIECE - 1) / PIECE;
        if (workers.threads() == 1 || pieces == 1) {
            for (int i = 0; i < pieces; i++) {
                accumulatePiece(node, i, arena, target, 0);
            }
            return;
        }
        Histogram[] own = new Histogram[workers.threads()];
        own[0] = target;
        for (int i = 1; i < own.length; i++) {
            own[i] = histogram();
        }
        workers.run(pieces, (piece, thread) -> accumulatePiece(node, piece, arena, own[thread], thread));
        workers.run(target.parts(), (part, thread) -> {
            for (int i = 1; i < own.length; i++) {
                target.add(own[i], part);
            }
        });
        pool.addAll(Arrays.asList(own).subList(1, own.length));
    }

    /** Sums a stretch of a node's rows, having copied them to the arena if it has room. */
    private void accumulatePiece(Node node, int piece, int arena, Histogram target, int thread) {
        int end = Math.min(node.end, node.begin + (piece + 1) * PIECE);
        int[] places = nodeRows.places();
        long[] gradients = store.gradients();
        int next;
        for (int i = node.begin + piece * PIECE; i < end; i = next) {
            int to = arena + (i - node.begin);
            int count = Math.min(BLOCK, end - i);
            if (arena < 0) {
                store.gather(places, i, count, scratch[thread], 0, scratchGradients[thread], 0);
                addRows(target, scratch[thread], 0, scratchGradients[thread], 0, count);
            } else {
                count = Math.min(count, BinnedData.SLAB_MASK + 1 - (to & BinnedData.SLAB_MASK));
                if (places[i] != to) {
                    store.gather(places, i, count, store.slab(to), store.offset(to), gradients, to);
                    for (int j = 0; j < count; j++) {
                        places[i + j] = to + j;
                    }
                }
                addRows(target, store.slab(to), store.offset(to), gradients, to, count);
            }
            next = i + count;
        }
        int from = node.begin + piece * PIECE;
        for (int feature : wide) {
            if (columns.isOfTree(feature)) {
                target.accumulateWide(
                        feature, data.wide(feature), nodeRows.rows(), places, from, end - from, gradients);
            }
        }
    }

    private void addRows(Histogram target, long[] rows, int offset, long[] gradients, int first, int count) {
        for (int group : groups) {
            target.accumulate(group, rows, offset + group, store.groups(), gradients, first, count);
        }
    }
}
