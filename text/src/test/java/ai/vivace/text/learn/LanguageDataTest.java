package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Task;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.text.Document;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.token.CharacterTokenizer;
import ai.vivace.text.token.VocabularyLimits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageDataTest {
    private static final VocabularyLimits ALL = new VocabularyLimits(1, 60_000, 1);

    private static TextDocuments documents(String... texts) {
        return TextDocuments.of(Arrays.stream(texts)
                .map(text -> new Document(text, "", "", "text " + text.length()))
                .toList());
    }

    private static LanguageData.Builder characters(TextDocuments documents) {
        return LanguageData.of(documents)
                .tokenizer(new CharacterTokenizer(), ALL)
                .batchSize(2)
                .sequenceLength(4);
    }

    /** nanoGPT's: the first nine tenths of the characters are learnt from; z comes in the last tenth alone. */
    @Test
    void oneDocumentIsSplitAtItsEnd() {
        LanguageData data =
                characters(documents("ab".repeat(45) + "ababazbaba")).build();
        assertThat(data.vocabulary()).isEqualTo(9 + 2);
        assertThat(data.encoder().vocabulary().has("z")).isFalse();
        assertThat(data.data().notes()).containsExactly("90 tokens to learn from, 10 to be judged by, 11 tokens");
        assertThat(data.data().task()).isEqualTo(new Task.NextToken(11));
        assertThat(data.data().inputShape()).isEqualTo(Shape.of(4));
    }

    @Test
    void severalDocumentsAreSplitAtRandomByTheSeed() {
        TextDocuments all =
                documents(IntStream.range(20, 40).mapToObj(i -> "x".repeat(i)).toArray(String[]::new));
        String one = characters(all).split(0.2, 1).build().data().notes().toString();
        assertThat(characters(all).split(0.2, 1).build().data().notes().toString())
                .isEqualTo(one);
        assertThat(characters(all).split(0.2, 2).build().data().notes().toString())
                .isNotEqualTo(one);
    }

    @Test
    void givenDocumentsValidate() {
        LanguageData data = characters(documents("abcabcabcabc"))
                .validation(documents("ccccc"))
                .build();
        assertThat(data.data().notes()).containsExactly("12 tokens to learn from, 5 to be judged by, 12 tokens");
    }

    @Test
    void windowsMakeEpochsOfSoManyBatchesAndJudgeTheWholeText() {
        LanguageData data = characters(documents("abcde".repeat(40))).windows(7).build();
        assertThat(data.data().training().batches()).isEqualTo(7);
        assertThat(data.data().validation().items() * 4).isBetween(16, 20);
    }

    @Test
    void tokensInFilesMakeTheSameBatches(@TempDir Path folder) {
        LanguageData.Builder described =
                characters(documents("abcde".repeat(40), "edcba".repeat(30))).splitAtEnds(0.2);
        LanguageData inMemory = described.build();
        LanguageData inFiles = described.tokensIn(folder).build();
        assertThat(folder.resolve("training.tokens")).isRegularFile();
        assertThat(folder.resolve("validation.tokens")).isRegularFile();
        try (Scope scope = Scope.open();
                BatchStream expected = inMemory.data().training().epoch(1);
                BatchStream found = inFiles.data().training().epoch(1)) {
            for (int i = 0; i < inMemory.data().training().batches(); i++) {
                assertThat(Objects.requireNonNull(found.next()).input().toLongs())
                        .isEqualTo(
                                Objects.requireNonNull(expected.next()).input().toLongs());
            }
            assertThat(found.next()).isNull();
        }
    }

    /** Words of three and four letters with blanks between; the beginning's token counts as one. */
    @Test
    void tokensOfACharacterAreThoseOfTheValidationText() {
        LanguageData data = LanguageData.of(documents("the cats saw the dogs ".repeat(20)))
                .validation(documents("cats saw dogs cats saw dogs"))
                .batchSize(1)
                .sequenceLength(2)
                .build();
        assertThat(data.tokensPerCharacter()).isCloseTo(7 / 27.0, within(1e-12));
    }

    @Test
    void whatCannotBeSplitIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> characters(documents("abc")).split(0.5, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("split each at its end");
        assertThatThrownBy(() -> characters(documents("a")).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("text 1 has 1 characters");
        assertThatThrownBy(() -> characters(documents("abc")).splitAtEnds(1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("between 0 and 1");
    }
}
