package ai.vivace.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitTest {
    static List<Split> splits() {
        boolean[] flags = new boolean[101];
        flags[3] = true;
        flags[100] = true;
        return List.of(
                Split.random(0.2, 1),
                Split.random(0.5, 2),
                Split.stratified(0.3, 3),
                Split.indices(0, 5, 100),
                Split.flags(flags));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void partsAreDisjointCompleteOrderedAndRepeatable(Split split) {
        Split.Parts parts = split.apply(Examples.bytes(101));
        int[] training = parts.training().indices();
        int[] validation = parts.validation().indices();
        assertThat(training).isSorted();
        assertThat(validation).isSorted();
        assertThat(IntStream.concat(Arrays.stream(training), Arrays.stream(validation)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 101).boxed().toList());
        assertThat(split.apply(Examples.bytes(101)).validation().indices()).isEqualTo(validation);
    }

    @Test
    void randomSplitTakesTheFirstOfThePermutation() {
        int[] order = Rng.of(42).split("split").permutation(101);
        int[] expected = Arrays.copyOf(order, 20);
        assertThat(Split.random(0.2, 42).apply(Examples.bytes(101)).validation().indices())
                .containsExactlyInAnyOrder(expected);
        assertThat(Split.random(0.2, 43).apply(Examples.bytes(101)).validation().indices())
                .isNotEqualTo(Split.random(0.2, 42)
                        .apply(Examples.bytes(101))
                        .validation()
                        .indices());
    }

    @Test
    void stratifiedSplitKeepsEachClassesShareWithinOneItem() {
        int[] classes = new int[113];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = i < 70 ? 0 : i < 103 ? 1 : 2;
        }
        ArrayDataSet skewed =
                ArrayDataSet.of(new Array.Floats(Shape.of(113, 1), new float[113]), classes, Examples.TASK);
        Subset validation = Split.stratified(0.2, 9).apply(skewed).validation();
        assertThat(validation.size()).isEqualTo(22);
        int[] sizes = {70, 33, 10};
        for (int c = 0; c < 3; c++) {
            int number = c;
            long count = IntStream.range(0, validation.size())
                    .filter(i -> validation.classOf(i) == number)
                    .count();
            assertThat((double) count).isBetween(sizes[c] * 0.2 - 1, sizes[c] * 0.2 + 1);
        }
    }

    @Test
    void groupsSplitByNameAndLeaveOthersOut() {
        ArrayDataSet grouped = Examples.bytes(9).groups(i -> i < 4 ? "train" : i < 6 ? "valid" : "test");
        Split.Parts parts = Split.byGroup("train", "valid").apply(grouped);
        assertThat(parts.training().indices()).containsExactly(0, 1, 2, 3);
        assertThat(parts.validation().indices()).containsExactly(4, 5);
        assertThatThrownBy(() -> Split.byGroup("train", "dev").apply(grouped))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[test, train, valid]");
    }

    @Test
    void splitsThatFitNothingAreRefused() {
        assertThatThrownBy(() -> Split.random(0, 1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> Split.random(1, 1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> Split.random(0.2, 1).apply(Examples.bytes(4)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("4 for training and 0 for validation");
        assertThatThrownBy(() -> Split.indices(9).apply(Examples.bytes(4))).hasMessageContaining("item 9");
        assertThatThrownBy(() -> Split.flags(true).apply(Examples.bytes(4))).hasMessageContaining("1 flags");
        assertThatThrownBy(() -> Split.byGroup("a", "a")).hasMessageContaining("two groups");
        ArrayDataSet numbers = ArrayDataSet.of(
                new Array.Floats(Shape.of(2, 1), new float[2]),
                new Array.Floats(Shape.of(2, 1), new float[2]),
                new Task.Regression(1));
        assertThatThrownBy(() -> Split.stratified(0.5, 1).apply(numbers)).hasMessageContaining("Use Split.random");
    }

    @Test
    void subsetOfASubsetCountsInTheWhole() {
        Subset inner = Subset.of(Subset.of(Examples.bytes(50), 10, 20, 30), 2, 0);
        assertThat(inner.indices()).containsExactly(30, 10);
        assertThat(inner.describe(0)).isEqualTo("item 30");
        assertThatThrownBy(() -> Subset.of(Examples.bytes(5), 5)).hasMessageContaining("no item 5 among 5");
    }
}
