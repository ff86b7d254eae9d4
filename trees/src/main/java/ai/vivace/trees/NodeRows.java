package ai.vivace.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a tree's nodes: each node has a stretch of one list, in the order of the table. A row and its place in the store are one
 * long, which is moved at once.
 */
final class NodeRows {
    /** From how many rows on a node is worth more than one thread. */
    static final int LARGE = 1 << 15;

    /** Rows that a thread takes at a time. */
    private static final int PIECE = 1 << 13;

    /** Some of the rows of one of several nodes. */
    private record Piece(int node, int from, int to) {}

    private final long[] located;
    private final long[] others;
    private final Workers workers;
    /** Room for left sides where several threads divide one node; none before. */
    private long[] lefts = new long[0];

    NodeRows(int capacity, Workers workers) {
        located = new long[capacity];
        others = new long[capacity];
        this.workers = workers;
    }

    /** The row of an element of the list. */
    static int row(long located) {
        return (int) (located >>> 32);
    }

    /** Its place in the store. */
    static int place(long located) {
        return (int) located;
    }

    /** The element of a row at a place. */
    static long located(int row, int place) {
        return ((long) row << 32) | place;
    }

    /** Takes the rows of the root, in rising order; their places are those of the table. */
    void start(int[] chosen, int count) {
        for (int i = 0; i < count; i++) {
            located[i] = located(chosen[i], chosen[i]);
        }
    }

    /** Takes all rows. */
    void startWithAll(int count) {
        workers.run((count + PIECE - 1) / PIECE, (piece, thread) -> {
            for (int i = piece * PIECE; i < Math.min(count, (piece + 1) * PIECE); i++) {
                located[i] = located(i, i);
            }
        });
    }

    /** The list. */
    long[] located() {
        return located;
    }

    /** Writes a stretch of the rows to the same positions of an array. */
    void copyRows(int begin, int end, int[] to) {
        for (int i = begin; i < end; i++) {
            to[i] = row(located[i]);
        }
    }

    /** Notes that rows were moved, one behind the other. */
    void move(int begin, int count, int place) {
        for (int i = 0; i < count; i++) {
            located[begin + i] = located(row(located[begin + i]), place + i);
        }
    }

    /**
     * Brings the rows that go left before the others, each side in its order, by one thread; others may do so for other nodes.
     *
     * @return where the right side begins
     */
    int partition(Separation node, BinnedData data) {
        int left = separate(node, node.begin(), node.end(), data, located);
        System.arraycopy(others, node.begin(), located, left, node.end() - left);
        return left;
    }

    /** The same of several nodes, by all threads. */
    int[] partition(List<Separation> nodes, BinnedData data) {
        if (workers.threads() > 1 && nodes.stream().anyMatch(node -> node.rows() > LARGE)) {
            return partitionByPieces(nodes, data);
        }
        int[] middles = new int[nodes.size()];
        workers.run(middles.length, (i, thread) -> middles[i] = partition(nodes.get(i), data));
        return middles;
    }

    private int[] partitionByPieces(List<Separation> nodes, BinnedData data) {
        if (lefts.length == 0) {
            lefts = new long[located.length];
        }
        List<Piece> pieces = new ArrayList<>();
        for (int number = 0; number < nodes.size(); number++) {
            Separation node = nodes.get(number);
            for (int from = node.begin(); from < node.end(); from += PIECE) {
                pieces.add(new Piece(number, from, Math.min(node.end(), from + PIECE)));
            }
        }
        int[] counts = new int[pieces.size()];
        workers.run(counts.length, (i, thread) -> {
            Piece piece = pieces.get(i);
            counts[i] = separate(nodes.get(piece.node), piece.from, piece.to, data, lefts) - piece.from;
        });
        int[] middles = new int[nodes.size()];
        Arrays.setAll(middles, number -> nodes.get(number).begin());
        int[] leftAt = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            int number = pieces.get(i).node;
            leftAt[i] = middles[number];
            middles[number] += counts[i];
        }
        workers.run(counts.length, (i, thread) -> {
            Piece piece = pieces.get(i);
            System.arraycopy(lefts, piece.from, located, leftAt[i], counts[i]);
            // Of the node's rows before this piece, those that did not go left are on the right.
            int rightAt = middles[piece.node] + (piece.from - leftAt[i]);
            System.arraycopy(others, piece.from, located, rightAt, piece.to - piece.from - counts[i]);
        });
        return middles;
    }

    /** Undoes a partition: brings the rows of two stretches, each rising, to rising order. */
    void join(int begin, int middle, int end) {
        System.arraycopy(located, begin, others, begin, end - begin);
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            boolean fromLeft = right == end || (left < middle && row(others[left]) < row(others[right]));
            located[i] = others[fromLeft ? left++ : right++];
        }
    }

    /** Writes the left side of some of a node's rows to the same positions of an array and the right side to the others; returns where the left side ends. */
    private int separate(Separation node, int from, int to, BinnedData data, long[] left) {
        int feature = node.feature();
        return data.isWide(feature)
                ? separate(from, to, data.wide(feature), node.goesLeft(), left)
                : separate(from, to, data.narrow(feature), node.goesLeft(), left);
    }

    // In both, each row is written to both sides, of which one advances: no branch to mispredict.

    private int separate(int begin, int end, byte[] column, byte[] goesLeft, long[] to) {
        long[] from = located;
        long[] right = others;
        int left = begin;
        for (int i = begin; i < end; i++) {
            long one = from[i];
            int bin = column[row(one)] & 0xFF;
            right[i - (left - begin)] = one;
            to[left] = one;
            left += goesLeft[bin & (goesLeft.length - 1)];
        }
        return left;
    }

    private int separate(int begin, int end, char[] column, byte[] goesLeft, long[] to) {
        long[] from = located;
        long[] right = others;
        int left = begin;
        for (int i = begin; i < end; i++) {
            long one = from[i];
            int bin = column[row(one)];
            right[i - (left - begin)] = one;
            to[left] = one;
            left += goesLeft[bin & (goesLeft.length - 1)];
        }
        return left;
    }
}
