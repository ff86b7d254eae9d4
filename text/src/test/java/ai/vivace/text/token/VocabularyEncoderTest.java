package ai.vivace.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyEncoderTest {
    @TempDir
    Path folder;

    @Test
    void unknownWordsGetNumberZero() {
        RuledTokenizer tokenizer = RuledTokenizer.of(new WordTokenizer());
        TokenCounts counts =
                new TokenCounts().add(tokenizer.tokenize("the cat sat").texts());
        VocabularyEncoder encoder = VocabularyEncoder.of(tokenizer, counts.vocabulary(VocabularyLimits.atLeast(1)));
        Encoding encoding = encoder.encode("The dog sat");
        assertThat(encoder.tokens(encoding.ids())).containsExactly("xxbos", "xxmaj", "the", "xxunk", "sat");
        assertThat(encoding.starts()).containsExactly(0, 0, 0, 4, 8);
        assertThat(encoding.ends()).containsExactly(0, 0, 3, 7, 11);
        assertThat(encoding.specials()).containsExactly(1, 0, 0, 0, 0);
        assertThat(encoder.decode(encoding.ids())).isEqualTo("The xxunk sat");
        assertThat(encoder.ids("The dog sat")).isEqualTo(encoding.ids());
        assertThat(encoder.paddingId()).isOne();
    }

    @Test
    void bytesGiveAnyTextBack() {
        VocabularyEncoder encoder = VocabularyEncoder.of(new ByteTokenizer(), ByteTokenizer.vocabulary());
        Rng rng = Rng.of(5);
        for (int n = 0; n < 300; n++) {
            String text = RandomText.of(rng, 20);
            assertThat(encoder.decode(encoder.ids(text))).isEqualTo(text);
        }
        assertThat(encoder.tokens(encoder.ids("é"))).containsExactly("<0xC3>", "<0xA9>");
    }

    @Test
    void charactersGiveAnyTextBack() {
        CharacterTokenizer tokenizer = new CharacterTokenizer();
        Rng rng = Rng.of(6);
        for (int n = 0; n < 300; n++) {
            String text = RandomText.of(rng, 20);
            assertThat(tokenizer.join(tokenizer.tokenize(text).texts())).isEqualTo(text);
        }
    }

    @Test
    void aVocabularyComesBackFromItsFile() {
        Vocabulary vocabulary = Vocabulary.of(List.of("a", "\n", "\\n", " ", "é", "xxfake", "xxfake"));
        Path file = folder.resolve("vocabulary.txt");
        vocabulary.write(file);
        assertThat(Vocabulary.read(file)).isEqualTo(vocabulary);
    }

    @Test
    void aWrongVocabularyIsRefusedByName() throws IOException {
        assertThatThrownBy(() -> Vocabulary.of(List.of("a", "b", "a")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"a\"")
                .hasMessageContaining("0 and as 2");
        assertThatThrownBy(() -> VocabularyEncoder.of(new BlankTokenizer(), Vocabulary.of(List.of("a"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("xxunk");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, 10});
        assertThatThrownBy(() -> Vocabulary.read(binary))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Vocabulary.of(List.of("a")).token(1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no token 1");
        assertThatThrownBy(() -> SpecialToken.of("xxunc"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("xxunk");
    }
}
