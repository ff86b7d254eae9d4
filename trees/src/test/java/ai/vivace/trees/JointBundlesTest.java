package ai.vivace.trees;

import static ai.vivace.trees.ExclusiveBundlesTest.all;
import static ai.vivace.trees.ExclusiveBundlesTest.features;
import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointBundlesTest {
    private static final int ROWS = 3000;

    /** Columns of rows in any of so many bins, from the first that has a number on. */
    private static byte[][] columns(int... bins) {
        Rng rng = Rng.of(3);
        byte[][] columns = new byte[bins.length][ROWS];
        for (int i = 0; i < bins.length; i++) {
            for (int row = 0; row < ROWS; row++) {
                columns[i][row] = (byte) (1 + rng.nextInt(bins[i]));
            }
        }
        return columns;
    }

    private static List<List<BundledColumn>> find(byte[][] columns, int[] bins, BitSet candidates) {
        FeatureBins[] all = new FeatureBins[bins.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = FeatureBins.numeric(new double[bins[i] - 1]);
        }
        try (Workers workers = new Workers(2)) {
            return JointBundles.of(all, columns, candidates, workers);
        }
    }

    @Test
    void eightColumnsOfTwoBinsOrFiveOfThreeShareAByte() {
        int[] two = new int[9];
        Arrays.fill(two, 2);
        assertThat(features(find(columns(two), two, all(9)))).containsExactly(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        int[] three = new int[6];
        Arrays.fill(three, 3);
        assertThat(features(find(columns(three), three, all(6)))).containsExactly(List.of(0, 1, 2, 3, 4));
    }

    @Test
    void columnsOfMostBinsAreFirstAndJoinWhereThereIsRoom() {
        int[] bins = {3, 200, 2, 100, 40, 6};
        // 100 and 2; 40 and 6; 3 has room with neither.
        assertThat(features(find(columns(bins), bins, all(6)))).containsExactly(List.of(3, 2), List.of(4, 5));
    }

    @Test
    void columnsThatAreNoCandidatesOrHaveOneBinAreLeftAlone() {
        int[] bins = {2, 2, 1, 2};
        BitSet candidates = all(4);
        candidates.clear(1);
        assertThat(features(find(columns(bins), bins, candidates))).containsExactly(List.of(0, 3));
    }

    @Test
    void sumsByTheBinsOfEachColumnComeBackFromThoseByTheNumbersOfTheLane() {
        int[] bins = {4, 3, 7, 2};
        byte[][] columns = columns(bins);
        Rng rng = Rng.of(5);
        long[] gradients = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            gradients[row] = Packed.of(rng.nextInt(2000) - 1000, rng.nextInt(1000));
            if (row % 7 == 0) {
                // Bin 0, a missing value, is like any other.
                columns[1][row] = 0;
            }
        }
        List<BundledColumn> bundle = find(columns, bins, all(4)).get(0);
        assertThat(bundle).hasSize(4);
        long[] ofLane = new long[300];
        long[][] ofColumns = new long[4][8];
        for (int row = 0; row < ROWS; row++) {
            int number = 0;
            for (BundledColumn member : bundle) {
                int bin = columns[member.feature()][row];
                number += member.codes()[bin];
                ofColumns[member.feature()][bin] += gradients[row];
            }
            assertThat(number).isBetween(0, Histogram.LANE - 1);
            ofLane[40 + number] += gradients[row];
        }
        for (BundledColumn member : bundle) {
            long[] sums = member.sums(ofLane, 40, Arrays.stream(gradients).sum());
            assertThat(sums).isEqualTo(Arrays.copyOf(ofColumns[member.feature()], bins[member.feature()] + 1));
        }
    }
}
