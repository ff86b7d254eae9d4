package ai.vivace.cli;

import ai.vivace.base.Rng;
import ai.vivace.store.Safetensors;
import ai.vivace.tensor.Scope;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TextEncoder;
import ai.vivace.text.token.LetterCase;
import ai.vivace.text.token.SubwordTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of a small untrained encoder, laid out as published ones are. */
final class TinyEncoderFiles {
    private static final List<String> WORDS = List.of(
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "dog", "barks", "coffee", "is", "stale", "shares",
            "fall");

    private TinyEncoderFiles() {}

    static Path in(Path folder, int seed) throws IOException {
        Files.createDirectories(folder);
        SubwordTokenizer.bert(Files.write(folder.resolve("vocab.txt"), WORDS), LetterCase.LOWERED)
                .write(folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "bert", "vocab_size": %d, "hidden_size": 16, "num_hidden_layers": 1,
                 "num_attention_heads": 2, "intermediate_size": 64, "max_position_embeddings": 32}""".formatted(WORDS.size()));
        try (TextEncoder encoder = TextEncoder.of(
                        EncoderConfiguration.bert(WORDS.size(), 16, 1, 2).context(32));
                Scope scope = Scope.open()) {
            encoder.initialize(Rng.of(seed));
            Safetensors.write(folder.resolve("model.safetensors"), encoder.state(), Map.of());
        }
        return folder;
    }
}
