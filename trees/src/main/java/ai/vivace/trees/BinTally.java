package ai.vivace.trees;

import java.util.Arrays;

/** The sums of a node's rows by the bins of one column: groups of rows, those of lower bins first. Bins without rows have no group. */
final class BinTally {
    /** Up to so many rows are sorted, where more are added up by their bins. */
    private static final int FEW = 16;

    private static final int FEW_BITS = 4;

    private final BinnedData data;
    private final NodeSample sample;
    private final int width;
    private final boolean forClasses;
    /** By bin; all 0 but for a moment. */
    private final double[] sumsOfBin;

    private final int[] countOfBin;
    private final long[] marks;
    private final int[] keys = new int[FEW];
    private final int[] ranks = new int[FEW];
    private final int[] sorted = new int[FEW];

    private final int[] binOf;
    private final int[] countOf;
    private final double[] sumsOf;
    private int groups;

    private int count;
    private int[] bins = new int[0];
    private double[] targets = new double[0];
    private double[] weights = new double[0];
    private int feature;
    private int first;
    private int last;

    /**
     * Sums for a table.
     *
     * @param sample has the node's rows
     * @param classes how many there are; 0 for numbers
     */
    BinTally(BinnedData data, NodeSample sample, int classes) {
        this.data = data;
        this.sample = sample;
        this.forClasses = classes > 0;
        this.width = forClasses ? classes : 2;
        int most = 0;
        for (int i = 0; i < data.features(); i++) {
            most = Math.max(most, data.bins(i).count());
        }
        sumsOfBin = new double[most * width];
        countOfBin = new int[most];
        marks = new long[(most + 63) / 64];
        binOf = new int[most + 1];
        countOf = new int[most];
        sumsOf = new double[most * width];
    }

    /** Looks up the node's rows in a column; false when they are all in one bin. */
    boolean look(int column) {
        feature = column;
        count = sample.count();
        targets = sample.targets();
        weights = sample.weights();
        if (bins.length < count) {
            bins = new int[count];
        }
        if (data.isWide(column)) {
            look(data.wide(column), sample.rows(), sample.begin(), count, bins);
        } else {
            look(data.narrow(column), sample.rows(), sample.begin(), count, bins);
        }
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, bins[i]);
            most = Math.max(most, bins[i]);
        }
        first = least;
        last = most;
        return least < most;
    }

    // Loops in methods of their own, so that each is compiled soon and by itself.

    private static void look(byte[] column, int[] rows, int from, int count, int[] bins) {
        for (int i = 0; i < count; i++) {
            bins[i] = column[rows[from + i]] & 0xFF;
        }
    }

    private static void look(char[] column, int[] rows, int from, int count, int[] bins) {
        for (int i = 0; i < count; i++) {
            bins[i] = column[rows[from + i]];
        }
    }

    /** Sums the node's rows by the bins of the column that was looked up. */
    void tally() {
        if (count <= FEW) {
            sort();
            addSorted();
            return;
        }
        if (forClasses) {
            addClasses();
        } else {
            addNumbers();
        }
        groups = 0;
        if (count < data.bins(feature).count()) {
            groupMarked();
        } else {
            for (int bin = first; bin <= last; bin++) {
                if (countOfBin[bin] > 0) {
                    group(bin);
                }
            }
        }
    }

    /** Sorts rows by their bins, those of one bin as they are: each to its rank, for which all are compared, without a branch to mispredict. */
    private void sort() {
        for (int i = 0; i < count; i++) {
            int key = bins[i] << FEW_BITS | i;
            int rank = i;
            for (int j = 0; j < i; j++) {
                int isBefore = (key - keys[j]) >>> 31;
                ranks[j] += isBefore;
                rank -= isBefore;
            }
            keys[i] = key;
            ranks[i] = rank;
        }
        for (int i = 0; i < count; i++) {
            sorted[ranks[i]] = keys[i];
        }
    }

    private void addSorted() {
        int group = -1;
        int before = -1;
        for (int i = 0; i < count; i++) {
            int bin = sorted[i] >>> FEW_BITS;
            if (bin != before) {
                group++;
                before = bin;
                binOf[group] = bin;
                countOf[group] = 0;
                Arrays.fill(sumsOf, group * width, (group + 1) * width, 0);
            }
            countOf[group]++;
            addRow(sorted[i] & FEW - 1, sumsOf, group * width);
        }
        groups = group + 1;
    }

    private void addClasses() {
        for (int i = 0; i < count; i++) {
            int bin = bins[i];
            countOfBin[bin]++;
            sumsOfBin[bin * width + (int) targets[i]] += weights[i];
        }
    }

    private void addNumbers() {
        for (int i = 0; i < count; i++) {
            int bin = bins[i];
            countOfBin[bin]++;
            sumsOfBin[2 * bin] += weights[i];
            sumsOfBin[2 * bin + 1] += weights[i] * targets[i];
        }
    }

    /** Finds the bins of fewer rows than there are bins. */
    private void groupMarked() {
        for (int i = 0; i < count; i++) {
            marks[bins[i] >> 6] |= 1L << bins[i];
        }
        for (int word = first >> 6; word <= last >> 6; word++) {
            long mark = marks[word];
            marks[word] = 0;
            while (mark != 0) {
                group((word << 6) + Long.numberOfTrailingZeros(mark));
                mark &= mark - 1;
            }
        }
    }

    /** Makes a bin's sums those of the next group. */
    private void group(int bin) {
        binOf[groups] = bin;
        countOf[groups] = countOfBin[bin];
        countOfBin[bin] = 0;
        for (int i = 0; i < width; i++) {
            sumsOf[groups * width + i] = sumsOfBin[bin * width + i];
            sumsOfBin[bin * width + i] = 0;
        }
        groups++;
    }

    /** Adds one of the node's rows to the sums of a side or group. */
    void addRow(int row, double[] sums, int offset) {
        if (forClasses) {
            sums[offset + (int) targets[row]] += weights[row];
        } else {
            sums[offset] += weights[row];
            sums[offset + 1] += weights[row] * targets[row];
        }
    }

    /** The sums of a group or side are so many: the weight of each class, or that of rows and the sum of their numbers. */
    int width() {
        return width;
    }

    /** How many rows there are. */
    int rows() {
        return count;
    }

    /** The bin of one of the node's rows. */
    int bin(int row) {
        return bins[row];
    }

    /** The first bin that has rows. */
    int first() {
        return first;
    }

    /** The last bin that has rows. */
    int last() {
        return last;
    }

    /** How many bins have rows. */
    int groups() {
        return groups;
    }

    /** The bin of a group. */
    int binOf(int group) {
        return binOf[group];
    }

    /** How many rows are in a group. */
    int rowsOf(int group) {
        return countOf[group];
    }

    /** The sums of all groups, one group's behind the other's. */
    double[] sums() {
        return sumsOf;
    }
}
