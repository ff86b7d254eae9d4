package ai.vivace.trees;

/** The rows of a tree's nodes: each node has a stretch of one list, in the order of the table, with each row's place in the store. */
final class NodeRows {
    /** From how many rows on a node is worth more than one thread. */
    static final int PIECE = 1 << 15;

    private final int[] rows;
    private final int[] places;
    private final int[] otherRows;
    private final int[] otherPlaces;
    private final Workers workers;
    /** Room for left sides where several threads divide one node; none before. */
    private int[] leftRows = new int[0];

    private int[] leftPlaces = new int[0];

    NodeRows(int capacity, Workers workers) {
        rows = new int[capacity];
        places = new int[capacity];
        otherRows = new int[capacity];
        otherPlaces = new int[capacity];
        this.workers = workers;
    }

    /** Takes the rows of the root, in rising order; their places are those of the table. */
    void start(int[] chosen, int count) {
        System.arraycopy(chosen, 0, rows, 0, count);
        System.arraycopy(chosen, 0, places, 0, count);
    }

    /** Takes all rows. */
    void startWithAll(int count) {
        for (int i = 0; i < count; i++) {
            rows[i] = i;
            places[i] = i;
        }
    }

    int[] rows() {
        return rows;
    }

    int[] places() {
        return places;
    }

    /**
     * Brings the rows that go left before the others, each side in its order, by one thread; others may do so for other nodes.
     *
     * @param goesLeft 1 or 0 for each bin
     * @return where the right side begins
     */
    int partition(int begin, int end, BinnedData data, int feature, byte[] goesLeft) {
        int left = separate(begin, end, data, feature, goesLeft, rows, places, begin);
        System.arraycopy(otherRows, begin, rows, left, end - left);
        System.arraycopy(otherPlaces, begin, places, left, end - left);
        return left;
    }

    /** The same by all threads. */
    int partitionTogether(int begin, int end, BinnedData data, int feature, byte[] goesLeft) {
        int pieces = (end - begin + PIECE - 1) / PIECE;
        if (leftRows.length == 0) {
            leftRows = new int[rows.length];
            leftPlaces = new int[rows.length];
        }
        int[] lefts = new int[pieces];
        workers.run(pieces, (piece, thread) -> {
            int from = begin + piece * PIECE;
            int to = Math.min(end, from + PIECE);
            lefts[piece] = separate(from, to, data, feature, goesLeft, leftRows, leftPlaces, from) - from;
        });
        int[] leftAt = new int[pieces];
        int[] rightAt = new int[pieces];
        int left = begin;
        for (int i = 0; i < pieces; i++) {
            leftAt[i] = left;
            left += lefts[i];
        }
        int right = left;
        for (int i = 0; i < pieces; i++) {
            rightAt[i] = right;
            right += Math.min(end, begin + (i + 1) * PIECE) - (begin + i * PIECE) - lefts[i];
        }
        int middle = left;
        workers.run(pieces, (piece, thread) -> {
            int from = begin + piece * PIECE;
            int rights = Math.min(end, from + PIECE) - from - lefts[piece];
            System.arraycopy(leftRows, from, rows, leftAt[piece], lefts[piece]);
            System.arraycopy(leftPlaces, from, places, leftAt[piece], lefts[piece]);
            System.arraycopy(otherRows, from, rows, rightAt[piece], rights);
            System.arraycopy(otherPlaces, from, places, rightAt[piece], rights);
        });
        return middle;
    }

    /** Writes the left side to arrays from a position on and the right side to the other arrays; returns where the left side ends. */
    private int separate(
            int begin, int end, BinnedData data, int feature, byte[] goesLeft, int[] toRows, int[] toPlaces, int to) {
        int left = to;
        int right = begin;
        if (data.isWide(feature)) {
            char[] column = data.wide(feature);
            for (int i = begin; i < end; i++) {
                int row = rows[i];
                int place = places[i];
                int goes = goesLeft[column[row]];
                otherRows[right] = row;
                otherPlaces[right] = place;
                toRows[left] = row;
                toPlaces[left] = place;
                left += goes;
                right += 1 - goes;
            }
        } else {
            byte[] column = data.narrow(feature);
            for (int i = begin; i < end; i++) {
                int row = rows[i];
                int place = places[i];
                int goes = goesLeft[column[row] & 0xFF];
                // Both sides are written and one of them advances: no branch to mispredict.
                otherRows[right] = row;
                otherPlaces[right] = place;
                toRows[left] = row;
                toPlaces[left] = place;
                left += goes;
                right += 1 - goes;
            }
        }
        return left;
    }
}
