package ai.vivace.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Columns of so few bins that a byte has a number for each combination of them: eight of two bins, or five of three, take the memory and the time
 * of one.
 */
final class JointBundles {
    private JointBundles() {}

    /**
     * A column of a bundle.
     *
     * @param binOf by number of the lane, the column's bin
     */
    record Member(int feature, int[] codes, int[] binOf) implements BundledColumn {
        @Override
        public long[] sums(long[] ofLane, int offset, long all) {
            long[] sums = new long[codes.length];
            for (int number = 0; number < binOf.length; number++) {
                sums[binOf[number]] += ofLane[offset + number];
            }
            return sums;
        }
    }

    /**
     * Finds bundles of at least two columns: each column, those of most bins first, joins the first bundle that has room.
     *
     * @param columns of bytes
     * @param candidates the columns that may be bundled
     */
    static List<List<BundledColumn>> of(FeatureBins[] bins, byte[][] columns, BitSet candidates, Workers workers) {
        int[][] used = new int[columns.length][0];
        workers.run(columns.length, (i, thread) -> {
            if (candidates.get(i) && bins[i].count() <= Histogram.LANE / 2 + 1) {
                used[i] = usedBins(columns[i], bins[i].count());
            }
        });
        List<Integer> widestFirst = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            if (used[i].length > 1) {
                widestFirst.add(i);
            }
        }
        widestFirst.sort(Comparator.comparingInt((Integer i) -> -used[i].length).thenComparingInt(i -> i));
        List<Open> open = new ArrayList<>();
        for (int feature : widestFirst) {
            Open bundle = open.stream()
                    .filter(one -> one.width * used[feature].length <= Histogram.LANE)
                    .findFirst()
                    .orElseGet(() -> {
                        open.add(new Open());
                        return open.get(open.size() - 1);
                    });
            bundle.features.add(feature);
            bundle.width *= used[feature].length;
        }
        return open.stream()
                .filter(bundle -> bundle.features.size() > 1)
                .map(bundle -> bundle.members(bins, used))
                .toList();
    }

    /** The bins that rows are in. */
    private static int[] usedBins(byte[] column, int count) {
        boolean[] isUsed = new boolean[count];
        for (byte bin : column) {
            isUsed[bin & 0xFF] = true;
        }
        int[] used = new int[count];
        int made = 0;
        for (int bin = 0; bin < count; bin++) {
            if (isUsed[bin]) {
                used[made++] = bin;
            }
        }
        return Arrays.copyOf(used, made);
    }

    /** A bundle that may still grow. */
    private static final class Open {
        private final List<Integer> features = new ArrayList<>();
        private int width = 1;

        List<BundledColumn> members(FeatureBins[] bins, int[][] used) {
            List<BundledColumn> members = new ArrayList<>();
            int step = 1;
            for (int feature : features) {
                int[] own = used[feature];
                int[] codes = new int[bins[feature].count()];
                for (int i = 0; i < own.length; i++) {
                    codes[own[i]] = i * step;
                }
                int[] binOf = new int[width];
                for (int number = 0; number < width; number++) {
                    binOf[number] = own[number / step % own.length];
                }
                members.add(new Member(feature, codes, binOf));
                step *= own.length;
            }
            return members;
        }
    }
}
