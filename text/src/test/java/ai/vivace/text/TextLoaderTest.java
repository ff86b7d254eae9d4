package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextLoaderTest {
    private static final int PADDING = 1;

    /** Texts of given lengths; all tokens of text i are i + 2. */
    private static TokenCorpus texts(int... lengths) {
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            int[] text = new int[lengths[i]];
            Arrays.fill(text, i + 2);
            all.add(text);
        }
        return TokenCorpus.of(all, lengths.length + 2);
    }

    private static TextLoader.Builder of(int... lengths) {
        return TextLoader.of(
                texts(lengths),
                IntStream.range(0, lengths.length).map(i -> i % 2).toArray(),
                PADDING);
    }

    private static long[] first(TextLoader loader, Function<TextBatch, Tensor> part) {
        try (Scope scope = Scope.open();
                TextLoader.Epoch epoch = loader.epoch(0)) {
            TextBatch batch = epoch.next();
            return batch == null ? new long[0] : part.apply(batch).toLongs();
        }
    }

    @Test
    void judgingShowsTheLongestFirstAndAll() {
        TextLoader loader = of(2, 4, 1, 4, 3).batchSize(2).build();
        assertThat(loader.order(0)).containsExactly(1, 3, 4, 0, 2);
        assertThat(loader.batches()).isEqualTo(3);
        List<Integer> seen = new ArrayList<>();
        try (TextLoader.Epoch epoch = loader.epoch(0)) {
            boolean more = true;
            while (more) {
                try (Scope scope = Scope.open()) {
                    TextBatch batch = epoch.next();
                    more = batch != null;
                    if (batch != null) {
                        Arrays.stream(batch.texts()).forEach(seen::add);
                    }
                }
            }
        }
        assertThat(seen).containsExactly(1, 3, 4, 0, 2);
    }

    @Test
    void aBatchIsAsLongAsItsLongestText() {
        TextLoader loader = of(2, 1, 3).batchSize(3).build();
        assertThat(first(loader, TextBatch::tokens)).containsExactly(4, 4, 4, 2, 2, 1, 3, 1, 1);
        assertThat(first(loader, TextBatch::mask)).containsExactly(1, 1, 1, 1, 1, 0, 1, 0, 0);
        assertThat(first(loader, TextBatch::target)).containsExactly(0, 0, 1);
    }

    @Test
    void paddingStandsBeforeWhenAsked() {
        TextLoader loader = of(2, 1, 3).batchSize(3).padding(TextPadding.BEFORE).build();
        assertThat(first(loader, TextBatch::tokens)).containsExactly(4, 4, 4, 1, 2, 2, 1, 1, 3);
        assertThat(first(loader, TextBatch::mask)).containsExactly(1, 1, 1, 0, 1, 1, 0, 0, 1);
    }

    /** fastai's pad_chunk: of 150 filling tokens 144 stand before, 6 behind. */
    @Test
    void fastaisPaddingStandsBeforeInWholePieces() {
        assertThat(TextPadding.BEFORE_IN_PIECES.before(150)).isEqualTo(144);
        assertThat(TextPadding.BEFORE_IN_PIECES.before(71)).isZero();
        TextLoader loader =
                of(160, 10).batchSize(2).padding(TextPadding.BEFORE_IN_PIECES).build();
        long[] tokens = Arrays.copyOfRange(first(loader, TextBatch::tokens), 160, 320);
        assertThat(tokens[143]).isEqualTo(PADDING);
        assertThat(Arrays.copyOfRange(tokens, 144, 154)).containsOnly(3);
        assertThat(tokens[154]).isEqualTo(PADDING);
    }

    @Test
    void longTextsAreCut() {
        assertThat(first(of(5, 1).batchSize(2).longest(2).build(), TextBatch::tokens))
                .containsExactly(2, 2, 3, 1);
    }

    @Test
    void anEmptyTextIsAllPadding() {
        assertThat(first(of(0, 0).batchSize(2).build(), TextBatch::mask)).containsExactly(0, 0);
    }

    @Test
    void trainingHasTheLongestFirstAndNeighboursOfNearlyOneLength() {
        int[] lengths = new int[1003];
        Rng rng = Rng.of(2);
        Arrays.setAll(lengths, i -> 1 + rng.nextInt(300));
        int[] order = LengthOrder.shuffled(lengths, 10, Rng.of(5));
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1003).toArray());
        assertThat(lengths[order[0]]).isEqualTo(Arrays.stream(lengths).max().orElse(0));
        long filled = 0;
        for (int from = 0; from < 1000; from += 10) {
            int longest = IntStream.range(from, from + 10)
                    .map(i -> lengths[order[i]])
                    .max()
                    .orElse(0);
            filled += 10L * longest
                    - IntStream.range(from, from + 10)
                            .map(i -> lengths[order[i]])
                            .sum();
        }
        // Unsorted batches fill up almost as much as there is.
        assertThat(filled).isLessThan(Arrays.stream(lengths).sum() / 20);
        assertThat(LengthOrder.shuffled(lengths, 10, Rng.of(5))).isEqualTo(order);
        assertThat(LengthOrder.shuffled(lengths, 10, Rng.of(6))).isNotEqualTo(order);
    }

    @Test
    void trainingLeavesOutWhatFillsNoBatch() {
        TextLoader loader = of(1, 2, 3, 4, 5).batchSize(2).shuffled(1).build();
        assertThat(loader.batches()).isEqualTo(2);
    }

    @Test
    void eachEpochHasAnOrderOfItsOwn() {
        TextLoader loader = of(IntStream.rangeClosed(1, 40).toArray())
                .batchSize(2)
                .shuffled(1)
                .build();
        assertThat(loader.order(0)).isNotEqualTo(loader.order(1)).isEqualTo(loader.order(0));
    }

    @Test
    void wrongClassesAreRefused() {
        assertThatThrownBy(() -> TextLoader.of(texts(1, 2), new int[] {0}, PADDING))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 texts and 1 classes");
        assertThatThrownBy(() -> TextLoader.of(texts(1), new int[] {0}, 99))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("99");
    }
}
