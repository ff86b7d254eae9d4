package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileCutsTest {
    @Test
    void differentNumbersAreCutIntoBinsOfAsMany() {
        float[] numbers = numbers(1000, i -> i);
        assertThat(cuts(numbers, 4)).containsExactly(249.5, 499.5, 749.5);
    }

    @Test
    void aNumberThatFillsABinHasItsOwn() {
        float[] numbers = numbers(1000, i -> i < 600 ? i : 200.5);
        double[] cuts = cuts(numbers, 10);
        assertThat(cuts).hasSize(9).contains(200.25, 200.75);
    }

    @Test
    void fewNumbersBeforeAHeavyOneShareItsBin() {
        // Half a bin of the 600 others is 33 rows: 20 are too few for a bin of their own, 40 are not.
        assertThat(cuts(numbers(1000, i -> i < 600 ? i : 19.5), 10)[0]).isEqualTo(19.75);
        assertThat(cuts(numbers(1000, i -> i < 600 ? i : 39.5), 10)).startsWith(39.25, 39.75);
    }

    @Test
    void cutsAreThoseFoundByLookingAtEachNumber() {
        Rng rng = Rng.of(11);
        for (int turn = 0; turn < 400; turn++) {
            int range = 50 + rng.nextInt(400);
            int kind = turn % 3;
            float[] numbers = numbers(300 + rng.nextInt(300), i -> switch (kind) {
                case 0 -> rng.nextGaussian();
                case 1 -> rng.nextInt(4) == 0 ? rng.nextInt(5) * 9 : rng.nextInt(range);
                default -> Math.floor(Math.exp(2 * rng.nextGaussian()));
            });
            int different = (int) IntStream.range(0, numbers.length)
                    .mapToDouble(i -> numbers[i])
                    .distinct()
                    .count();
            int bins = 2 + rng.nextInt(Math.min(40, different - 2));
            assertThat(cuts(numbers, bins)).isEqualTo(oneByOne(numbers, bins));
        }
    }

    /** The rule as it is told, number by number. */
    private static double[] oneByOne(float[] numbers, int bins) {
        double[] distinct = IntStream.range(0, numbers.length)
                .mapToDouble(i -> numbers[i])
                .sorted()
                .distinct()
                .toArray();
        int[] counts = new int[distinct.length];
        for (float number : numbers) {
            counts[Arrays.binarySearch(distinct, number)]++;
        }
        double share = (double) numbers.length / bins;
        int lightBins = bins
                - (int) Arrays.stream(counts).filter(count -> count >= share).count();
        int left = Arrays.stream(counts).filter(count -> count < share).sum();
        double size = (double) left / lightBins;
        double[] cuts = new double[bins - 1];
        int made = 0;
        int inBin = 0;
        for (int i = 0; i < distinct.length - 1 && made < cuts.length; i++) {
            boolean isHeavy = counts[i] >= share;
            inBin += counts[i];
            left -= isHeavy ? 0 : counts[i];
            boolean isBeforeHeavy = counts[i + 1] >= share && inBin >= Math.max(1, size / 2);
            if (isHeavy || inBin >= size || isBeforeHeavy) {
                cuts[made++] = (distinct[i] + distinct[i + 1]) / 2;
                inBin = 0;
                if (!isHeavy) {
                    lightBins--;
                    size = lightBins > 0 ? (double) left / lightBins : Double.POSITIVE_INFINITY;
                }
            }
        }
        return Arrays.copyOf(cuts, made);
    }

    private static float[] numbers(int count, IntToDoubleFunction number) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            // Adding 0 makes -0 and 0 one number.
            numbers[i] = (float) number.applyAsDouble(i) + 0f;
        }
        return numbers;
    }

    private static double[] cuts(float[] numbers, int bins) {
        int[] keys = new int[numbers.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = FloatSort.key(numbers[i]);
        }
        return QuantileCuts.of(SortedNumbers.of(keys, keys.length), bins);
    }
}
