package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.store.onnx.OnnxWeights;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TextConfigurations;
import ai.vivace.text.model.TextWeights;
import ai.vivace.text.model.WeightFolder;
import ai.vivace.text.token.SubwordTokenizer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A trained encoder that somebody has published: what it is, how it cuts texts, and where its weights are. */
public final class PublishedEncoder {
    private final EncoderConfiguration configuration;
    private final SubwordTokenizer tokenizer;
    private final Consumer<Consumer<Map<String, Tensor>>> weights;

    private PublishedEncoder(
            EncoderConfiguration configuration,
            SubwordTokenizer tokenizer,
            Consumer<Consumer<Map<String, Tensor>>> weights) {
        this.configuration = configuration;
        this.tokenizer = tokenizer;
        this.weights = weights;
    }

    /**
     * A folder as Hugging Face lays it out: {@code config.json}, {@code tokenizer.json} and the weights as {@code model.safetensors}, its pieces or {@code
     * pytorch_model.bin}.
     *
     * @throws InputException when the configuration or the tokenizer cannot be read, or is of a kind that is not supported
     */
    public static PublishedEncoder folder(Path folder) {
        return new PublishedEncoder(
                TextConfigurations.encoder(folder.resolve("config.json")),
                SubwordTokenizer.read(folder.resolve("tokenizer.json")),
                taking -> taking.accept(WeightFolder.read(folder)));
    }

    /**
     * The weights in an ONNX file, with the tokenizer beside it.
     *
     * @param configuration what the file is, such as {@code EncoderConfiguration.of("all-minilm-l6-v2")}
     * @throws InputException when the tokenizer cannot be read
     */
    public static PublishedEncoder onnx(Path file, Path tokenizer, EncoderConfiguration configuration) {
        return new PublishedEncoder(configuration, SubwordTokenizer.read(tokenizer), taking -> {
            try (OnnxWeights read = OnnxWeights.read(file)) {
                taking.accept(read.named());
            }
        });
    }

    /** What it is. */
    public EncoderConfiguration configuration() {
        return configuration;
    }

    /** How it cuts texts. */
    public SubwordTokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * Overwrites the body of a model of this configuration.
     *
     * @param body the child that the body is, such as {@code bert}
     * @throws InputException when the weights cannot be read or do not fit; nothing has changed then
     */
    void load(Layer model, String body) {
        try (Scope scope = Scope.open()) {
            weights.accept(state -> TextWeights.loadBody(model, body, state));
        }
    }
}
