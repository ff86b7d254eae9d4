package ai.vivace.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RngTest {
    /** From a separate implementation in Python, whose mixer gives SplitMix64's published numbers for seed 1234567. */
    @Test
    void numbersAreThoseOfTheReference() {
        Rng root = Rng.of(42);
        assertThat(new long[] {root.nextLong(), root.nextLong(), root.nextLong()})
                .containsExactly(6332618229526065668L, -816328817471504299L, 8971565426155258802L);
        Rng minus = Rng.of(-1);
        assertThat(new long[] {minus.nextLong(), minus.nextLong()})
                .containsExactly(6755974106381971767L, -4781302686461524836L);
        Rng shuffle = Rng.of(42).split("shuffle");
        assertThat(shuffle.seed()).isEqualTo(5664617472650149929L);
        assertThat(new long[] {shuffle.nextLong(), shuffle.nextLong()})
                .containsExactly(1625572003427815296L, -6535295002290822611L);
        Rng epoch = Rng.of(42).split("shuffle").split(7);
        assertThat(new long[] {epoch.nextLong(), epoch.nextLong()})
                .containsExactly(6198690677493971627L, -4920543195191873742L);
        Rng doubles = Rng.of(42);
        assertThat(new double[] {doubles.nextDouble(), doubles.nextDouble()})
                .containsExactly(0.34329192209867343, 0.9557467261317436);
        Rng digits = Rng.of(42);
        assertThat(IntStream.range(0, 8).map(i -> digits.nextInt(10))).containsExactly(8, 1, 2, 8, 0, 2, 0, 0);
        assertThat(Rng.of(42).permutation(8)).containsExactly(4, 2, 5, 0, 7, 1, 6, 3);
    }

    @Test
    void splitDependsOnTheKeyAloneAndNotOnWhatWasDrawn() {
        Rng drawn = Rng.of(7);
        drawn.nextLong();
        drawn.permutation(100);
        assertThat(drawn.split("a").nextLong()).isEqualTo(Rng.of(7).split("a").nextLong());
        assertThat(drawn.split(3).nextLong()).isEqualTo(Rng.of(7).split(3).nextLong());
        assertThat(drawn.seed()).isEqualTo(Rng.of(7).seed());
        Rng untouched = Rng.of(7);
        untouched.split("a").nextLong();
        assertThat(untouched.nextLong()).isEqualTo(Rng.of(7).nextLong());
    }

    @Test
    void streamsOfNeighbouringKeysShareNoNumbers() {
        Set<Long> seen = new HashSet<>();
        int drawn = 0;
        for (long seed = -50; seed < 50; seed++) {
            Rng root = Rng.of(seed);
            for (Rng stream :
                    new Rng[] {root, root.split(0), root.split(1), root.split("0"), root.split(""), root.split("ab")}) {
                for (int i = 0; i < 20; i++, drawn++) {
                    seen.add(stream.nextLong());
                }
            }
        }
        assertThat(seen).hasSize(drawn);
        assertThat(Rng.of(1).split("a").split("b").nextLong())
                .isNotEqualTo(Rng.of(1).split("ab").nextLong())
                .isNotEqualTo(Rng.of(1).split("b").split("a").nextLong());
    }

    @Test
    void sistersAreNotCorrelated() {
        int pairs = 20_000;
        double products = 0;
        for (int i = 0; i < pairs; i++) {
            double first = Rng.of(5).split(i).nextDouble() - 0.5;
            double second = Rng.of(5).split(i + 1).nextDouble() - 0.5;
            products += first * second;
        }
        // Of independent uniform numbers the correlation has deviation 1/√n = 0.007; 4 of them.
        assertThat(products / pairs * 12).isCloseTo(0, within(0.028));
    }

    @Test
    void doublesAreUniform() {
        Rng rng = Rng.of(1);
        int[] counts = new int[100];
        for (int i = 0; i < 100_000; i++) {
            counts[(int) (rng.nextDouble() * 100)]++;
        }
        // Chi-square with 99 degrees of freedom: mean 99, deviation 14.1; 4 deviations.
        assertThat(chiSquare(counts, 1000)).isBetween(43.0, 155.0);
    }

    @Test
    void boundedNumbersAreUniformAndInRange() {
        Rng rng = Rng.of(2);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[rng.nextInt(7)]++;
        }
        assertThat(chiSquare(counts, 10_000)).isLessThan(6 + 4 * Math.sqrt(12));
        assertThat(rng.nextInt(1)).isZero();
        assertThat(IntStream.range(0, 1000).map(i -> rng.nextInt(Integer.MAX_VALUE)))
                .allMatch(number -> number >= 0 && number < Integer.MAX_VALUE);
        assertThatThrownBy(() -> rng.nextInt(0))
                .isInstanceOf(InputException.class)
                .hasMessage("A random bound must be positive, but was 0.");
    }

    @Test
    void gaussiansHaveTheNormalsMoments() {
        Rng rng = Rng.of(3);
        int count = 200_000;
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> rng.nextGaussian());
        assertThat(moment(numbers, 1)).isCloseTo(0, within(0.01));
        assertThat(moment(numbers, 2)).isCloseTo(1, within(0.015));
        assertThat(moment(numbers, 3)).isCloseTo(0, within(0.04));
        assertThat(moment(numbers, 4)).isCloseTo(3, within(0.09));
    }

    @Test
    void everyPermutationIsEquallyLikely() {
        Rng rng = Rng.of(4);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 24_000; i++) {
            counts.merge(Arrays.toString(rng.permutation(4)), 1, Integer::sum);
        }
        assertThat(counts).hasSize(24);
        int[] seen = counts.values().stream().mapToInt(Integer::intValue).toArray();
        // 23 degrees of freedom: mean 23, deviation 6.8; 4 deviations.
        assertThat(chiSquare(seen, 1000)).isLessThan(50.2);
    }

    @Test
    void permutationHoldsEveryNumberOnce() {
        int[] order = Rng.of(5).permutation(1000);
        assertThat(Arrays.stream(order).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
        assertThat(Rng.of(5).permutation(0)).isEmpty();
    }

    private static double chiSquare(int[] counts, double expected) {
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    private static double moment(double[] numbers, int order) {
        return Arrays.stream(numbers)
                .map(number -> Math.pow(number, order))
                .average()
                .orElseThrow();
    }
}
