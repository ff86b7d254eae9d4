package ai.vivace.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sums the rows of a tree's nodes to histograms, by one thread or by all. Rows that the nodes below will need too are copied to an arena of the
 * {@linkplain RowStore store} on the way, so that they are read in order from then on.
 */
final class NodeHistograms {
    /** Rows whose many groups are summed together; from so many on, the histogram of one of several nodes is worth more than one thread. */
    static final int PIECE = 1 << BinnedData.SLAB_BITS;

    /** Rows that are summed by a thread at least; from so many on, the histogram of a single node is worth more than one. */
    static final int LEAST_PIECE = 1 << 12;

    private static final int BLOCK = 256;

    /** Rows that all threads' arena has room for, as a share of the table's. */
    private static final double ARENA = 1.5;

    /** Longs of a row that are summed together: their rows' bytes are a line of the cache, their histograms fit the cache of a core. */
    private static final int GROUPS_TOGETHER = 8;

    private final BinnedData data;
    private final int depth;
    private final NodeRows nodeRows;
    private final Workers workers;
    private final RowStore store;
    private final Histograms histograms;
    private final int[] wide;
    private final long[][] scratch;
    private final long[][] scratchGradients;
    private AllowedColumns columns = new AllowedColumns(new boolean[0], new boolean[0][], 1, null);
    private int[] groups = new int[0];

    /**
     * Histograms of a table.
     *
     * @param depth of trees at most; 0 for any
     * @param memory bytes that histograms take before they are scarce
     * @param mostForOne rows that one of several threads may have for itself
     */
    NodeHistograms(BinnedData data, int depth, NodeRows nodeRows, long memory, int mostForOne, Workers workers) {
        this.data = data;
        this.depth = depth;
        this.nodeRows = nodeRows;
        this.workers = workers;
        long[] rooms = new long[workers.threads() == 1 ? 1 : 1 + workers.threads()];
        Arrays.fill(rooms, mostForOne);
        rooms[0] = (long) Math.ceil(ARENA * data.rows());
        store = new RowStore(data, rooms);
        histograms = new Histograms(data, memory);
        wide = IntStream.range(0, data.features()).filter(data::isWide).toArray();
        scratch = new long[workers.threads()][BLOCK * data.groups()];
        scratchGradients = new long[workers.threads()][BLOCK];
    }

    /** Where the packed gradients of the table's rows are to be written, by row. */
    long[] gradients() {
        return store.gradients();
    }

