package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Settings;
import ai.vivace.nn.Stochastic;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An encoder and a decoder that attends to it (Vaswani 2017, and T5, Raffel 2019).
 *
 * <p>State names are Hugging Face's: T5's {@code shared.weight}, {@code encoder.block.0.layer.0.SelfAttention.q.weight}, …; for the first
 * transformer Marian's {@code model.shared.weight}, {@code model.encoder.layers.0.self_attn.q_proj.weight}, ….
 */
public final class TransformerTranslator extends Layer implements Translator, Stochastic, TiedNames {
    private final TranslatorConfiguration configuration;
    private final Embedding tokens;
    private final Parameter tokenWeight;
    private final Half encoder;
    private final Half decoder;
    private final @Nullable Projection head;

    /** One of the two halves. */
    private record Half(
            List<TransformerLayer> layers,
            @Nullable UnaryLayer norm,
            @Nullable RelativeBuckets buckets,
            @Nullable Parameter distances) {}

    /** A model of a configuration. */
    public static TransformerTranslator of(TranslatorConfiguration configuration) {
        return new TransformerTranslator(configuration);
    }

    static TransformerTranslator build(Settings settings) {
        return of(TranslatorConfiguration.of(settings));
    }

    private TransformerTranslator(TranslatorConfiguration configuration) {
        this.configuration = configuration;
        boolean t5 = configuration.kind() == TranslatorConfiguration.Kind.T5;
        long width = configuration.width();
        Embedding shared = Embedding.of(configuration.vocabulary(), width, configuration.embeddingRule());
        if (t5) {
            tokens = child("shared", shared);
            encoder = half(child("encoder", new Branching.Branch()), TranslatorConfiguration.Side.ENCODER, "block.");
            decoder = half(child("decoder", new Branching.Branch()), TranslatorConfiguration.Side.DECODER, "block.");
        } else {
            Branching model = child("model", new Branching.Branch());
            tokens = model.place("shared", shared);
            encoder = half(model, TranslatorConfiguration.Side.ENCODER, "encoder.layers.");
            decoder = half(model, TranslatorConfiguration.Side.DECODER, "decoder.layers.");
        }
        tokenWeight = tokens.parameter("weight");
        head = configuration.tied()
                ? null
                : child(
                        "lm_head",
                        new Projection(
                                width,
                                configuration.vocabulary(),
                                Projection.Orientation.OUTPUTS_FIRST,
                                Transformers.t5In(width),
                                null));
    }

