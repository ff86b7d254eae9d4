package ai.vivace.trees;

import java.util.Arrays;

/**
 * Rows of bins with their gradients, each at a place. The first places have the table's rows; behind them is an arena, to which a node's
 * scattered rows are copied, so that its histogram, and those of the nodes below, read memory in order.
 */
final class RowStore {
    /** Longs that are copied at a time. */
    private static final int FOUR = 4;

    private final int groups;
    private final int arena;
    private final int end;
    private final long[][] slabs;
    private final long[] gradients;
    private int reserved;

    /**
     * The rows of binned data.
     *
     * @param share how many rows the arena has room for, as a share of the table's
     */
    RowStore(BinnedData data, double share) {
        groups = data.groups();
        long[][] table = data.slabs();
        arena = table.length << BinnedData.SLAB_BITS;
        int room = (int) Math.min(Integer.MAX_VALUE - (1 << 20) - (long) arena, (long) Math.ceil(data.rows() * share));
        end = arena + room;
        slabs = Arrays.copyOf(table, (end + BinnedData.SLAB_MASK) >> BinnedData.SLAB_BITS);
        gradients = new long[end];
    }

    /** Forgets what is in the arena. */
    void clear() {
        reserved = arena;
    }

    /** The first of so many free places behind each other; -1 when there are not as many. Several threads may ask at once. */
    synchronized int reserve(int rows) {
        if (rows > end - reserved) {
            return -1;
        }
        int first = reserved;
        reserved += rows;
        for (int slab = first >> BinnedData.SLAB_BITS; slab <= (reserved - 1) >> BinnedData.SLAB_BITS; slab++) {
            if (slabs[slab] == null) {
                int places = Math.min(1 << BinnedData.SLAB_BITS, end - (slab << BinnedData.SLAB_BITS));
                slabs[slab] = new long[groups * places];
            }
        }
        return first;
    }

    int groups() {
        return groups;
    }

    long[] gradients() {
        return gradients;
    }

    /** The array that has a place's row. */
    long[] slab(int place) {
        return slabs[place >> BinnedData.SLAB_BITS];
    }

    /** Where in {@link #slab} a place's row begins. */
    int offset(int place) {
        return (place & BinnedData.SLAB_MASK) * groups;
    }

    /**
     * Copies rows from anywhere to an array, one behind the other, and their gradients.
     *
     * @param located has the rows' places, see {@link NodeRows}
     */
    void gather(long[] located, int from, int count, long[] rows, int offset, long[] toGradients, int gradientOffset) {
        int apart = groups >= FOUR && groups < 2 * FOUR ? FOUR : 0;
        if (apart > 0) {
            copyFour(located, from, count, rows, offset, toGradients, gradientOffset);
        } else {
            for (int i = 0; i < count; i++) {
                toGradients[gradientOffset + i] = gradients[NodeRows.place(located[from + i])];
            }
        }
        if (apart < groups) {
            copy(located, from, count, rows, offset, apart);
        }
    }

    /** The first four longs of each row and its gradient. Without a loop in the loop, the processor waits for twice as many rows at a time. */
    private void copyFour(
            long[] located, int from, int count, long[] rows, int offset, long[] toGradients, int gradientOffset) {
        int to = offset;
        int width = groups;
        for (int i = 0; i < count; i++) {
            int place = NodeRows.place(located[from + i]);
            long[] slab = slabs[place >> BinnedData.SLAB_BITS];
            int at = (place & BinnedData.SLAB_MASK) * width;
            rows[to] = slab[at];
            rows[to + 1] = slab[at + 1];
            rows[to + 2] = slab[at + 2];
            rows[to + 3] = slab[at + 3];
            toGradients[gradientOffset + i] = gradients[place];
            to += width;
        }
    }

    /** The longs of each row from one on. */
    private void copy(long[] located, int from, int count, long[] rows, int offset, int first) {
        int width = groups;
        for (int i = 0; i < count; i++) {
            int place = NodeRows.place(located[from + i]);
            long[] slab = slabs[place >> BinnedData.SLAB_BITS];
            int at = (place & BinnedData.SLAB_MASK) * width + first;
            int end = at + width - first;
            int to = offset + i * width + first;
            // Four longs at a time, by hand: the compiler's own way is made for longer rows, and takes more than the
            // rows do.
            for (; at + FOUR <= end; at += FOUR) {
                long one = slab[at];
                long second = slab[at + 1];
                long third = slab[at + 2];
                long fourth = slab[at + 3];
                rows[to] = one;
                rows[to + 1] = second;
                rows[to + 2] = third;
                rows[to + 3] = fourth;
                to += FOUR;
            }
            for (; at < end; at++) {
                rows[to++] = slab[at];
            }
        }
    }
}
