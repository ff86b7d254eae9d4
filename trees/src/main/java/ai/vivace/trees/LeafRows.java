package ai.vivace.trees;

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
    private final List<Node> leaves;
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
        this.leaves = leaves;
        this.rows = rows;
        this.workers = workers;
        long size = BLOCK;
        while (rows / size * leaves.size() > MOST_SUMS) {
            size *= 2;
        }
        block = (int) Math.min(size, rows);
    }

    /** The sums of two columns over each leaf's rows: of the first at twice the leaf's number, of the second behind it. */
    double[] sums(double[] first, double[] second) {
        double[][] parts = new double[blocks()][2 * leaves.size()];
        workers.run(parts.length, (part, thread) -> {
            for (int leaf = 0; leaf < leaves.size(); leaf++) {
                int from = start(leaves.get(leaf), part);
                sum(located, from, leaves.get(leaf).end, end(part), first, second, parts[part], 2 * leaf);
            }
        });
        double[] sums = parts[0];
        for (int part = 1; part < parts.length; part++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += parts[part][i];
            }
        }
        return sums;
    }

    private static void sum(
            long[] located, int from, int end, int rowEnd, double[] first, double[] second, double[] to, int at) {
        double one = 0;
        double other = 0;
        for (int i = from; i < end; i++) {
            int row = NodeRows.row(located[i]);
            if (row >= rowEnd) {
                break;
            }
            one += first[row];
            other += second[row];
        }
        to[at] = one;
        to[at + 1] = other;
    }

    /** Adds each leaf's value to its rows' numbers. */
    void add(double[] values, double[] to) {
        workers.run(blocks(), (part, thread) -> {
            for (int leaf = 0; leaf < leaves.size(); leaf++) {
                int from = start(leaves.get(leaf), part);
                add(located, from, leaves.get(leaf).end, end(part), values[leaf], to);
            }
        });
    }

    private static void add(long[] located, int from, int end, int rowEnd, double value, double[] to) {
        for (int i = from; i < end; i++) {
            int row = NodeRows.row(located[i]);
            if (row >= rowEnd) {
                break;
            }
            to[row] += value;
        }
    }

    private int blocks() {
        return (rows + block - 1) / block;
    }

    /** The row behind a block's last. */
    private int end(int part) {
        return (int) Math.min(rows, (part + 1L) * block);
    }

    /** Where a leaf's rows of a block begin. */
    private int start(Node leaf, int part) {
        int least = part * block;
        int low = leaf.begin;
        int high = leaf.end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (NodeRows.row(located[middle]) < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
