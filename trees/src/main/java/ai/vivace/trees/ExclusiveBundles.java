package ai.vivace.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns of bins that share a byte (exclusive feature bundling, Ke 2017). A column is most often in one bin, its usual one, and no row has
 * two columns of a bundle in others: so one number tells which column is not in its usual bin, and in which it is. As not one row is
 * against it, sums by the bins of each column come back from those of the bundle without loss.
 */
final class ExclusiveBundles {
    /** From which share of rows in one bin on a column may be in a bundle: then the others are few enough to find companions. */
    private static final double LEAST_USUAL = 0.8;

    /** Rows by which columns that have no such bin are told without counting all. */
    private static final int GLANCE = 4096;

    /** Bundles that may still grow; LightGBM looks at as many. */
    private static final int OPEN = 100;

    private ExclusiveBundles() {}

    /**
     * A column of a bundle.
     *
     * @param usual its bin where the bundle's number is of no bin of it
     * @param codes by bin, the bundle's number for it; 0 for the usual bin and for those that no row is in
     */
    record Member(int feature, int usual, int[] codes) implements BundledColumn {
        @Override
        public long[] sums(long[] ofLane, int offset, long all) {
            long[] sums = new long[codes.length];
            long rest = all;
            for (int bin = 0; bin < codes.length; bin++) {
                if (codes[bin] != 0) {
                    sums[bin] = ofLane[offset + codes[bin]];
                    rest -= sums[bin];
                }
            }
            sums[usual] = rest;
            return sums;
        }
    }

    /**
     * Finds bundles of at least two columns: each column, those of most rows in other bins first, joins the first bundle that has room and none of its rows.
     *
     * @param columns of bytes
     * @param candidates the columns that may be bundled
     */
    static List<List<BundledColumn>> of(FeatureBins[] bins, byte[][] columns, BitSet candidates, Workers workers) {
        @Nullable Sparse[] sparse = new Sparse[columns.length];
        workers.run(columns.length, (i, thread) -> {
            if (candidates.get(i)) {
                sparse[i] = Sparse.of(i, columns[i], bins[i].count());
            }
        });
        List<Sparse> mostOthersFirst = new ArrayList<>();
        for (Sparse one : sparse) {
            if (one != null) {
                mostOthersFirst.add(one);
            }
        }
        mostOthersFirst.sort(
                Comparator.comparingInt((Sparse one) -> -one.others).thenComparingInt(one -> one.feature));
        List<Open> made = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (Sparse one : mostOthersFirst) {
            int[] others = one.rows(columns[one.feature]);
            Open found = null;
            for (int i = 0; i < open.size() && found == null; i++) {
                found = open.get(i).hasRoom(one, others) ? open.get(i) : null;
            }
            if (found == null) {
                found = new Open(columns[one.feature].length);
                made.add(found);
                open.add(found);
                if (open.size() > OPEN) {
                    open.remove(0).close();
                }
            }
            found.add(one, others);
        }
        return made.stream()
                .map(bundle -> List.copyOf(bundle.members))
                .filter(members -> members.size() > 1)
                .toList();
    }

    /** A column that is most often in one bin. */
    private record Sparse(int feature, int usual, int others, int[] counts) {
        static @Nullable Sparse of(int feature, byte[] column, int bins) {
            int step = Math.max(1, column.length / GLANCE);
            if (isRareIn(counts(column, bins, step))) {
                return null;
            }
            int[] counts = counts(column, bins, 1);
            int usual = most(counts);
            int used = (int) Arrays.stream(counts).filter(count -> count > 0).count();
            return isRareIn(counts) || used < 2 || used > Histogram.LANE
                    ? null
                    : new Sparse(feature, usual, column.length - counts[usual], counts);
        }

        private static int[] counts(byte[] column, int bins, int step) {
            int[] counts = new int[bins];
            for (int row = 0; row < column.length; row += step) {
                counts[column[row] & 0xFF]++;
            }
            return counts;
        }

        private static int most(int[] counts) {
            int most = 0;
            for (int bin = 1; bin < counts.length; bin++) {
                most = counts[bin] > counts[most] ? bin : most;
            }
            return most;
        }

        private static boolean isRareIn(int[] counts) {
            int rows = 0;
            for (int count : counts) {
                rows += count;
            }
            return counts[most(counts)] < LEAST_USUAL * rows;
        }

        /** How many numbers of a bundle it takes. */
        int width() {
            return (int) Arrays.stream(counts).filter(count -> count > 0).count() - 1;
        }

        /** The rows in other bins. */
        int[] rows(byte[] column) {
            int[] rows = new int[others];
            int count = 0;
            for (int row = 0; row < column.length; row++) {
                if ((column[row] & 0xFF) != usual) {
                    rows[count++] = row;
                }
            }
            return rows;
        }
    }

    /** A bundle that may still grow. */
    private static final class Open {
        private final List<BundledColumn> members = new ArrayList<>();
        private final int allRows;
        private long[] taken;
        private int rows;
        private int next = 1;

        Open(int allRows) {
            this.allRows = allRows;
            taken = new long[(allRows + 63) / 64];
        }

        boolean hasRoom(Sparse one, int[] others) {
            if (next + one.width() > Histogram.LANE || rows + others.length > allRows) {
                return false;
            }
            for (int row : others) {
                if ((taken[row >> 6] >>> row & 1) != 0) {
                    return false;
                }
            }
            return true;
        }

        void add(Sparse one, int[] others) {
            int[] codes = new int[one.counts.length];
            for (int bin = 0; bin < codes.length; bin++) {
                if (bin != one.usual && one.counts[bin] > 0) {
                    codes[bin] = next++;
                }
            }
            members.add(new Member(one.feature, one.usual, codes));
            rows += others.length;
            for (int row : others) {
                taken[row >> 6] |= 1L << row;
            }
        }

        /** Forgets the rows: nothing will join. */
        void close() {
            taken = new long[0];
        }
    }
}
