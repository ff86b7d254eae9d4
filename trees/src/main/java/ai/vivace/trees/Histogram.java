package ai.vivace.trees;

import java.util.Arrays;

/** Sums of packed gradients for each bin of each column, over the rows of a node. */
final class Histogram {
    /** Bins of one column in a group. */
    static final int LANE = 256;

    private static final int GROUP = BinnedData.LANES * LANE;

    /** Every second byte, from the lowest one on. */
    private static final long EVEN = 0x00FF_00FF_00FF_00FFL;

    private static final long EVEN_LANES = 0x0600_0400_0200_0000L;
    private static final long ODD_LANES = 0x0700_0500_0300_0100L;

    private final long[][] groups;
    private final long[][] wide;
    private final int[] summedLanes;

    Histogram(BinnedData data) {
        groups = new long[data.groups()][GROUP];
        wide = new long[data.features()][];
        summedLanes = new int[groups.length];
        for (int i = 0; i < summedLanes.length; i++) {
            summedLanes[i] = summedLanes(Math.min(BinnedData.LANES, data.lanes() - i * BinnedData.LANES));
        }
        for (int i = 0; i < wide.length; i++) {
            wide[i] = new long[data.isWide(i) ? data.bins(i).count() : 0];
        }
    }

    void clear() {
        for (long[] group : groups) {
            Arrays.fill(group, 0);
        }
        for (long[] column : wide) {
            Arrays.fill(column, 0);
        }
    }

    long[] group(int index) {
        return groups[index];
    }

    /** The sums of a wide column. */
    long[] wide(int feature) {
        return wide[feature];
    }

    /** How much memory one takes. */
    static long bytes(BinnedData data) {
        long longs = (long) data.groups() * GROUP;
        for (int i = 0; i < data.features(); i++) {
            longs += data.isWide(i) ? data.bins(i).count() : 0;
        }
        return longs * Long.BYTES;
    }

    private int parts() {
        return groups.length + wide.length;
    }

    private long[] part(int index) {
        return index < groups.length ? groups[index] : wide[index - groups.length];
    }

    /** Adds another to this. */
    void add(Histogram other) {
        for (int index = 0; index < parts(); index++) {
            long[] to = part(index);
            long[] from = other.part(index);
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }
    }

    /** Takes another away from this. */
    void subtract(Histogram other) {
        for (int index = 0; index < parts(); index++) {
            long[] to = part(index);
            long[] from = other.part(index);
            for (int i = 0; i < to.length; i++) {
                to[i] -= from[i];
            }
        }
    }

    /**
     * Adds rows that lie one behind the other to one group.
     *
     * @param rows has the group's long of the first row at {@code from}, and of each further one {@code stride} behind
     */
    void accumulate(int group, long[] rows, int from, int stride, long[] gradients, int first, int count) {
        if (summedLanes[group] == BinnedData.LANES) {
            accumulateWhole(groups[group], rows, from, stride, gradients, first, count);
        } else if (summedLanes[group] == BinnedData.LANES / 2) {
            accumulateHalf(groups[group], rows, from, stride, gradients, first, count);
        } else {
            accumulateOne(groups[group], rows, from, stride, gradients, first, count);
        }
    }

    /** How many lanes are summed where so many are in use. */
    static int summedLanes(int used) {
        int rest = used % BinnedData.LANES;
        int summed = rest > BinnedData.LANES / 2 ? BinnedData.LANES : rest > 1 ? BinnedData.LANES / 2 : rest;
        return used - rest + summed;
    }

    // In the first two, bins are spread to 16 bits each, with the lane's number above. The length of the sums is a
    // power of two:
    // the mask that takes a bin out tells the compiler also that no index is outside.

    private static void accumulateWhole(
            long[] sums, long[] rows, int from, int stride, long[] gradients, int first, int count) {
        int at = from;
        for (int i = first; i < first + count; i++) {
            long bins = rows[at];
            long gradient = gradients[i];
            at += stride;
            long even = (bins & EVEN) | EVEN_LANES;
            long odd = ((bins >>> 8) & EVEN) | ODD_LANES;
            sums[(int) even & (sums.length - 1)] += gradient;
            sums[(int) odd & (sums.length - 1)] += gradient;
            sums[(int) (even >>> 16) & (sums.length - 1)] += gradient;
            sums[(int) (odd >>> 16) & (sums.length - 1)] += gradient;
            sums[(int) (even >>> 32) & (sums.length - 1)] += gradient;
            sums[(int) (odd >>> 32) & (sums.length - 1)] += gradient;
            sums[(int) (even >>> 48) & (sums.length - 1)] += gradient;
            sums[(int) (odd >>> 48) & (sums.length - 1)] += gradient;
        }
    }

    /** For a last group with no more than four columns. */
    private static void accumulateHalf(
            long[] sums, long[] rows, int from, int stride, long[] gradients, int first, int count) {
        int at = from;
        for (int i = first; i < first + count; i++) {
            int bins = (int) rows[at];
            long gradient = gradients[i];
            at += stride;
            int even = (bins & (int) EVEN) | (int) EVEN_LANES;
            int odd = ((bins >>> 8) & (int) EVEN) | (int) ODD_LANES;
            sums[even & (sums.length - 1)] += gradient;
            sums[odd & (sums.length - 1)] += gradient;
            sums[(even >>> 16) & (sums.length - 1)] += gradient;
            sums[(odd >>> 16) & (sums.length - 1)] += gradient;
        }
    }

    /** For a last group with a single column. */
    private static void accumulateOne(
            long[] sums, long[] rows, int from, int stride, long[] gradients, int first, int count) {
        int at = from;
        for (int i = first; i < first + count; i++) {
            sums[(int) rows[at] & (LANE - 1) & (sums.length - 1)] += gradients[i];
            at += stride;
        }
    }

    /**
     * Adds rows to a wide column.
     *
     * @param located the rows and their places, see {@link NodeRows}
     */
    void accumulateWide(int feature, char[] column, long[] located, int from, int count, long[] gradients) {
        long[] sums = wide[feature];
        for (int i = from; i < from + count; i++) {
            long one = located[i];
            sums[column[NodeRows.row(one)]] += gradients[NodeRows.place(one)];
        }
    }
}
