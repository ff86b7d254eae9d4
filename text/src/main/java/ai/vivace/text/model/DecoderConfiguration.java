package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.init.Initializer;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a {@link CausalTransformer} is: GPT-2, Llama and their kin, or anything between.
 *
 * @param names whose names its weights have
 * @param vocabulary how many tokens there are
 * @param width features of a token
 * @param layers one upon the other
 * @param heads of the attention
 * @param hidden features between the linear maps of a layer
 * @param context the longest text, in tokens
 * @param positions how places are told
 * @param rotaryBase of rotary positions; 10 000 unless the model says otherwise
 * @param rotaryScaling of rotary positions
 * @param feedForward what stands between the linear maps
 * @param norm before each part and at the end
 * @param biases which linear maps have one
 * @param queryKeyNorm whether queries and keys of each head are normalised (Qwen 3)
 * @param tied whether the last map is the embedding's
 * @param dropouts in training
 */
public record DecoderConfiguration(
        Names names,
        long vocabulary,
        long width,
        int layers,
        Heads heads,
        long hidden,
        long context,
        PositionKind positions,
        double rotaryBase,
        RotaryScaling rotaryScaling,
        FeedForward feedForward,
        Norm norm,
        Biases biases,
        boolean queryKeyNorm,
        boolean tied,
        Dropouts dropouts) {
    private static final double GPT2_EPSILON = 1e-5;
    private static final double ROTARY_BASE = 10_000;

    /** Whose names weights have. */
    public enum Names {
        /** GPT-2's, with weights as [inputs, outputs]. */
        GPT2,
        /** Llama's, which Qwen and SmolLM share. */
        LLAMA
    }

    /** How a decoder tells where tokens stand. */
    public enum PositionKind {
        /** A learnt vector for each place, added to the token's. */
        LEARNED,
        /** Sinusoids, added to the token's vector. */
        SINUSOIDAL,
        /** {@link Rotary}. */
        ROTARY,
        /** A bias of the scores in proportion to the distance. */
        ALIBI,
        /** Not at all but by the causal mask. */
        NONE
    }

    public DecoderConfiguration {
        Sizes.check("A decoder", vocabulary, width, layers, hidden, context);
        InputException.require(
                names != Names.GPT2 || heads.count() == heads.keyValueCount(),
                () -> "GPT-2's names are for as many heads of keys as of queries. Take Llama's for groups.");
        InputException.require(
                names != Names.GPT2 || !feedForward.isGated(),
                () -> "GPT-2's names have none for a gate. Take Llama's.");
        double base = rotaryBase;
        InputException.require(
                base > 1 && Double.isFinite(base),
                () -> "Rotary positions need a base above 1, but came " + base + ".");
    }

    /** GPT-2's kind: learnt positions, layer norm, GELU by tanh, four times the width between linear maps, biases, tied; context 1024. */
    public static DecoderConfiguration gpt2(long vocabulary, long width, int layers, int heads) {
        return new DecoderConfiguration(
                Names.GPT2,
                vocabulary,
                width,
                layers,
                Heads.of(heads, width),
                4 * width,
                1024,
                PositionKind.LEARNED,
                ROTARY_BASE,
                new RotaryScaling.None(),
                FeedForward.GELU_TANH,
                new Norm(Norm.Kind.LAYER, GPT2_EPSILON),
                Biases.ALL,
                false,
                true,
                Dropouts.of(0.1));
    }

    /**
     * nanoGPT's kind, for training from nothing: GPT-2's without biases, with exact GELU and without dropout. Its small configuration for
     * characters on a CPU is {@code nanoGpt(65, 128, 4, 4).context(64)}.
     */
    public static DecoderConfiguration nanoGpt(long vocabulary, long width, int layers, int heads) {
        return gpt2(vocabulary, width, layers, heads)
                .feedForward(FeedForward.GELU, 4 * width)
                .norm(new Norm(Norm.Kind.LAYER_WITHOUT_BIAS, GPT2_EPSILON))
                .biases(Biases.NONE)
                .dropouts(Dropouts.none());
    }

    /**
     * Llama's kind: rotary positions, norm by the mean square with epsilon 1e-5, SwiGLU, no biases, not tied; context 2048.
     *
     * @param heads of queries; keyValueHeads, of keys and values, divide them
     * @param hidden features between the linear maps
     */
    public static DecoderConfiguration llama(
            long vocabulary, long width, int layers, int heads, int keyValueHeads, long hidden) {
        return new DecoderConfiguration(
                Names.LLAMA,
                vocabulary,
                width,
                layers,
                Heads.of(heads, keyValueHeads, width),
                hidden,
                2048,
                PositionKind.ROTARY,
                ROTARY_BASE,
                new RotaryScaling.None(),
                FeedForward.SWIGLU,
                new Norm(Norm.Kind.ROOT_MEAN_SQUARE, 1e-5),
                Biases.NONE,
                false,
                false,
                Dropouts.none());
    }

    /**
     * A published model's configuration.
     *
     * @throws InputException when the name is not known; it suggests the nearest
     */
    public static DecoderConfiguration of(String name) {
        DecoderConfiguration known = PublishedDecoders.ALL.get(name.strip().toLowerCase(Locale.ROOT));
        if (known == null) {
            throw new InputException(Spelling.unknown("decoder", name, PublishedDecoders.ALL.keySet()));
        }
        return known;
    }

    /** The names that {@link #of} knows. */
    public static List<String> labels() {
        return List.copyOf(PublishedDecoders.ALL.keySet());
    }

    /** Whether the last map is the embedding's. */
    public enum Tying {
        TIED,
        UNTIED
    }

    /** What a change may touch. */
    private static final class Parts {
        private Heads heads;
        private long hidden;
        private long context;
        private PositionKind positions;
        private double rotaryBase;
        private RotaryScaling rotaryScaling;
        private FeedForward feedForward;
        private Norm norm;
        private Biases biases;
        private boolean queryKeyNorm;
        private boolean tied;
        private Dropouts dropouts;

        Parts(DecoderConfiguration from) {
            heads = from.heads;
            hidden = from.hidden;
            context = from.context;
            positions = from.positions;
            rotaryBase = from.rotaryBase;
            rotaryScaling = from.rotaryScaling;
            feedForward = from.feedForward;
            norm = from.norm;
            biases = from.biases;
            queryKeyNorm = from.queryKeyNorm;
            tied = from.tied;
            dropouts = from.dropouts;
        }
    }

    private DecoderConfiguration with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new DecoderConfiguration(
                names,
                vocabulary,
                width,
                layers,
                parts.heads,
                parts.hidden,
                parts.context,
                parts.positions,
                parts.rotaryBase,
                parts.rotaryScaling,
                parts.feedForward,
                parts.norm,
                parts.biases,
                parts.queryKeyNorm,
                parts.tied,
                parts.dropouts);
    }

    /** The same for texts of another length. */
    public DecoderConfiguration context(long context) {
        return with(parts -> parts.context = context);
    }

    /** The same with other heads. */
    public DecoderConfiguration heads(Heads heads) {
        return with(parts -> parts.heads = heads);
    }

    /** The same with places told otherwise. */
    public DecoderConfiguration positions(PositionKind positions) {
        return with(parts -> parts.positions = positions);
    }

    /** The same with rotary positions of a base and scaling. */
    public DecoderConfiguration rotary(double base, RotaryScaling scaling) {
        return with(parts -> {
            parts.positions = PositionKind.ROTARY;
            parts.rotaryBase = base;
            parts.rotaryScaling = scaling;
        });
    }

    /** The same with another function between the linear maps, and so many features. */
    public DecoderConfiguration feedForward(FeedForward feedForward, long hidden) {
        return with(parts -> {
            parts.feedForward = feedForward;
            parts.hidden = hidden;
        });
    }

    /** The same with another normalisation. */
    public DecoderConfiguration norm(Norm norm) {
        return with(parts -> parts.norm = norm);
    }

    /** The same with other biases. */
    public DecoderConfiguration biases(Biases biases) {
        return with(parts -> parts.biases = biases);
    }

    /** The same with queries and keys normalised. */
    public DecoderConfiguration queriesAndKeysNormed() {
        return with(parts -> parts.queryKeyNorm = true);
    }

    /** The same with a last map of its own, or the embedding's. */
    public DecoderConfiguration tied(Tying tying) {
        return with(parts -> parts.tied = tying == Tying.TIED);
    }

    /** The same with other dropout. */
    public DecoderConfiguration dropouts(Dropouts dropouts) {
        return with(parts -> parts.dropouts = dropouts);
    }

    /** How many parameters the model has; worked out, so that no memory is taken. */
    public long parameterCount() {
        long embeddings = vocabulary * width * (tied ? 1 : 2);
        long places = positions == PositionKind.LEARNED ? context * width : 0;
        return embeddings + places + layers * design().parameters(false) + norm.parameters(width);
    }

    LayerDesign design() {
        Initializer rule = Transformers.gpt2();
        boolean gpt = names == Names.GPT2;
        return new LayerDesign(
                width,
                heads,
                1 / Math.sqrt((double) heads.width()),
                queryKeyNorm,
                hidden,
                feedForward,
                norm,
                LayerDesign.Order.BEFORE,
                biases,
                dropouts,
                gpt ? LayerNames.GPT2 : LayerNames.LLAMA,
                gpt ? Projection.Orientation.INPUTS_FIRST : Projection.Orientation.OUTPUTS_FIRST,
                LayerDesign.Rules.residual(rule, Transformers.gpt2Residual(layers)));
    }

    Rotary rotary() {
        return new Rotary(heads.width(), rotaryBase, RotaryLayout.HALVES, rotaryScaling);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(Settings.ordered(
                entry("names", lower(names)),
                entry("vocabulary", vocabulary),
                entry("width", width),
                entry("layers", layers),
                entry("heads", heads.count()),
                entry("key_value_heads", heads.keyValueCount()),
                entry("head_width", heads.width()),
                entry("hidden", hidden),
                entry("context", context),
                entry("positions", lower(positions)),
                entry("rotary_base", rotaryBase),
                entry("feed_forward", lower(feedForward)),
                entry("norm", lower(norm.kind())),
                entry("epsilon", norm.epsilon()),
                entry("biases", lower(biases)),
                entry("query_key_norm", queryKeyNorm),
                entry("tied", tied),
                entry("dropout", dropouts.hidden()),
                entry("attention_dropout", dropouts.attention())));
        map.putAll(RotaryScalings.toMap(rotaryScaling));
        return Collections.unmodifiableMap(map);
    }

    static DecoderConfiguration of(Settings settings) {
        return new DecoderConfiguration(
                settings.choice("names", Names.class),
                settings.integer("vocabulary"),
                settings.integer("width"),
                Sizes.small(settings.integer("layers")),
                new Heads(
                        Sizes.small(settings.integer("heads")),
                        Sizes.small(settings.integer("key_value_heads")),
                        settings.integer("head_width")),
                settings.integer("hidden"),
                settings.integer("context"),
                settings.choice("positions", PositionKind.class),
                settings.number("rotary_base"),
                RotaryScalings.of(settings),
                settings.choice("feed_forward", FeedForward.class),
                new Norm(settings.choice("norm", Norm.Kind.class), settings.number("epsilon")),
                settings.choice("biases", Biases.class),
                settings.flag("query_key_norm"),
                settings.flag("tied"),
                new Dropouts(settings.number("dropout"), settings.number("attention_dropout")));
    }

    private static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
