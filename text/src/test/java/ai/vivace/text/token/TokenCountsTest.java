package ai.vivace.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenCountsTest {
    private final TokenCounts counts = new TokenCounts().add(List.of("a", "a", "b", "b", "c", "d", "d", "d"));

    /** fastai 2.8.7's make_vocab with min_freq 2. */
    @Test
    void aVocabularyEqualsFastais() {
        assertThat(counts.vocabulary(VocabularyLimits.atLeast(2)).tokens())
                .containsExactly(
                        "xxunk", "xxpad", "xxbos", "xxeos", "xxfld", "xxrep", "xxwrep", "xxup", "xxmaj", "d", "a", "b",
                        "xxfake", "xxfake", "xxfake", "xxfake");
    }

    @Test
    void whatIsAMultipleOfEightAlreadyIsNotFilledUp() {
        TokenCounts seven = new TokenCounts().add(List.of("a", "b", "c", "d", "e", "f", "g"));
        assertThat(seven.vocabulary(VocabularyLimits.atLeast(1)).size()).isEqualTo(16);
    }

    @Test
    void equallyFrequentTokensComeInTheOrderOfTheTexts() {
        TokenCounts later = new TokenCounts().add(List.of("z", "y", "x"));
        TokenCounts both = new TokenCounts().add(List.of("y")).add(later);
        assertThat(both.vocabulary(new VocabularyLimits(1, 11, 1)).tokens().subList(9, 11))
                .containsExactly("y", "z");
        assertThat(both.total()).isEqualTo(4);
    }

    @Test
    void thereAreNeverMoreThanTheMost() {
        assertThat(counts.vocabulary(new VocabularyLimits(1, 10, 1)).size()).isEqualTo(10);
        assertThatThrownBy(() -> new VocabularyLimits(1, 8, 1)).isInstanceOf(InputException.class);
    }

    @Test
    void specialTokensInTextsTakeNoSecondPlace() {
        TokenCounts marked = new TokenCounts().add(List.of("xxbos", "xxbos", "xxfake", "a"));
        assertThat(marked.vocabulary(VocabularyLimits.atLeast(1)).tokens().stream()
                        .filter("xxbos"::equals))
                .hasSize(1);
    }
}
