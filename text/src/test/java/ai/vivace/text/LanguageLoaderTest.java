package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.tensor.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LanguageLoaderTest {
    /** Documents of 1, 2, … tokens, which count up from 0. */
    private static TokenCorpus counting(int documents) {
        List<int[]> all = new ArrayList<>();
        int next = 0;
        for (int i = 1; i <= documents; i++) {
            all.add(IntStream.range(next, next + i).toArray());
            next += i;
        }
        return TokenCorpus.of(all, next);
    }

    private record Taken(List<long[]> inputs, List<long[]> targets, List<long[]> sizes) {}

    private static Taken taken(LanguageLoader loader, long epoch) {
        Taken taken = new Taken(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (BatchStream batches = loader.epoch(epoch)) {
            boolean more = true;
            while (more) {
                try (Scope scope = Scope.open()) {
                    Batch batch = batches.next();
                    more = batch != null;
                    if (batch != null) {
                        taken.inputs.add(batch.input().toLongs());
                        taken.targets.add(batch.target().toLongs());
                        taken.sizes.add(new long[] {
                            batch.input().shape().size(0), batch.input().shape().size(1)
                        });
                    }
                }
            }
        }
        return taken;
    }

    /** fastai's arithmetic by hand: 21 tokens, 2 rows: ⌊20 / 2⌋ = 10 each, in sequences of 4, 4 and 2. */
    @Test
    void rowsAreConsecutivePiecesOfTheStream() {
        Taken taken = taken(
                LanguageLoader.of(counting(6)).batchSize(2).sequenceLength(4).build(), 0);
        assertThat(taken.inputs).hasSize(3);
        assertThat(taken.inputs.get(0)).containsExactly(0, 1, 2, 3, 10, 11, 12, 13);
        assertThat(taken.targets.get(0)).containsExactly(1, 2, 3, 4, 11, 12, 13, 14);
        assertThat(taken.inputs.get(1)).containsExactly(4, 5, 6, 7, 14, 15, 16, 17);
        assertThat(taken.inputs.get(2)).containsExactly(8, 9, 18, 19);
        assertThat(taken.targets.get(2)).containsExactly(9, 10, 19, 20);
        assertThat(taken.sizes.get(2)).containsExactly(2, 2);
    }

    /** The text that a row has left out is the next row's beginning; only the stream's end is never an input. */
    @Test
    void everyTokenIsShownOnceButAtMostABatchAtTheEnd() {
        for (int batch : new int[] {1, 3, 5, 7}) {
            for (int sequence : new int[] {1, 4, 200}) {
                LanguageLoader loader = LanguageLoader.of(counting(14))
                        .batchSize(batch)
                        .sequenceLength(sequence)
                        .build();
                long[] seen = taken(loader, 0).inputs.stream()
                        .flatMapToLong(LongStream::of)
                        .sorted()
                        .toArray();
                assertThat(seen)
                        .isEqualTo(LongStream.range(0, (long) (104 / batch) * batch)
                                .toArray());
                assertThat(loader.tokens()).isEqualTo(seen.length);
            }
        }
    }

    @Test
    void shufflingKeepsDocumentsWhole() {
        LanguageLoader loader = LanguageLoader.of(counting(9))
                .batchSize(1)
                .sequenceLength(1000)
                .shuffled(3)
                .build();
        long[] first = taken(loader, 0).inputs.get(0);
        long[] again = taken(loader, 0).inputs.get(0);
        long[] second = taken(loader, 1).inputs.get(0);
        assertThat(first).isEqualTo(again).isNotEqualTo(second);
        assertThat(first.length).isEqualTo(44);
        // Document 9 is 36 to 44.
        int at = IntStream.range(0, 44).filter(i -> second[i] == 36).findFirst().orElseThrow();
        assertThat(Arrays.copyOfRange(second, at, Math.min(44, at + 9)))
                .isEqualTo(LongStream.range(36, 36 + Math.min(44, at + 9) - at).toArray());
    }

    @Test
    void anEpochFromItsMiddleEqualsTheWholeOne() {
        LanguageLoader loader = LanguageLoader.of(counting(9))
                .batchSize(3)
                .sequenceLength(4)
                .shuffled(1)
                .build();
        long[] whole = taken(loader, 2).inputs.get(2);
        try (Scope scope = Scope.open();
                BatchStream batches = loader.epoch(2, 2)) {
            Batch batch = batches.next();
            assertThat(batch).isNotNull();
            assertThat(batch == null ? new long[0] : batch.input().toLongs()).isEqualTo(whole);
        }
    }

    @Test
    void emptyDocumentsAreNoHindrance() {
        TokenCorpus corpus = TokenCorpus.of(List.of(new int[0], new int[] {1, 2}, new int[0], new int[] {3}), 4);
        Taken taken =
                taken(LanguageLoader.of(corpus).batchSize(1).sequenceLength(9).build(), 0);
        assertThat(taken.inputs.get(0)).containsExactly(1, 2);
        assertThat(taken.targets.get(0)).containsExactly(2, 3);
    }

    @Test
    void tooLittleTextIsRefused() {
        assertThatThrownBy(() -> LanguageLoader.of(counting(2)).batchSize(3).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 tokens");
        assertThatThrownBy(() -> TokenCorpus.of(List.of(new int[] {5}), 5))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("token 5");
    }
}
