package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.text.token.ByteTokenizer;
import ai.vivace.text.token.RuledTokenizer;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextPipeline;
import ai.vivace.text.token.TokenCounts;
import ai.vivace.text.token.Tokenizer;
import ai.vivace.text.token.VocabularyEncoder;
import ai.vivace.text.token.VocabularyLimits;
import ai.vivace.text.token.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextStreamTest {
    private static List<String> pieces(TextEncoder encoder, String prompt, String text) {
        int[] first = encoder.ids(prompt);
        int[] all = encoder.ids(prompt + text);
        List<String> pieces = new ArrayList<>();
        TextStream stream = new TextStream(encoder, first, pieces::add);
        for (int token : Arrays.copyOfRange(all, first.length, all.length)) {
            stream.add(token);
            pieces.add("|");
        }
        String whole = stream.end();
        assertThat(String.join("", pieces).replace("|", "")).isEqualTo(whole);
        return pieces;
    }

    @Test
    void wordsAreToldWithTheBlankBeforeThemAndCapitalsWhenTheirWordIsThere() {
        Tokenizer words = RuledTokenizer.of(new WordTokenizer());
        TextEncoder encoder = VocabularyEncoder.of(
                words,
                TokenCounts.of(List.of("the Cat sat THERE wow!!!!"), words, TextPipeline.of(1))
                        .vocabulary(VocabularyLimits.atLeast(1)));
        assertThat(pieces(encoder, "the ", "Cat sat THERE wow!!!!"))
                .containsExactly(
                        "|", " Cat", "|", " sat", "|", "|", " THERE", "|", " wow", "|", "|", "|", " !!!!", "|");
    }

    @Test
    void charactersAreToldWhenAllTheirBytesAreThere() {
        TextEncoder encoder = VocabularyEncoder.of(new ByteTokenizer(), ByteTokenizer.vocabulary());
        assertThat(pieces(encoder, "a", "é😀b")).containsExactly("|", "é", "|", "|", "|", "|", "😀", "|", "b", "|");
    }
}