    private Half half(Branching parent, TranslatorConfiguration.Side side, String path) {
        boolean t5 = configuration.kind() == TranslatorConfiguration.Kind.T5;
        boolean decoding = side == TranslatorConfiguration.Side.DECODER;
        int depth = decoding ? configuration.decoderLayers() : configuration.encoderLayers();
        LayerDesign design = configuration.design(side);
        List<TransformerLayer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(
                    parent.place(path + i, decoding ? TransformerLayer.crossing(design) : TransformerLayer.of(design)));
        }
        String above = path.substring(0, path.indexOf('.') + 1);
        String last = t5 ? "final_layer_norm" : above + "layer_norm";
        UnaryLayer norm = configuration.kind() == TranslatorConfiguration.Kind.ORIGINAL
                ? null
                : parent.place(last, configuration.norm().layer(configuration.width()));
        if (!t5) {
            return new Half(layers, norm, null, null);
        }
        RelativeBuckets buckets = new RelativeBuckets(
                TranslatorConfiguration.BUCKETS,
                TranslatorConfiguration.LONGEST_DISTANCE,
                decoding ? RelativeBuckets.Reach.BACK : RelativeBuckets.Reach.BOTH_WAYS);
        Embedding distances = layers.get(0)
                .place(
                        "layer.0.SelfAttention.relative_attention_bias",
                        Embedding.of(
                                buckets.count(),
                                configuration.heads().count(),
                                Transformers.t5In(configuration.width())));
        return new Half(layers, norm, buckets, distances.parameter("weight"));
    }

    /** What it is. */
    public TranslatorConfiguration configuration() {
        return configuration;
    }

    @Override
    public long vocabulary() {
        return configuration.vocabulary();
    }

    @Override
    public long padding() {
        return configuration.padding();
    }

    @Override
    public long start() {
        return configuration.start();
    }

    /** The mask by which the padding's token is not attended to. */
    public AttentionMask withoutPadding(Tensor source) {
        return AttentionMask.attending(source.ne((double) configuration.padding()));
    }

    /**
     * What the encoder gives for a text, [N, S, width].
     *
     * @param source int64 [N, S]
     */
    public Tensor encoded(Tensor source, AttentionMask mask) {
        TokenBatches.check(source, configuration.context());
        long length = source.size(1);
        Tensor x = embedded(source, 0);
        Pass pass = Pass.of(mask, length, length, bias(encoder, length, length), null, source);
        for (TransformerLayer layer : encoder.layers()) {
            x = layer.forward(x, pass, null);
        }
        return normed(encoder, x);
    }

    @Override
    public Tensor logits(Tensor source, AttentionMask sourceMask, Tensor shifted) {
        return headed(decoded(shifted, encoded(source, sourceMask), crossMask(sourceMask, source), null));
    }

    @Nullable
    Tensor crossMask(AttentionMask mask, Tensor source) {
        return mask.sources()
                .map(sources -> sources.reshape(source.size(0), 1, 1, source.size(1)))
                .orElse(null);
    }

    /** What the decoder gives for the last tokens of an answer. */
    Tensor decoded(Tensor answer, Tensor memory, @Nullable Tensor memoryMask, @Nullable KeyValueCache cache) {
        TokenBatches.check(answer, configuration.context());
        long targets = answer.size(1);
        long before = cache == null ? 0 : cache.length();
        long length = before + targets;
        InputException.require(
                length <= configuration.context(),
                () -> "The answer has " + length + " tokens, but the model writes at most " + configuration.context()
                        + ".");
        Tensor x = embedded(answer, before);
        Pass pass =
                Pass.of(AttentionMask.all().causal(), targets, length, bias(decoder, targets, length), null, answer);
        for (int i = 0; i < decoder.layers().size(); i++) {
            x = decoder.layers().get(i).forward(x, pass, cache == null ? null : cache.layer(i), memory, memoryMask);
        }
        if (cache != null) {
            cache.advanced(targets);
        }
        return normed(decoder, x);
    }

    private Tensor embedded(Tensor input, long before) {
        Tensor x = tokens.apply(input);
        if (configuration.kind() != TranslatorConfiguration.Kind.T5) {
            Tensor places = Positions.range(before, input.size(1), input);
            x = x.mul(Math.sqrt((double) configuration.width()))
                    .add(Positions.sinusoids(places, configuration.width()));
        }
        return dropped(x);
    }

    private Tensor dropped(Tensor x) {
        return configuration.dropouts().hiddenDropped(x, this);
    }

    private static @Nullable Tensor bias(Half half, long targets, long length) {
        RelativeBuckets buckets = half.buckets();
        if (buckets == null) {
            return null;
        }
        Tensor weight = Objects.requireNonNull(half.distances()).value();
        Tensor classes = buckets.between(targets, length).to(weight.device());
        return Functional.embedding(weight, classes, -1).permute(2, 0, 1).unsqueeze(0);
    }

    private Tensor normed(Half half, Tensor x) {
        UnaryLayer norm = half.norm();
        Tensor result = norm == null ? x : norm.apply(x);
        return configuration.kind() == TranslatorConfiguration.Kind.T5 ? dropped(result) : result;
    }

    Tensor headed(Tensor hidden) {
        if (head != null) {
            return head.apply(hidden);
        }
        Tensor scaled = configuration.kind() == TranslatorConfiguration.Kind.T5
                ? hidden.mul(1 / Math.sqrt((double) configuration.width()))
                : hidden;
        return Functional.linear(scaled, tokenWeight.value(), null);
    }

    @Override
    public Decoding begin(Tensor source, AttentionMask mask) {
        return TranslatorDecoding.begin(this, source, mask);
    }

    @Override
    public Map<String, String> ties() {
        boolean t5 = configuration.kind() == TranslatorConfiguration.Kind.T5;
        String own = t5 ? "shared.weight" : "model.shared.weight";
        String parent = t5 ? "" : "model.";
        Map<String, String> ties = new LinkedHashMap<>();
        ties.put(parent + "encoder.embed_tokens.weight", own);
        ties.put(parent + "decoder.embed_tokens.weight", own);
        if (configuration.tied()) {
            ties.put("lm_head.weight", own);
        }
        return ties;
    }

    @Override
    public Map<String, Object> settings() {
        return configuration.toMap();
    }
}
