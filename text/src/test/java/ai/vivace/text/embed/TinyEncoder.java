package ai.vivace.text.embed;

import ai.vivace.base.Rng;
import ai.vivace.store.Safetensors;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TextEncoder;
import ai.vivace.text.token.LetterCase;
import ai.vivace.text.token.SubwordTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small untrained encoder of a few words. */
final class TinyEncoder {
    private static final List<String> WORDS = List.of(
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "dog", "cat", "barks", "sleeps", "shares", "fall",
            "rise", ".");

    private TinyEncoder() {}

    static SubwordTokenizer tokenizer(Path folder) {
        try {
            return SubwordTokenizer.bert(Files.write(folder.resolve("vocab.txt"), WORDS), LetterCase.LOWERED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TextEncoder layers(int seed) {
        TextEncoder encoder = TextEncoder.pooled(
                EncoderConfiguration.bert(WORDS.size(), 16, 2, 2).context(12));
        try (Scope scope = Scope.open()) {
            encoder.initialize(Rng.of(seed));
        }
        encoder.eval();
        return encoder;
    }

    static SentenceEncoder of(int seed, Path folder) {
        return SentenceEncoder.of(layers(seed), tokenizer(folder), Device.CPU);
    }

    /** The files of the same encoder as they are published. */
    static Path published(int seed, Path folder) throws IOException {
        tokenizer(folder).write(folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "bert", "vocab_size": %d, "hidden_size": 16, "num_hidden_layers": 2,
                 "num_attention_heads": 2, "intermediate_size": 64, "max_position_embeddings": 12}""".formatted(WORDS.size()));
        try (TextEncoder encoder = layers(seed);
                Scope scope = Scope.open()) {
            Safetensors.write(folder.resolve("model.safetensors"), encoder.state(), Map.of());
        }
        return folder;
    }
}
