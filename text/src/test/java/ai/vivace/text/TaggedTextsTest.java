package ai.vivace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.tensor.Scope;
import ai.vivace.text.token.LetterCase;
import ai.vivace.text.token.SubwordTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaggedTextsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("train.conll"), content);
    }

    /** [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, [MASK] 4, then what is told. */
    private SubwordTokenizer pieces(String... tokens) throws IOException {
        String vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n" + String.join("\n", tokens) + "\n";
        return SubwordTokenizer.bert(Files.writeString(folder.resolve("vocab.txt"), vocabulary), LetterCase.LOWERED);
    }

    @Test
    void textsStandBetweenEmptyLines() throws IOException {
        List<TaggedText> texts = TaggedTexts.conll(
                file("-DOCSTART- -X- O O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\n\nPeter\tB-PER\n"));

        assertThat(texts).hasSize(2);
        assertThat(texts.get(0).words()).containsExactly("EU", "rejects");
        assertThat(texts.get(0).labels()).containsExactly("B-ORG", "O");
        assertThat(texts.get(0).name()).endsWith("train.conll line 3");
        assertThat(texts.get(1).words()).containsExactly("Peter");
        assertThat(texts.get(1).name()).endsWith("train.conll line 7");
    }

    @Test
    void aLineWithoutALabelIsNamed() throws IOException {
        Path wrong = file("EU B-ORG\nrejects\n");

        assertThatThrownBy(() -> TaggedTexts.conll(wrong))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("train.conll line 2 has no label: \"rejects\"");
        Path empty = file("\n\n");
        assertThatThrownBy(() -> TaggedTexts.conll(empty))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no text");
    }

    @Test
    void aWordsFirstPieceStandsForIt() throws IOException {
        SubwordTokenizer pieces = pieces("an", "##na", "lives", "in", "paris", ".");
        AlignedWords words = AlignedWords.of(List.of("Anna", "lives", "in", "Paris", "."), pieces);

        assertThat(words.ids()).containsExactly(2, 5, 6, 7, 8, 9, 10, 3);
        assertThat(words.first()).containsExactly(1, 3, 4, 5, 6);
        AlignedWords cut = words.cut(5);
        assertThat(cut.ids()).hasSize(5);
        assertThat(cut.first()).containsExactly(1, 3, 4, -1, -1);
    }

    @Test
    void wordsWithoutATokenDoNotMoveTheOthers() throws IOException {
        SubwordTokenizer pieces = pieces("a", "b");

        assertThat(AlignedWords.of(List.of("a", "\u200d", "b"), pieces).first()).containsExactly(1, -1, 2);
    }

    @Test
    void onlyFirstPiecesHaveClasses() throws IOException {
        SubwordTokenizer pieces = pieces("an", "##na", "lives");
        List<AlignedWords> texts =
                List.of(AlignedWords.of(List.of("lives"), pieces), AlignedWords.of(List.of("lives", "Anna"), pieces));
        try (Scope scope = Scope.open();
                BatchStream stream = TokenLabelLoader.of(texts, List.of(new int[] {0}, new int[] {0, 1}), 0)
                        .batchSize(2)
                        .build()
                        .epoch(0)) {
            Batch batch = Objects.requireNonNull(stream.next());
            assertThat(batch.input().toLongs()).containsExactly(2, 7, 5, 6, 3, 2, 7, 3, 0, 0);
            assertThat(batch.target().toLongs()).containsExactly(-100, 0, 1, -100, -100, -100, 0, -100, -100, -100);
        }
        assertThatThrownBy(() -> TokenLabelLoader.of(texts, List.of(new int[] {0}, new int[] {0}), 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Text 1 has 2 words, but 1 classes");
    }
}
