package ai.vivace.trees;

import java.util.Arrays;
import java.util.List;

/**
 * The rows of a finished tree's leaves, taken block by block of the table: the numbers of a block stay in the cache while each leaf takes its
 * own from them. Blocks do not depend on the number of threads, so that sums do not either.
 */
final class LeafRows {
    private static final int BLOCK = 1 << 14;

    /** Sums of blocks that are kept at most: with very many leaves, blocks are larger. */
    private static final int MOST_SUMS = 1 << 20;

    private final long[] located;
    private final int[] begins;
    private final int[] ends;
    private final int rows;
    private final Workers workers;
    private final int block;

    /**
     * The rows of some leaves.
     *
     * @param located where each leaf has a stretch of rising rows, see {@link NodeRows}
     * @param rows of the table
     */
    LeafRows(long[] located, List<Node> leaves, int rows, Workers workers) {
        this.located = located;
        this.rows = rows;
        this.workers = workers;
        begins = new int[leaves.size()];
        ends = new int[leaves.size()];
        for (int i = 0; i < begins.length; i++) {
            begins[i] = leaves.get(i).begin;
            ends[i] = leaves.get(i).end;
        }
        long size = BLOCK;
        while (rows / size * begins.length > MOST_SUMS) {
            size *= 2;
        }
        block = (int) Math.min(size, rows);
    }

    /** The sums of two columns over each leaf's rows: of the first at twice the leaf's number, of the second behind it. */
    double[] sums(double[] first, double[] second) {
        double[][] parts = new double[blocks()][2 * begins.length];
        workers.run(parts.length, (part, thread) -> sum(part * block, end(part), first, second, parts[part]));
        double[] sums = parts[0];
        for (int part = 1; part < parts.length; part++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += parts[part][i];
            }
        }
        return sums;
    }

    private void sum(int from, int to, double[] first, double[] second, double[] sums) {
        for (int leaf = 0; leaf < begins.length; leaf++) {
            double one = 0;
            double other = 0;
            int end = ends[leaf];
            for (int i = start(leaf, from); i < end; i++) {
                int row = NodeRows.row(located[i]);
                if (row >= to) {
                    break;
                }
                one += first[row];
                other += second[row];
            }
            sums[2 * leaf] = one;
            sums[2 * leaf + 1] = other;
        }
    }

    /** Adds each leaf's value to its rows' numbers. */
    void add(double[] values, double[] to) {
        workers.run(blocks(), (part, thread) -> add(part * block, end(part), values, to));
    }

    private void add(int from, int to, double[] values, double[] numbers) {
        for (int leaf = 0; leaf < begins.length; leaf++) {
            double value = values[leaf];
            int end = ends[leaf];
            for (int i = start(leaf, from); i < end; i++) {
                int row = NodeRows.row(located[i]);
                if (row >= to) {
                    break;
                }
                numbers[row] += value;
            }
        }
    }

    private int blocks() {
        return (rows + block - 1) / block;
    }

    /** The row behind a block's last. */
    private int end(int part) {
        return (int) Math.min(rows, (part + 1L) * block);
    }

    /** Where a leaf's rows from one on begin. */
    private int start(int leaf, int row) {
        int at = Arrays.binarySearch(located, begins[leaf], ends[leaf], NodeRows.located(row, 0));
        return at < 0 ? -at - 1 : at;
    }
}
