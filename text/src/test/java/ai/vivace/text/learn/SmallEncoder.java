package ai.vivace.text.learn;

import ai.vivace.base.Rng;
import ai.vivace.store.Safetensors;
import ai.vivace.tensor.Scope;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TextEncoder;
import ai.vivace.text.token.LetterCase;
import ai.vivace.text.token.SubwordTokenizer;
import ai.vivace.text.token.SubwordTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small encoder that nobody has trained. */
final class SmallEncoder {
    private SmallEncoder() {}

    /** Writes it as Hugging Face lays it out; gives the folder. */
    static Path written(Path folder) throws IOException {
        SubwordTokenizer tokenizer = SubwordTraining.wordPiece(120)
                .letters(LetterCase.LOWERED)
                .train(Songs.opinions(60).texts());
        int vocabulary = tokenizer.vocabulary().size();
        EncoderConfiguration configuration =
                EncoderConfiguration.bert(vocabulary, 32, 2, 2).context(64);
        try (TextEncoder encoder = TextEncoder.of(configuration);
                Scope scope = Scope.open()) {
            encoder.initializePristine(Rng.of(7));
            Safetensors.write(folder.resolve("model.safetensors"), encoder.state(), Map.of());
        }
        tokenizer.write(folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("config.json"), """
                {"model_type":"bert","vocab_size":%d,"hidden_size":32,"num_hidden_layers":2,"num_attention_heads":2,
                "intermediate_size":128,"max_position_embeddings":64,"pad_token_id":%d}""".formatted(vocabulary, tokenizer.paddingId()));
        return folder;
    }
}
