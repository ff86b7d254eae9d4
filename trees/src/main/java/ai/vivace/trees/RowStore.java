package ai.vivace.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of bins with their gradients, each at a place. The first places have the table's rows; behind them are {@linkplain Arena arenas}, to which
 * a node's scattered rows are copied, so that its histogram, and those of the nodes below, read memory in order.
 */
final class RowStore {
    /** Longs that are copied at a time. */
    private static final int FOUR = 4;

    private static final int MOST_PLACES = Integer.MAX_VALUE - (1 << 20);

    private final int groups;
    private final List<Arena> arenas = new ArrayList<>();
    private final int end;
    private final long[][] slabs;
    private final long[] gradients;

    /**
     * The rows of binned data.
     *
     * @param rooms for how many rows each arena has room, as long as places are integers
     */
    RowStore(BinnedData data, long... rooms) {
        groups = data.groups();
        long[][] table = data.slabs();
        int next = table.length << BinnedData.SLAB_BITS;
        for (long room : rooms) {
            int until = (int) Math.min(MOST_PLACES, next + room);
            arenas.add(new Arena(this, next, until));
            next = until;
        }
        end = next;
        slabs = Arrays.copyOf(table, (end + BinnedData.SLAB_MASK) >> BinnedData.SLAB_BITS);
        gradients = new long[end];
    }

    Arena arena(int index) {
        return arenas.get(index);
    }

    /** Makes room for rows from a place to another one. */
    synchronized void provide(int first, int behind) {
        for (int slab = first >> BinnedData.SLAB_BITS; slab <= (behind - 1) >> BinnedData.SLAB_BITS; slab++) {
            if (slabs[slab] == null) {
                int places = Math.min(1 << BinnedData.SLAB_BITS, end - (slab << BinnedData.SLAB_BITS));
                slabs[slab] = new long[groups * places];
            }
        }
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
