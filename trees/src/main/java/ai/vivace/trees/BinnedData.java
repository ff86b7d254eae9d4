package ai.vivace.trees;

import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as bins, laid out twice: column by column, which partitioning reads, and row by row with eight lanes to a long, which
 * histograms read. A lane has one column, or {@linkplain BundledColumn several}. Columns of more bins than a byte tells
 * apart are columns of chars and are not in the rows.
 */
final class BinnedData {
    /** Lanes in one long. */
    static final int LANES = 8;

    /** Rows in one slab of the row layout. */
    static final int SLAB_BITS = 14;

    static final int SLAB_MASK = (1 << SLAB_BITS) - 1;

    /** Rows that are laid out at a time, so that they stay in the cache until all their columns are there. */
    private static final int BLOCK = 512;

    private static final int NOT_IN_ROWS = -1;

    private final int rows;
    private final FeatureBins[] bins;
    private final byte[][] narrow;
    private final char[][] wide;
    private final int[] lane;
    private final @Nullable BundledColumn[] bundled;
    private final int lanes;
    private final long[][] slabs;

    private BinnedData(
            int rows, FeatureBins[] bins, byte[][] narrow, char[][] wide, RowLayout layout, Workers workers) {
        this.rows = rows;
        this.bins = bins;
        this.narrow = narrow;
        this.wide = wide;
        lane = new int[bins.length];
        bundled = new @Nullable BundledColumn[bins.length];
        lanes = assignLanes(layout, workers);
        slabs = layout == RowLayout.NONE ? new long[0][] : slabs(workers);
    }

    /** Gives each column that tells rows apart its lane, and returns how many there are. */
    private int assignLanes(RowLayout layout, Workers workers) {
        Arrays.fill(lane, NOT_IN_ROWS);
        BitSet alone = new BitSet();
        for (int i = 0; i < bins.length; i++) {
            alone.set(i, isInRows(i));
        }
        int count = 0;
        if (layout == RowLayout.BUNDLED) {
            for (List<BundledColumn> bundle : bundles(alone, workers)) {
                for (BundledColumn one : bundle) {
                    lane[one.feature()] = count;
                    bundled[one.feature()] = one;
                    alone.clear(one.feature());
                }
                count++;
            }
        }
        for (int i = alone.nextSetBit(0); i >= 0; i = alone.nextSetBit(i + 1)) {
            lane[i] = count++;
        }
        return count;
    }

    /** Bundles of columns that exclude each other, and of others that have few bins; none where they save nothing. */
    private List<List<BundledColumn>> bundles(BitSet inRows, Workers workers) {
        List<List<BundledColumn>> bundles = new ArrayList<>(ExclusiveBundles.of(bins, narrow, inRows, workers));
        BitSet others = (BitSet) inRows.clone();
        bundles.forEach(bundle -> bundle.forEach(one -> others.clear(one.feature())));
        bundles.addAll(JointBundles.of(bins, narrow, others, workers));
        int apart = inRows.cardinality();
        int saved = bundles.stream().mapToInt(bundle -> bundle.size() - 1).sum();
        return Histogram.summedLanes(apart - saved) < Histogram.summedLanes(apart) ? bundles : List.of();
    }

    /** A column of one bin tells no rows apart. */
    private boolean isInRows(int feature) {
        return narrow[feature].length > 0 && bins[feature].count() > 1;
    }

    private static int groups(int lanes) {
        return (lanes + LANES - 1) / LANES;
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
            narrow[i] = fits ? own.narrow(column) : new byte[0];
            wide[i] = fits ? new char[0] : own.wide(column);
        });
        return new BinnedData(features.rows(), bins, narrow, wide, layout, workers);
    }

    /** Notes the least and the greatest number of each bin, which thresholds stand between. */
    void observe(Features features, Workers workers) {
        workers.run(bins.length, (i, thread) -> bins[i].observe(features.column(i)));
    }

    /** Whether rows are laid out one by one too. */
    enum RowLayout {
        /** For histograms of all columns. */
        PACKED,
        /** The same, with columns that exclude each other, or that have few bins, in one lane where that saves any time. */
        BUNDLED,
        /** For those of a few columns at a time. */
        NONE
    }

    private long[][] slabs(Workers workers) {
        int count = (rows + SLAB_MASK) >> SLAB_BITS;
        int groups = groups();
        long[][] made = new long[count][];
        int[][] columnsOf = columnsOfGroups();
        workers.run(count, (slab, thread) -> {
            int first = slab << SLAB_BITS;
            int size = Math.min(rows - first, 1 << SLAB_BITS);
            long[] packed = new long[size * groups];
            for (int row = 0; row < size; row += BLOCK) {
                int here = Math.min(BLOCK, size - row);
                for (int group = 0; group < groups; group++) {
                    layOut(columnsOf[group], first + row, here, packed, row * groups + group);
                }
            }
            made[slab] = packed;
        });
        return made;
    }

    /** The columns that are in each long. */
    private int[][] columnsOfGroups() {
        int[][] columnsOf = new int[groups()][];
        int[] counts = new int[columnsOf.length];
        for (int place : lane) {
            if (place != NOT_IN_ROWS) {
                counts[place / LANES]++;
            }
        }
        for (int i = 0; i < counts.length; i++) {
            columnsOf[i] = new int[counts[i]];
            counts[i] = 0;
        }
        for (int i = 0; i < lane.length; i++) {
            if (lane[i] != NOT_IN_ROWS) {
                int group = lane[i] / LANES;
                columnsOf[group][counts[group]++] = i;
            }
        }
        return columnsOf;
    }

    /** Writes one long of each of some rows. */
    private void layOut(int[] columns, int first, int count, long[] packed, int at) {
        int stride = groups();
        for (int column : columns) {
            byte[] values = narrow[column];
            int shift = lane[column] % LANES * 8;
            BundledColumn shared = bundled[column];
            int place = at;
            if (shared == null) {
                for (int row = first; row < first + count; row++) {
                    packed[place] |= (values[row] & 0xFFL) << shift;
                    place += stride;
                }
            } else {
                int[] codes = shared.codes();
                for (int row = first; row < first + count; row++) {
                    packed[place] += (long) codes[values[row] & 0xFF] << shift;
                    place += stride;
                }
            }
        }
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
        return groups(lanes);
    }

    /** Bytes of a row that are in use. */
    int lanes() {
        return lanes;
    }

    /** A feature's place in the rows, counted over all groups; negative when it is not there. */
    int lane(int feature) {
        return lane[feature];
    }

    /** What a feature is in its lane; null where it has the lane alone. */
    @Nullable
    BundledColumn bundled(int feature) {
        return bundled[feature];
    }

    /** The rows one by one, {@code 1 << SLAB_BITS} to an array. */
    long[][] slabs() {
        return slabs;
    }
}
