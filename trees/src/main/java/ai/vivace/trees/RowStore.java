package ai.vivace.trees;

import java.util.Arrays;

/**
 * Rows of bins with their gradients, each at a place. The first places have the table's rows; behind them is an arena, to which a node's
 * scattered rows are copied, so that its histogram, and those of the nodes below, read memory in order.
 */
final class RowStore {
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
        int to = offset;
        int width = groups;
        for (int i = 0; i < count; i++) {
            int place = NodeRows.place(located[from + i]);
            long[] slab = slabs[place >> BinnedData.SLAB_BITS];
            int at = (place & BinnedData.SLAB_MASK) * width;
            int end = at + width;
            // Four longs at a time, by hand: the compiler's own way is made for longer rows, and takes more than the
            // rows do.
            for (; at + 4 <= end; at += 4) {
                long first = slab[at];
                long second = slab[at + 1];
                long third = slab[at + 2];
                long fourth = slab[at + 3];
                rows[to] = first;
                rows[to + 1] = second;
                rows[to + 2] = third;
                rows[to + 3] = fourth;
                to += 4;
            }
            for (; at < end; at++) {
                rows[to++] = slab[at];
            }
            toGradients[gradientOffset + i] = gradients[place];
        }
    }
}
