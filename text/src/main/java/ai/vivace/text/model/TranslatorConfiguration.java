package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a {@link TransformerTranslator} is: the first transformer or T5, both with an encoder and a decoder over one vocabulary.
 *
 * @param kind which of them
 * @param vocabulary how many tokens there are
 * @param width features of a token
 * @param encoderLayers of the encoder
 * @param decoderLayers of the decoder
 * @param heads of the attention
 * @param hidden features between the linear maps of a layer
 * @param context the longest text, in tokens
 * @param feedForward what stands between the linear maps
 * @param tied whether the last map is the embedding's
 * @param padding the token that fills up short texts
 * @param start the token that answers start with
 * @param dropouts in training
 */
public record TranslatorConfiguration(
        Kind kind,
        long vocabulary,
        long width,
        int encoderLayers,
        int decoderLayers,
        Heads heads,
        long hidden,
        long context,
        FeedForward feedForward,
        boolean tied,
        long padding,
        long start,
        Dropouts dropouts) {
    static final int BUCKETS = 32;
    static final int LONGEST_DISTANCE = 128;
    private static final double EPSILON = 1e-5;
    private static final double T5_EPSILON = 1e-6;
    private static final long T5_CONTEXT = 1L << 16;
    private static final Map<String, TranslatorConfiguration> KNOWN = known();

    /** Which transformer. */
    public enum Kind {
        /** Sinusoids added to the embeddings, which are multiplied by √width; norms after each part; biases (Vaswani 2017). */
        ORIGINAL,
        /** The same, with norms before each part and at the end. */
        NORM_FIRST,
        /** Bias of the scores by distance, norms by the mean square before each part, no biases (Raffel 2019). */
        T5
    }

    public TranslatorConfiguration {
        Sizes.check("An encoder and decoder", vocabulary, width, encoderLayers, hidden, context);
        Sizes.check("An encoder and decoder", vocabulary, width, decoderLayers, hidden, context);
        long givenPadding = padding;
        long givenStart = start;
        long tokens = vocabulary;
        InputException.require(
                padding >= 0 && padding < vocabulary && start >= 0 && start < vocabulary,
                () -> "Padding and start must be tokens from 0 to " + (tokens - 1) + ", but are " + givenPadding
                        + " and " + givenStart + ".");
    }

    /** The first transformer: four times the width between linear maps, ReLU, tied, padding and start 0; context 512, dropout 0.1. */
    public static TranslatorConfiguration original(long vocabulary, long width, int layers, int heads) {
        return new TranslatorConfiguration(
                Kind.ORIGINAL,
                vocabulary,
                width,
                layers,
                layers,
                Heads.of(heads, width),
                4 * width,
                512,
                FeedForward.RELU,
                true,
                0,
                0,
                Dropouts.of(0.1));
    }

    /** T5 with heads of 64 features: ReLU, tied, padding and start 0; dropout 0.1. */
    public static TranslatorConfiguration t5(long vocabulary, long width, int layers, int heads, long hidden) {
        return new TranslatorConfiguration(
                Kind.T5,
                vocabulary,
                width,
                layers,
                layers,
                new Heads(heads, heads, 64),
                hidden,
                T5_CONTEXT,
                FeedForward.RELU,
                true,
                0,
                0,
                Dropouts.of(0.1));
    }

    /**
     * A published model's configuration.
     *
     * @throws InputException when the name is not known; it suggests the nearest
     */
    public static TranslatorConfiguration of(String name) {
        TranslatorConfiguration known = KNOWN.get(name.strip().toLowerCase(Locale.ROOT));
        if (known == null) {
            throw new InputException(Spelling.unknown("encoder-decoder", name, KNOWN.keySet()));
        }
        return known;
    }

    /** The names that {@link #of} knows. */
    public static List<String> labels() {
        return List.copyOf(KNOWN.keySet());
    }

    private static Map<String, TranslatorConfiguration> known() {
        Map<String, TranslatorConfiguration> all = new LinkedHashMap<>();
        all.put("transformer-base", original(37_000, 512, 6, 8));
        all.put("transformer-big", original(37_000, 1024, 6, 16));
        all.put("t5-small", t5(32_128, 512, 6, 8, 2048));
        all.put("t5-base", t5(32_128, 768, 12, 12, 3072));
        all.put(
                "flan-t5-small",
                t5(32_128, 512, 8, 6, 1024).feedForward(FeedForward.GEGLU).untied());
        return Collections.unmodifiableMap(all);
    }

    /** What a change may touch. */
    private static final class Parts {
        private Kind kind;
        private FeedForward feedForward;
        private boolean tied;
        private long padding;
        private long start;
        private Dropouts dropouts;

        Parts(TranslatorConfiguration from) {
            kind = from.kind;
            feedForward = from.feedForward;
            tied = from.tied;
            padding = from.padding;
            start = from.start;
            dropouts = from.dropouts;
        }
    }

    private TranslatorConfiguration with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new TranslatorConfiguration(
                parts.kind,
                vocabulary,
                width,
                encoderLayers,
                decoderLayers,
                heads,
                hidden,
                context,
                parts.feedForward,
                parts.tied,
                parts.padding,
                parts.start,
                parts.dropouts);
    }

    /** The same of another kind. */
    public TranslatorConfiguration kind(Kind kind) {
        return with(parts -> parts.kind = kind);
    }

    /** The same with another function between the linear maps. */
    public TranslatorConfiguration feedForward(FeedForward feedForward) {
        return with(parts -> parts.feedForward = feedForward);
    }

    /** The same with a last map of its own. */
    public TranslatorConfiguration untied() {
        return with(parts -> parts.tied = false);
    }

    /** The same with other special tokens. */
    public TranslatorConfiguration tokens(long padding, long start) {
        return with(parts -> {
            parts.padding = padding;
            parts.start = start;
        });
    }

    /** The same with other dropout. */
    public TranslatorConfiguration dropouts(Dropouts dropouts) {
        return with(parts -> parts.dropouts = dropouts);
    }

    Norm norm() {
        return kind == Kind.T5 ? new Norm(Norm.Kind.ROOT_MEAN_SQUARE, T5_EPSILON) : new Norm(Norm.Kind.LAYER, EPSILON);
    }

    /** How many parameters the model has; worked out, so that no memory is taken. */
    public long parameterCount() {
        long layers = encoderLayers * design(Side.ENCODER).parameters(false)
                + decoderLayers * design(Side.DECODER).parameters(true);
        long ends = kind == Kind.ORIGINAL ? 0 : 2 * norm().parameters(width);
        long distances = kind == Kind.T5 ? 2L * BUCKETS * heads.count() : 0;
        return vocabulary * width * (tied ? 1 : 2) + layers + ends + distances;
    }

    /** Which half. */
    enum Side {
        ENCODER,
        DECODER
    }

    LayerDesign design(Side side) {
        boolean t5 = kind == Kind.T5;
        return new LayerDesign(
                width,
                heads,
                t5 ? 1 : 1 / Math.sqrt((double) heads.width()),
                false,
                hidden,
                feedForward,
                norm(),
                kind == Kind.ORIGINAL ? LayerDesign.Order.AFTER : LayerDesign.Order.BEFORE,
                t5 ? Biases.NONE : Biases.ALL,
                dropouts,
                t5 ? LayerNames.t5(side == Side.DECODER, feedForward.isGated()) : LayerNames.MARIAN,
                Projection.Orientation.OUTPUTS_FIRST,
                t5 ? t5Rules() : LayerDesign.Rules.all(Initializers.xavierUniform(1)));
    }

    private LayerDesign.Rules t5Rules() {
        return new LayerDesign.Rules(
                Transformers.t5Query(width, heads.width()),
                Transformers.t5In(width),
                Transformers.t5Out(heads.queryWidth()),
                Transformers.t5In(width),
                Transformers.t5Out(hidden));
    }

    /** How embeddings start: T5's N(0, 1), else N(0, 1/√width), as they are multiplied by √width. */
    Initializer embeddingRule() {
        return kind == Kind.T5 ? Initializers.normal(0, 1) : Initializers.normal(0, 1 / Math.sqrt((double) width));
    }

    Map<String, Object> toMap() {
        return Settings.ordered(
                entry("kind", kind.name().toLowerCase(Locale.ROOT)),
                entry("vocabulary", vocabulary),
                entry("width", width),
                entry("encoder_layers", encoderLayers),
                entry("decoder_layers", decoderLayers),
                entry("heads", heads.count()),
                entry("head_width", heads.width()),
                entry("hidden", hidden),
                entry("context", context),
                entry("feed_forward", feedForward.name().toLowerCase(Locale.ROOT)),
                entry("tied", tied),
                entry("padding", padding),
                entry("start", start),
                entry("dropout", dropouts.hidden()),
                entry("attention_dropout", dropouts.attention()));
    }

    static TranslatorConfiguration of(Settings settings) {
        int heads = Sizes.small(settings.integer("heads"));
        return new TranslatorConfiguration(
                settings.choice("kind", Kind.class),
                settings.integer("vocabulary"),
                settings.integer("width"),
                Sizes.small(settings.integer("encoder_layers")),
                Sizes.small(settings.integer("decoder_layers")),
                new Heads(heads, heads, settings.integer("head_width")),
                settings.integer("hidden"),
                settings.integer("context"),
                settings.choice("feed_forward", FeedForward.class),
                settings.flag("tied"),
                settings.integer("padding"),
                settings.integer("start"),
                new Dropouts(settings.number("dropout"), settings.number("attention_dropout")));
    }
}
