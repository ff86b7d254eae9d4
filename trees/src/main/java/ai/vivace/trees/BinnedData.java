package ai.vivace.trees;

import ai.vivace.base.Rng;

/**
 * A table as bins, laid out twice: column by column, which partitioning reads, and row by row with eight columns to a long, which
 * histograms read. Columns of more bins than a byte tells apart are columns of chars and are not in the rows.
 */
final class BinnedData {
    /** Columns in one long. */
    static final int LANES = 8;

    /** Rows in one slab of the row layout. */
    static final int SLAB_BITS = 14;

    static final int SLAB_MASK = (1 << SLAB_BITS) - 1;

    private static final int NOT_IN_ROWS = -1;

    private final int rows;
    private final FeatureBins[] bins;
    private final byte[][] narrow;
    private final char[][] wide;
    private final int[] lane;
    private final int groups;
    private final long[][] slabs;

    private BinnedData(
            int rows, FeatureBins[] bins, byte[][] narrow, char[][] wide, boolean rowLayout, Workers workers) {
        this.rows = rows;
        this.bins = bins;
        this.narrow = narrow;
        this.wide = wide;
        this.lane = new int[bins.length];
        int lanes = 0;
        for (int i = 0; i < bins.length; i++) {
            // A column of one bin tells no rows apart.
            boolean counts = narrow[i].length > 0 && bins[i].count() > 1;
            lane[i] = counts ? lanes++ : NOT_IN_ROWS;
        }
        this.groups = (lanes + LANES - 1) / LANES;
        this.slabs = rowLayout ? slabs(workers) : new long[0][];
    }

    /** Bins all columns by bins found from them. */
    static BinnedData fit(Features features, Binning binning, RowLayout layout, Rng rng, Workers workers) {
        FeatureBins[] bins = new FeatureBins[features.count()];
        workers.run(
                bins.length,
                (i, thread) -> bins[i] = binning.fit(features.features().get(i), features.column(i), rng.split(i)));
        return of(features, bins, layout, workers);
    }

    /** Bins all columns by known bins. */
    static BinnedData of(Features features, FeatureBins[] bins, RowLayout layout, Workers workers) {
        byte[][] narrow = new byte[bins.length][];
        char[][] wide = new char[bins.length][];
        workers.run(bins.length, (i, thread) -> {
            float[] column = features.column(i);
            FeatureBins own = bins[i];
            boolean fits = own.count() <= Binning.NARROW + 1;
            narrow[i] = new byte[fits ? column.length : 0];
            wide[i] = new char[fits ? 0 : column.length];
            for (int row = 0; row < column.length; row++) {
                int bin = own.binOf(column[row]);
                if (fits) {
                    narrow[i][row] = (byte) bin;
                } else {
                    wide[i][row] = (char) bin;
                }
            }
        });
        return new BinnedData(features.rows(), bins, narrow, wide, layout == RowLayout.PACKED, workers);
    }

    /** Notes the least and the greatest number of each bin, which thresholds stand between. */
    void observe(Features features, Workers workers) {
        workers.run(bins.length, (i, thread) -> bins[i].observe(features.column(i)));
    }

    /** Whether rows are laid out one by one too. */
    enum RowLayout {
        /** For histograms of all columns. */
        PACKED,
        /** For those of a few columns at a time. */
        NONE
    }

    private long[][] slabs(Workers workers) {
        int count = (rows + SLAB_MASK) >> SLAB_BITS;
        long[][] made = new long[count][];
        byte[][] inOrder = new byte[groups * LANES][];
        for (int i = 0; i < bins.length; i++) {
            if (lane[i] != NOT_IN_ROWS) {
                inOrder[lane[i]] = narrow[i];
            }
        }
        workers.run(count, (slab, thread) -> {
            int first = slab << SLAB_BITS;
            int size = Math.min(rows - first, 1 << SLAB_BITS);
            long[] packed = new long[size * groups];
            for (int column = 0; column < inOrder.length; column++) {
                byte[] values = inOrder[column];
                if (values == null) {
                    continue;
                }
                int shift = column % LANES * 8;
                int place = column / LANES;
                for (int row = 0; row < size; row++) {
                    packed[place] |= (values[first + row] & 0xFFL) << shift;
                    place += groups;
                }
            }
            made[slab] = packed;
        });
        return made;
    }

    int rows() {
        return rows;
    }

    int features() {
        return bins.length;
    }

    FeatureBins bins(int feature) {
        return bins[feature];
    }

    /** Whether a column has so many bins that it is no column of bytes. */
    boolean isWide(int feature) {
        return wide[feature].length > 0;
    }

    byte[] narrow(int feature) {
        return narrow[feature];
    }

    char[] wide(int feature) {
        return wide[feature];
    }

    int bin(int feature, int row) {
        return isWide(feature) ? wide[feature][row] : narrow[feature][row] & 0xFF;
    }

    /** Longs of a row. */
    int groups() {
        return groups;
    }

    /** A feature's place in the rows, counted over all groups; negative when it is not there. */
    int lane(int feature) {
        return lane[feature];
    }

    /** The rows one by one, {@code 1 << SLAB_BITS} to an array. */
    long[][] slabs() {
        return slabs;
    }
}
