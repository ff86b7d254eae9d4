package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.tensor.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanguageWindowsTest {
    private static final TokenCorpus COUNTING = TokenCorpus.of(
            List.of(IntStream.range(0, 7).toArray(), IntStream.range(7, 20).toArray()), 20);

    private static List<long[]> taken(LanguageWindows windows, long epoch) {
        List<long[]> all = new ArrayList<>();
        try (BatchStream batches = windows.epoch(epoch)) {
            boolean more = true;
            while (more) {
                try (Scope scope = Scope.open()) {
                    Batch batch = batches.next();
                    more = batch != null;
                    if (batch != null) {
                        assertThat(batch.input().shape().toArray())
                                .containsExactly(windows.loader().batchSize(), 4);
                        assertThat(batch.target().sub(batch.input()).toLongs()).containsOnly(1);
                        all.add(batch.input().toLongs());
                    }
                }
            }
        }
        return all;
    }

    private static LanguageWindows windows(int workers) {
        return LanguageWindows.of(COUNTING)
                .batchSize(5)
                .length(4)
                .batches(60)
                .workers(workers)
                .seed(3)
                .build();
    }

    @Test
    void piecesBeginAtEveryPlaceAndCrossDocuments() {
        Set<Long> begins = new HashSet<>();
        for (long[] batch : taken(windows(0), 0)) {
            for (int row = 0; row < 5; row++) {
                begins.add(batch[4 * row]);
                assertThat(batch[4 * row + 3] - batch[4 * row]).isEqualTo(3);
            }
        }
        assertThat(begins).hasSize(16).contains(0L, 15L);
    }

    @Test
    void anEpochIsAFunctionOfSeedAndEpochWhateverTheWorkers() {
        List<long[]> first = taken(windows(0), 2);
        List<long[]> second = taken(windows(3), 2);
        assertThat(first).hasSize(60);
        for (int i = 0; i < 60; i++) {
            assertThat(second.get(i)).containsExactly(first.get(i));
        }
        assertThat(taken(windows(0), 3).get(0)).isNotEqualTo(first.get(0));
    }

    @Test
    void aTextThatIsNoLongerThanAPieceIsRefused() {
        assertThatThrownBy(() -> LanguageWindows.of(COUNTING).length(20).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("20 tokens, too few for pieces of 20");
        assertThat(LanguageWindows.of(COUNTING).length(19).batches(1).build().batches())
                .isEqualTo(1);
    }
}
