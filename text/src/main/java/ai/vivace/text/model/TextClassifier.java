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
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An encoder that tells classes of texts: from tokens [N, T] to logits [N, classes].
 *
 * <p>State names are Hugging Face's: {@code bert.…}, {@code classifier}; {@code roberta.…}, {@code classifier.dense}, {@code
 * classifier.out_proj}; {@code distilbert.…}, {@code pre_classifier}, {@code classifier}.
 */
public final class TextClassifier extends UnaryLayer {
    private static final int MOST_CLASSES = 1 << 20;

    /** What the classifier reads. */
    public enum Reading {
        /** What the reference does: BERT's pooler, RoBERTa's and DistilBERT's map of the first token. */
        REFERENCE,
        /** The mean of the tokens that count, without a map between: for encoders trained for sentence vectors. */
        MEAN
    }

    private final TextEncoder encoder;
    private final int classes;
    private final Reading reading;
    private final @Nullable Projection before;
    private final Dropout dropout;
    private final Projection classifier;

    /** A classifier as the reference model has it. */
    public static TextClassifier of(EncoderConfiguration configuration, int classes) {
        return new TextClassifier(configuration, classes, Reading.REFERENCE);
    }

    /** A classifier that reads something else. */
    public static TextClassifier of(EncoderConfiguration configuration, int classes, Reading reading) {
        return new TextClassifier(configuration, classes, reading);
    }

    static TextClassifier build(Settings settings) {
        return of(
                EncoderConfiguration.of(settings),
                Sizes.small(settings.integer("classes")),
                settings.choice("reading", Reading.class));
    }

    private TextClassifier(EncoderConfiguration configuration, int classes, Reading reading) {
        InputException.require(
                classes > 0 && classes <= MOST_CLASSES,
                () -> "A classifier needs 1 to " + MOST_CLASSES + " classes, but came " + classes + ".");
        this.classes = classes;
        this.reading = reading;
        EncoderConfiguration.Names names = configuration.names();
        boolean reference = reading == Reading.REFERENCE;
        encoder = child(
                names.body(),
                reference && names == EncoderConfiguration.Names.BERT
                        ? TextEncoder.pooled(configuration)
                        : TextEncoder.of(configuration));
        long width = configuration.width();
        dropout = child("dropout", Dropout.of(configuration.dropouts().hidden()));
        if (reference && names == EncoderConfiguration.Names.ROBERTA) {
            Branching head = child("classifier", new Branching.Branch());
            before = head.place("dense", map(width, width));
            classifier = head.place("out_proj", map(width, classes));
        } else {
            before = reference && names == EncoderConfiguration.Names.DISTILBERT
                    ? child("pre_classifier", map(width, width))
                    : null;
            classifier = child("classifier", map(width, classes));
        }
    }

    private static Projection map(long inputs, long outputs) {
        return new Projection(
                inputs, outputs, Projection.Orientation.OUTPUTS_FIRST, Transformers.gpt2(), Initializers.zeros());
    }

    /** The part that reads. */
    public TextEncoder encoder() {
        return encoder;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return logits(input, encoder.withoutPadding(input));
    }

    /** The logits of each text's classes, [N, classes]. */
    public Tensor logits(Tensor tokens, AttentionMask mask) {
        Tensor hidden = encoder.hidden(tokens, mask);
        if (reading == Reading.MEAN) {
            return classifier.apply(dropout.apply(TextPooling.MEAN.apply(hidden, mask)));
        }
        Projection map = before;
        if (map == null) {
            return classifier.apply(dropout.apply(encoder.pooled(hidden)));
        }
        Tensor first = hidden.select(1, 0);
        return encoder.configuration().names() == EncoderConfiguration.Names.ROBERTA
                ? classifier.apply(dropout.apply(map.apply(dropout.apply(first)).tanh()))
                : classifier.apply(dropout.apply(map.apply(first).relu()));
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings =
                new LinkedHashMap<>(encoder.configuration().toMap());
        settings.putAll(Settings.ordered(
                entry("classes", classes), entry("reading", reading.name().toLowerCase(Locale.ROOT))));
        return settings;
    }
}
