package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An encoder that tells the class of each token: from tokens [N, T] to logits [N, T, classes]. State names are Hugging Face's: {@code bert.…}
 * (or the other encoders') and {@code classifier}.
 */
public final class TokenClassifier extends UnaryLayer {
    private final TextEncoder encoder;
    private final int classes;
    private final Dropout dropout;
    private final Projection classifier;

    /** A model of a configuration. */
    public static TokenClassifier of(EncoderConfiguration configuration, int classes) {
        return new TokenClassifier(configuration, classes);
    }

    static TokenClassifier build(Settings settings) {
        return of(EncoderConfiguration.of(settings), Sizes.small(settings.integer("classes")));
    }

    private TokenClassifier(EncoderConfiguration configuration, int classes) {
        InputException.require(classes > 0, () -> "A classifier needs at least 1 class, but came " + classes + ".");
        this.classes = classes;
        encoder = child(configuration.names().body(), TextEncoder.of(configuration));
        dropout = child("dropout", Dropout.of(configuration.dropouts().hidden()));
        classifier = child(
                "classifier",
                new Projection(
                        configuration.width(),
                        classes,
                        Projection.Orientation.OUTPUTS_FIRST,
                        Transformers.gpt2(),
                        Initializers.zeros()));
    }

    /** How many classes a token may be of. */
    public int classes() {
        return classes;
    }

    /** The part that reads. */
    public TextEncoder encoder() {
        return encoder;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return logits(input, encoder.withoutPadding(input));
    }

    /** The logits of each token's classes, [N, T, classes]. */
    public Tensor logits(Tensor tokens, AttentionMask mask) {
        return classifier.apply(dropout.apply(encoder.hidden(tokens, mask)));
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings =
                new LinkedHashMap<>(encoder.configuration().toMap());
        settings.putAll(Settings.ordered(entry("classes", classes)));
        return settings;
    }
}
