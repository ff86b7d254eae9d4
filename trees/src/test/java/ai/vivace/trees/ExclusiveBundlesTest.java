package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExclusiveBundlesTest {
    private static final int ROWS = 1000;

    private static List<List<BundledColumn>> find(byte[]... columns) {
        FeatureBins[] bins = new FeatureBins[columns.length];
        for (int i = 0; i < bins.length; i++) {
            int most = 0;
            for (byte bin : columns[i]) {
                most = Math.max(most, bin & 0xFF);
            }
            bins[i] = FeatureBins.numeric(new double[Math.max(0, most - 1)]);
        }
        try (Workers workers = new Workers(2)) {
            return ExclusiveBundles.of(bins, columns, all(columns.length), workers);
        }
    }

    /** All rows in one bin but those of some stretch. */
    private static byte[] column(int usual, int other, int from, int to) {
        byte[] column = new byte[ROWS];
        Arrays.fill(column, (byte) usual);
        Arrays.fill(column, from, to, (byte) other);
        return column;
    }

    static BitSet all(int count) {
        BitSet all = new BitSet();
        all.set(0, count);
        return all;
    }

    /** Which columns each bundle has. */
    static List<List<Integer>> features(List<List<BundledColumn>> bundles) {
        return bundles.stream()
                .map(bundle -> bundle.stream().map(BundledColumn::feature).toList())
                .toList();
    }

    @Test
    void columnsThatNoRowHasTwoOfShareABundle() {
        List<List<BundledColumn>> bundles = find(column(1, 2, 0, 100), column(1, 3, 100, 190), column(2, 1, 190, 270));
        assertThat(features(bundles)).containsExactly(List.of(0, 1, 2));
    }

    @Test
    void oneRowAgainstItKeepsColumnsApart() {
        List<List<BundledColumn>> bundles = find(column(1, 2, 0, 101), column(1, 2, 100, 190), column(1, 2, 300, 310));
        assertThat(features(bundles)).containsExactly(List.of(0, 2));
    }

    @Test
    void columnsThatAreRarelyInOneBinAreLeftAlone() {
        List<List<BundledColumn>> bundles = find(column(1, 2, 0, 300), column(1, 2, 300, 600));
        assertThat(bundles).isEmpty();
    }

    @Test
    void aBundleHasNoMoreNumbersThanAByte() {
        byte[][] columns = new byte[3][ROWS];
        for (int i = 0; i < columns.length; i++) {
            Arrays.fill(columns[i], (byte) 1);
            for (int bin = 2; bin < 122; bin++) {
                columns[i][150 * i + bin] = (byte) bin;
            }
        }
        // 120 numbers each: two columns and the number of no column are 241.
        assertThat(features(find(columns))).containsExactly(List.of(0, 1));
    }

    @Test
    void sumsByTheBinsOfEachColumnComeBackFromThoseOfTheBundle() {
        Rng rng = Rng.of(4);
        byte[][] columns = new byte[6][ROWS];
        for (byte[] column : columns) {
            Arrays.fill(column, (byte) 1);
        }
        long[] gradients = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            gradients[row] = Packed.of(rng.nextInt(2000) - 1000, rng.nextInt(1000));
            // A missing value, bin 0, is like any other.
            columns[rng.nextInt(columns.length)][row] = (byte) rng.nextInt(5);
        }
        List<List<BundledColumn>> bundles = find(columns);
        assertThat(features(bundles)).hasSize(1);
        long[] ofBundle = new long[300];
        List<long[]> ofColumns = new ArrayList<>();
        for (byte[] column : columns) {
            long[] sums = new long[5];
            for (int row = 0; row < ROWS; row++) {
                sums[column[row]] += gradients[row];
            }
            ofColumns.add(sums);
        }
        for (int row = 0; row < ROWS; row++) {
            int number = 0;
            for (BundledColumn member : bundles.get(0)) {
                number |= member.codes()[columns[member.feature()][row]];
            }
            ofBundle[40 + number] += gradients[row];
        }
        for (BundledColumn member : bundles.get(0)) {
            assertThat(member.sums(ofBundle, 40, Arrays.stream(gradients).sum()))
                    .isEqualTo(ofColumns.get(member.feature()));
        }
    }
}
