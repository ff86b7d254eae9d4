package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.tensor.Scope;
import ai.vivace.text.token.CharacterTokenizer;
import ai.vivace.text.token.SpecialToken;
import ai.vivace.text.token.Vocabulary;
import ai.vivace.text.token.VocabularyEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PairLoaderTest {
    /** xxunk 0, xxpad 1, xxbos 2, xxeos 3, a 4, b 5, c 6. */
    private static PairEncoder encoder() {
        List<String> tokens = new ArrayList<>(List.of(
                SpecialToken.UNKNOWN.text(),
                SpecialToken.PADDING.text(),
                SpecialToken.BEGINNING.text(),
                SpecialToken.END.text()));
        tokens.addAll(List.of("a", "b", "c"));
        return PairEncoder.of(VocabularyEncoder.of(new CharacterTokenizer(), Vocabulary.of(tokens)));
    }

    @Test
    void textsEndAndAnswersStart() {
        PairEncoder encoder = encoder();

        assertThat(encoder.ids("abc")).containsExactly(4, 5, 6, 3);
        assertThat(encoder.ids("")).containsExactly(3);
        assertThat(encoder.start()).isEqualTo(1);
        assertThat(encoder.decode(List.of(4, 5))).isEqualTo("ab");
    }

    @Test
    void aBatchHoldsTextsShiftedAnswersAndTargets() {
        PairEncoder encoder = encoder();
        Loader loader = PairLoader.of(encoder.all(List.of("ab", "c")), encoder.all(List.of("c", "")), encoder)
                .batchSize(2)
                .build();
        try (Scope scope = Scope.open();
                BatchStream stream = loader.epoch(0)) {
            Batch batch = Objects.requireNonNull(stream.next());
            assertThat(batch.input().shape().toArray()).containsExactly(2, 2, 3);
            assertThat(batch.input().toLongs()).containsExactly(4, 5, 3, 1, 6, 1, 6, 3, 1, 1, 1, 1);
            assertThat(batch.target().shape().toArray()).containsExactly(2, 2);
            assertThat(batch.target().toLongs()).containsExactly(6, 3, 3, -100);
        }
    }

    @Test
    void anEpochIsAFunctionOfTheSeedAndPadsLittle() {
        PairEncoder encoder = encoder();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 96; i++) {
            texts.add("abc".repeat(1 + i % 8));
        }
        Loader loader = PairLoader.of(encoder.all(texts), encoder.all(texts), encoder)
                .batchSize(12)
                .shuffled(3)
                .build();

        long[] first = targets(loader, 0);
        assertThat(targets(loader, 0)).isEqualTo(first);
        assertThat(targets(loader, 1)).isNotEqualTo(first);
        assertThat(Arrays.stream(first).filter(token -> token == -100).count())
                .as("twelve texts of each length fill batches without padding")
                .isZero();
    }

    private static long[] targets(Loader loader, long epoch) {
        List<Long> all = new ArrayList<>();
        try (Scope scope = Scope.open();
                BatchStream stream = loader.epoch(epoch)) {
            for (Batch batch = Objects.requireNonNull(stream.next()); batch != null; batch = stream.next()) {
                Arrays.stream(batch.target().toLongs()).forEach(all::add);
            }
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    @Test
    void unequalSidesAreRefused() {
        PairEncoder encoder = encoder();

        assertThatThrownBy(() -> PairLoader.of(encoder.all(List.of("a", "b")), encoder.all(List.of("a")), encoder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 texts and 1 answers");
        assertThatThrownBy(() -> new PairEncoder(encoder.text(), 0, 99, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("99");
    }
}