    /** Begins a tree. */
    void start(AllowedColumns columnsOfTree) {
        columns = columnsOfTree;
        ofAll().clear();
        groups = neededGroups();
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

    /** Gives a root its histogram, by all threads; its rows are those of the table unless they were drawn. */
    void ofRoot(Node root, boolean isDrawn) {
        int place = isDrawn ? ofAll().reserve(root.rows()) : 0;
        sum(List.of(new SharedSum(root, place, piece(root))), (node, histogram) -> node.histogram = histogram);
    }

    /**
     * Sums the histograms of nodes, by all threads.
     *
     * @param receiver takes each histogram as soon as it is whole, perhaps several at a time
     */
    void together(List<Node> nodes, BiConsumer<Node, Histogram> receiver) {
        List<SharedSum> sums = new ArrayList<>();
        for (Node node : nodes) {
            sums.add(new SharedSum(node, place(node, ofAll()), piece(node)));
        }
        sum(sums, receiver);
    }

    /** How many rows a thread takes at a time: few, so that all end at about the same time, but with many groups as many as are summed together. */
    private int piece(Node node) {
        if (groups.length <= GROUPS_TOGETHER) {
            return LEAST_PIECE;
        }
        int share = (node.rows() + workers.threads() - 1) / workers.threads();
        return Math.max(LEAST_PIECE, Math.min(PIECE, share));
    }

    private void sum(List<SharedSum> sums, BiConsumer<Node, Histogram> receiver) {
        int threads = workers.threads();
        workers.run(threads, (part, thread) -> {
            // Each begins elsewhere, so that few work on the same node.
            int first = part * sums.size() / threads;
            for (int i = 0; i < sums.size(); i++) {
                SharedSum sum = sums.get((first + i) % sums.size());
                Histogram whole = takePart(sum, thread);
                if (whole != null) {
                    receiver.accept(sum.node(), whole);
                }
            }
        });
    }

    /** Sums pieces of a node as long as there are any; returns the node's histogram if that was what it lacked. */
    private @Nullable Histogram takePart(SharedSum sum, int thread) {
        Node node = sum.node();
        int from = sum.take();
        if (from == node.end) {
            return null;
        }
        Histogram own = histograms.take();
        int rows = 0;
        while (from < node.end) {
            int to = sum.end(from);
            accumulate(node, from, to, sum.place(), own, thread);
            rows += to - from;
            from = sum.take();
        }
        return sum.bring(own, rows, histograms);
    }

    /** The histogram of a node, by one thread; others may do so for other nodes. */
    Histogram alone(Node node, int thread, Arena arena) {
        Histogram histogram = histograms.take();
        accumulate(node, node.begin, node.end, place(node, arena), histogram, thread);
        return histogram;
    }

    /** The arena of all threads. */
    Arena ofAll() {
        return store.arena(0);
    }

    /** A thread's own arena; that of all where it is the only one. */
    Arena of(int thread) {
        return store.arena(workers.threads() == 1 ? 0 : 1 + thread);
    }

    /** Frees a node's histogram, if it has one. */
    void release(Node node) {
        Histogram histogram = node.histogram;
        if (histogram != null) {
            histograms.giveBack(histogram);
            node.histogram = null;
        }
    }

    /** Whether so many are in use that nodes should do without those that can be summed anew. */
    boolean areScarce() {
        return histograms.areScarce();
    }

    /** Where in an arena a node's rows are copied to; nowhere when there is no room, or they are not worth it. */
    private int place(Node node, Arena arena) {
        // For the histograms of nodes below, or where many groups are summed a few at a time.
        boolean isWorthIt = depth == 0 || node.depth + 1 < depth || groups.length > GROUPS_TOGETHER;
        return isWorthIt ? arena.reserve(node.rows()) : Arena.NOWHERE;
    }

    /** Sums a stretch of a node's rows, having copied them to the node's place in an arena if it has one. */
    private void accumulate(Node node, int from, int to, int place, Histogram target, int thread) {
        if (place == Arena.NOWHERE) {
            addScattered(from, to, target, thread);
        } else {
            addThroughArena(from, to, place - node.begin, target);
        }
        for (int feature : wide) {
            if (columns.isOfTree(feature)) {
                target.accumulateWide(
                        feature, data.wide(feature), nodeRows.located(), from, to - from, store.gradients());
            }
        }
    }

    private void addScattered(int from, int to, Histogram target, int thread) {
        for (int i = from; i < to; i += BLOCK) {
            int count = Math.min(BLOCK, to - i);
            store.gather(nodeRows.located(), i, count, scratch[thread], 0, scratchGradients[thread], 0);
            addRows(target, scratch[thread], 0, scratchGradients[thread], 0, count, 0, groups.length);
        }
    }

    /** Few groups are added block by block, while rows are in the nearest cache; many a few at a time for all rows. */
    private void addThroughArena(int from, int to, int shift, Histogram target) {
        int size = groups.length > GROUPS_TOGETHER ? PIECE : BLOCK;
        for (int i = from; i < to; i += size) {
            int count = Math.min(size, to - i);
            moveToArena(i, count, i + shift);
            for (int first = 0; first < groups.length; first += GROUPS_TOGETHER) {
                addFromArena(target, i + shift, count, first, Math.min(groups.length, first + GROUPS_TOGETHER));
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
