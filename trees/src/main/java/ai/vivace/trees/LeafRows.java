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
    private final Workers workers;
    private final int leaves;
    /** By block and leaf, where the leaf's rows of the block begin; behind the last block, where the leaf's rows end. */
    private final int[][] begins;

    /**
     * The rows of some leaves.
     *
     * @param located where each leaf has a stretch of rising rows, see {@link NodeRows}
     * @param rows of the table
     */
    LeafRows(long[] located, List<Node> leaves, int rows, Workers workers) {
        this.located = located;
        this.workers = workers;
        this.leaves = leaves.size();
        long size = BLOCK;
        while (rows / size * this.leaves > MOST_SUMS) {
            size *= 2;
        }
        int block = (int) Math.min(size, rows);
        int blocks = (rows + block - 1) / block;
        begins = new int[blocks + 1][this.leaves];
        for (int leaf = 0; leaf < this.leaves; leaf++) {
            begins[0][leaf] = leaves.get(leaf).begin;
            begins[blocks][leaf] = leaves.get(leaf).end;
        }
        workers.run(blocks - 1, (i, thread) -> findBegins((i + 1) * block, begins[i + 1]));
    }

    /** Finds where each leaf's rows from one on begin. */
    private void findBegins(int row, int[] found) {
        long sought = NodeRows.located(row, 0);
        int[] from = begins[0];
        int[] to = begins[begins.length - 1];
        for (int leaf = 0; leaf < leaves; leaf++) {
            int at = Arrays.binarySearch(located, from[leaf], to[leaf], sought);
            found[leaf] = at < 0 ? -at - 1 : at;
        }
    }

    /** The sums of two columns over each leaf's rows: of the first at twice the leaf's number, of the second behind it. */
    double[] sums(double[] first, double[] second) {
        double[][] parts = new double[begins.length - 1][2 * leaves];
        workers.run(parts.length, (part, thread) -> sum(begins[part], begins[part + 1], first, second, parts[part]));
        double[] sums = parts[0];
        for (int part = 1; part < parts.length; part++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += parts[part][i];
            }
        }
        return sums;
    }

    private void sum(int[] from, int[] to, double[] first, double[] second, double[] sums) {
        for (int leaf = 0; leaf < leaves; leaf++) {
            double one = 0;
            double other = 0;
            for (int i = from[leaf]; i < to[leaf]; i++) {
                int row = NodeRows.row(located[i]);
                one += first[row];
                other += second[row];
            }
            sums[2 * leaf] = one;
            sums[2 * leaf + 1] = other;
        }
    }

    /** Adds each leaf's value to its rows' numbers. */
    void add(double[] values, double[] to) {
        workers.run(begins.length - 1, (part, thread) -> add(begins[part], begins[part + 1], values, to));
    }

    private void add(int[] from, int[] to, double[] values, double[] numbers) {
        for (int leaf = 0; leaf < leaves; leaf++) {
            double value = values[leaf];
            for (int i = from[leaf]; i < to[leaf]; i++) {
                numbers[NodeRows.row(located[i])] += value;
            }
        }
    }
}
