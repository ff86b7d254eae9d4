package ai.vivace.text.model;

import ai.vivace.init.Initializers;
import ai.vivace.init.Transformers;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/**
 * An encoder that fills in tokens: from tokens [N, T] to logits of each, [N, T, vocabulary]; its last map is the embedding's.
 *
 * <p>State names are Hugging Face's: {@code bert.…} with {@code cls.predictions.…}, {@code roberta.…} with {@code lm_head.…}, {@code
 * distilbert.…} with {@code vocab_transform}, {@code vocab_layer_norm} and {@code vocab_projector.bias}.
 */
public final class MaskedLanguageModel extends UnaryLayer implements TiedNames {
    private final TextEncoder encoder;
    private final Projection transform;
    private final LayerNorm norm;
    private final Parameter bias;

    /** A model of a configuration. */
    public static MaskedLanguageModel of(EncoderConfiguration configuration) {
        return new MaskedLanguageModel(configuration);
    }

    static MaskedLanguageModel build(Settings settings) {
        return of(EncoderConfiguration.of(settings));
    }

    private MaskedLanguageModel(EncoderConfiguration configuration) {
        encoder = child(configuration.names().body(), TextEncoder.of(configuration));
        long width = configuration.width();
        Projection map = new Projection(
                width, width, Projection.Orientation.OUTPUTS_FIRST, Transformers.gpt2(), Initializers.zeros());
        LayerNorm last = LayerNorm.of(Shape.of(width), configuration.epsilon());
        long tokens = configuration.vocabulary();
        switch (configuration.names()) {
            case BERT -> {
                Branching head = child("cls", new Branching.Branch());
                bias = head.placeBias("predictions.bias", tokens, Initializers.zeros());
                transform = head.place("predictions.transform.dense", map);
                norm = head.place("predictions.transform.LayerNorm", last);
            }
            case ROBERTA -> {
                Branching head = child("lm_head", new Branching.Branch());
                bias = head.placeBias("bias", tokens, Initializers.zeros());
                transform = head.place("dense", map);
                norm = head.place("layer_norm", last);
            }
            default -> {
                transform = child("vocab_transform", map);
                norm = child("vocab_layer_norm", last);
                bias = child("vocab_projector", new Branching.Branch()).placeBias("bias", tokens, Initializers.zeros());
            }
        }
    }

    /** The part that reads. */
    public TextEncoder encoder() {
        return encoder;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return logits(input, encoder.withoutPadding(input));
    }

    /** The logits of each token. */
    public Tensor logits(Tensor tokens, AttentionMask mask) {
        Tensor seen = norm.apply(Functional.gelu(transform.apply(encoder.hidden(tokens, mask))));
        return Functional.linear(seen, encoder.wordWeight(), bias.value());
    }

    /** How many parameters a model of a configuration has; worked out, so that no memory is taken. */
    public static long parameterCount(EncoderConfiguration configuration) {
        long width = configuration.width();
        return configuration.parameterCount() + width * width + width + 2 * width + configuration.vocabulary();
    }

    @Override
    public Map<String, String> ties() {
        String words = encoder.configuration().names().body() + ".embeddings.word_embeddings.weight";
        return switch (encoder.configuration().names()) {
            case BERT ->
                Map.of("cls.predictions.decoder.weight", words, "cls.predictions.decoder.bias", "cls.predictions.bias");
            case ROBERTA -> Map.of("lm_head.decoder.weight", words, "lm_head.decoder.bias", "lm_head.bias");
            case DISTILBERT -> Map.of("vocab_projector.weight", words);
        };
    }

    @Override
    public Map<String, Object> settings() {
        return encoder.configuration().toMap();
    }
}
