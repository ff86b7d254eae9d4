package ai.vivace.text.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.store.Safetensors;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TextEncoder;
import ai.vivace.text.token.SubwordTokenizer;
import ai.vivace.text.token.SubwordTraining;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/text-search.md. */
class TextSearchGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/text-search.md", TextSearchGuideTest.class);
    }

    @Test
    void textsAreFoundInAFile() {
        Path file = folder.resolve("notes.index");
        // snippet
        List<String> texts = List.of("The dog barks.", "The cat sleeps.", "Shares fall.");
        SubwordTokenizer tokenizer = SubwordTraining.wordPiece(60).train(texts);
        TextEncoder layers =
                TextEncoder.of(EncoderConfiguration.bert(tokenizer.vocabulary().size(), 16, 2, 2));
        layers.initialize(Rng.of(1));
        layers.eval();
        try (SentenceEncoder encoder = SentenceEncoder.of(layers, tokenizer, Device.CPU)) {
            TextIndex.of(texts, List.of("a", "b", "c"), encoder.encode(texts), encoder)
                    .write(file);
            for (TextIndex.Match match : TextIndex.read(file).search("the dog barks", 2, encoder)) {
                System.out.println(match.name() + " " + match.similarity() + " " + match.text());
            }
        }
        // end
        Map<String, String> kinds = Map.of(
                "vectors", "float32 [3, 16]",
                "probe", "float32 [16]",
                "texts", "uint8 [41]",
                "texts.ends", "int64 [3]",
                "names", "uint8 [3]",
                "names.ends", "int64 [3]");
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = Safetensors.read(file).tensors();
            assertThat(tensors.keySet()).isEqualTo(kinds.keySet());
            tensors.forEach((name, tensor) ->
                    assertThat(tensor.dtype() + " " + tensor.shape()).as(name).isEqualTo(kinds.get(name)));
            Tensor ends = Objects.requireNonNull(tensors.get("texts.ends"));
            Tensor bytes = Objects.requireNonNull(tensors.get("texts"));
            assertThat(ends.toLongs()).containsExactly(14, 29, 41);
            assertThat(new String(bytes.toRaw(), StandardCharsets.UTF_8)).isEqualTo(String.join("", texts));
        }
    }

    @Test
    void vectorsHaveLengthOneAndTheirProductIsTheSimilarity() throws IOException {
        Path published = TinyEncoder.published(1, folder);
        // snippet
        try (SentenceEncoder encoder = SentenceEncoder.open(published)) {
            float[][] vectors = encoder.encode(List.of("the dog barks", "the cat sleeps"));
            double similarity = 0;
            for (int i = 0; i < encoder.width(); i++) {
                similarity += vectors[0][i] * vectors[1][i];
            }
            System.out.println(similarity);
        }
        // end
        try (SentenceEncoder encoder = SentenceEncoder.open(published)) {
            float[] vector = encoder.encode("the dog barks");
            double square = 0;
            for (float value : vector) {
                square += value * value;
            }
            assertThat(square).isCloseTo(1, within(1e-5));
            assertThat(Arrays.equals(vector, encoder.encode("the dog barks"))).isTrue();
        }
    }
}
