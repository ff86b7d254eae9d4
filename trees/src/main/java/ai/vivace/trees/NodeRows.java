package ai.vivace.trees;

/**
 * The rows of a tree's nodes: each node has a stretch of one list, in the order of the table. A row and its place in the store are one
 * long, which is moved at once.
 */
final class NodeRows {
    /** From how many rows on a node is worth more than one thread. */
    static final int PIECE = 1 << 15;

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
     * @param goesLeft 1 or 0 for each bin; its length is a power of two
     * @return where the right side begins
     */
    int partition(int begin, int end, BinnedData data, int feature, byte[] goesLeft) {
        int left = separate(begin, end, data, feature, goesLeft, located, begin);
        System.arraycopy(others, begin, located, left, end - left);
        return left;
    }

    /** The same by all threads. */
    int partitionTogether(int begin, int end, BinnedData data, int feature, byte[] goesLeft) {
        int pieces = (end - begin + PIECE - 1) / PIECE;
        if (lefts.length == 0) {
            lefts = new long[located.length];
        }
        int[] counts = new int[pieces];
        workers.run(pieces, (piece, thread) -> {
            int from = begin + piece * PIECE;
            int to = Math.min(end, from + PIECE);
            counts[piece] = separate(from, to, data, feature, goesLeft, lefts, from) - from;
        });
        int[] leftAt = new int[pieces];
        int left = begin;
        for (int i = 0; i < pieces; i++) {
            leftAt[i] = left;
            left += counts[i];
        }
        int middle = left;
        workers.run(pieces, (piece, thread) -> {
            int from = begin + piece * PIECE;
            int rights = Math.min(end, from + PIECE) - from - counts[piece];
            System.arraycopy(lefts, from, located, leftAt[piece], counts[piece]);
            // Of the rows before this piece, those that did not go left are on the right.
            System.arraycopy(others, from, located, middle + (from - leftAt[piece]), rights);
        });
        return middle;
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

    /** Writes the left side to an array from a position on and the right side to the others; returns where the left side ends. */
    private int separate(int begin, int end, BinnedData data, int feature, byte[] goesLeft, long[] to, int start) {
        return data.isWide(feature)
                ? separate(begin, end, data.wide(feature), goesLeft, to, start)
                : separate(begin, end, data.narrow(feature), goesLeft, to, start);
    }

    // In both, each row is written to both sides, of which one advances: no branch to mispredict.

    private int separate(int begin, int end, byte[] column, byte[] goesLeft, long[] to, int start) {
        long[] from = located;
        long[] right = others;
        int left = start;
        for (int i = begin; i < end; i++) {
            long one = from[i];
            int bin = column[row(one)] & 0xFF;
            right[i - (left - start)] = one;
            to[left] = one;
            left += goesLeft[bin & (goesLeft.length - 1)];
        }
        return left;
    }

    private int separate(int begin, int end, char[] column, byte[] goesLeft, long[] to, int start) {
        long[] from = located;
        long[] right = others;
        int left = start;
        for (int i = begin; i < end; i++) {
            long one = from[i];
            int bin = column[row(one)];
            right[i - (left - start)] = one;
            to[left] = one;
            left += goesLeft[bin & (goesLeft.length - 1)];
        }
        return left;
    }
}
