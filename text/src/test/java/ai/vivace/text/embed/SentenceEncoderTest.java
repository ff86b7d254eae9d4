package ai.vivace.text.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.testing.DataFolder;
import ai.vivace.text.token.Truncation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceEncoderTest {
    @TempDir
    private Path folder;

    private static double product(float[] one, float[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> (double) one[i] * other[i])
                .sum();
    }

    @Test
    void aTextHasTheSameVectorAloneAndAmongOthers() {
        List<String> texts = new ArrayList<>(List.of("The dog barks.", "shares fall", "", "the the the the the cat"));
        IntStream.range(0, 40).forEach(i -> texts.add("cat ".repeat(i % 7 + 1)));
        try (SentenceEncoder encoder = TinyEncoder.of(1, folder)) {
            float[][] together = encoder.encode(texts);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(product(together[i], together[i])).isCloseTo(1, within(1e-5));
                assertThat(encoder.encode(texts.get(i))).containsExactly(together[i], within(1e-5f));
            }
            assertThat(product(together[0], together[1])).isLessThan(0.999);
        }
    }

    @Test
    void longTextsAreCutToWhatTheEncoderReads() {
        try (SentenceEncoder encoder = TinyEncoder.of(1, folder)) {
            assertThat(encoder.longest()).isEqualTo(12);
            assertThat(encoder.encode("dog ".repeat(50)))
                    .containsExactly(encoder.encode("dog ".repeat(10)), within(1e-6f));
        }
    }

    @Test
    void publishedFilesGiveTheSameVectors() throws IOException {
        try (SentenceEncoder made = TinyEncoder.of(3, folder);
                SentenceEncoder read = SentenceEncoder.open(TinyEncoder.published(3, folder))) {
            assertThat(read.encode("the cat sleeps")).containsExactly(made.encode("the cat sleeps"), within(1e-6f));
        }
    }

    @Test
    void filesThatAreNotThereAreNamed() throws IOException {
        assertThatThrownBy(() -> SentenceEncoder.open(folder.resolve("nothing")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("There is no folder")
                .hasMessageContaining("config.json");
        assertThatThrownBy(() -> SentenceEncoder.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("should have one tokenizer.json, but has none");
        TinyEncoder.published(1, folder);
        Files.delete(folder.resolve("config.json"));
        assertThatThrownBy(() -> SentenceEncoder.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("neither config.json nor one ONNX file");
    }

    @Test
    void vocabularyAndWeightsOfDifferentSizesAreRefused() throws IOException {
        TinyEncoder.published(1, folder);
        Path configuration = folder.resolve("config.json");
        Files.writeString(
                configuration, Files.readString(configuration).replace("\"vocab_size\": 14", "\"vocab_size\": 9"));
        assertThatThrownBy(() -> SentenceEncoder.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("word_embeddings");
    }

    @Test
    @Tag("data")
    void nearTextsHaveNearVectors() {
        Path published = DataFolder.named("minilm-l6-v2");
        try (SentenceEncoder encoder = SentenceEncoder.open(published)) {
            assertThat(encoder.width()).isEqualTo(384);
            assertThat(encoder.longest()).isEqualTo(Truncation.to(128).length());
            float[][] vectors = encoder.encode(List.of(
                    "A man is eating food.", "A man is eating a piece of bread.", "The girl is carrying a baby."));
            assertThat(product(vectors[0], vectors[1])).isGreaterThan(0.7);
            assertThat(product(vectors[0], vectors[2])).isLessThan(0.2);
        }
    }
}
