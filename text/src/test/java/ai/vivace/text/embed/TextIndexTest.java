package ai.vivace.text.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.store.Safetensors;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextIndexTest {
    private static final List<String> TEXTS =
            List.of("the dog barks", "shares fall", "", "the cat sleeps", "shares fall");
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "ü");

    @TempDir
    private Path folder;

    private static TextIndex index(SentenceEncoder encoder) {
        float[][] vectors = encoder.encode(TEXTS);
        vectors[4] = vectors[1];
        return TextIndex.of(TEXTS, NAMES, vectors, encoder);
    }

    @Test
    void theNearestComeFirstAndOfEqualOnesTheEarlier() {
        try (SentenceEncoder encoder = TinyEncoder.of(1, folder)) {
            List<TextIndex.Match> found = index(encoder).search("shares fall", 3, encoder);
            assertThat(found)
                    .extracting(TextIndex.Match::place)
                    .startsWith(1, 4)
                    .hasSize(3);
            assertThat(found.get(0).similarity()).isCloseTo(1, within(1e-5));
            assertThat(found.get(2).similarity()).isLessThan(found.get(1).similarity());
            assertThat(index(encoder).search("shares fall", 99, encoder)).hasSize(TEXTS.size());
        }
    }

    @Test
    void aFileHoldsTextsNamesAndVectors() {
        Path file = folder.resolve("texts.index");
        try (SentenceEncoder encoder = TinyEncoder.of(1, folder)) {
            index(encoder).write(file);
            TextIndex read = TextIndex.read(file);
            assertThat(read.size()).isEqualTo(TEXTS.size());
            assertThat(read.search("the cat", 5, encoder))
                    .isEqualTo(index(encoder).search("the cat", 5, encoder));
        }
    }

    @Test
    void anotherEncoderIsRefused() {
        try (SentenceEncoder encoder = TinyEncoder.of(1, folder);
                SentenceEncoder other = TinyEncoder.of(2, folder)) {
            TextIndex index = index(encoder);
            assertThatThrownBy(() -> index.search("dog", 1, other))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("made by another encoder");
        }
    }

    @Test
    void otherFilesAreRefused() {
        Path file = folder.resolve("some.safetensors");
        try (Scope scope = Scope.open()) {
            Safetensors.write(file, Map.of("x", Tensor.of(1f)), Map.of());
        }
        assertThatThrownBy(() -> TextIndex.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no index of texts");
    }

    @Test
    void damageIsFoundWhereverItIs() throws IOException {
        Path file = folder.resolve("texts.index");
        try (SentenceEncoder encoder = TinyEncoder.of(1, folder);
                Scope scope = Scope.open()) {
            index(encoder).write(file);
            Map<String, Tensor> whole = Safetensors.read(file).tensors();
            for (String name : whole.keySet()) {
                Map<String, Tensor> lacking = new LinkedHashMap<>(whole);
                lacking.remove(name);
                damaged(lacking, name);
            }
            Map<String, Tensor> lying = new LinkedHashMap<>(whole);
            lying.put("names.ends", Tensor.ofLongs(1, 2, 3, 4, 1L << 40));
            damaged(lying, "names");
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        assertThatThrownBy(() -> TextIndex.read(file)).isInstanceOf(InputException.class);
    }

    private void damaged(Map<String, Tensor> tensors, String name) {
        Path file = folder.resolve("damaged.index");
        Safetensors.write(file, tensors, Map.of("vivace.format", "text-index"));
        assertThatThrownBy(() -> TextIndex.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining(name);
    }
}
