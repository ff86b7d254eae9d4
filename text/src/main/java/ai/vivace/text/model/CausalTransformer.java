package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Settings;
import ai.vivace.nn.Stochastic;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A language model: from tokens, int64 [N, T], to the logits of each one's successor, [N, T, vocabulary] (GPT, Llama).
 *
 * <p>State names are Hugging Face's for models with a head: {@code transformer.wte.weight}, {@code transformer.h.0.attn.c_attn.weight}, … of
 * GPT-2, {@code model.embed_tokens.weight}, {@code model.layers.0.self_attn.q_proj.weight}, … of Llama, and {@code lm_head.weight} unless the
 * head is the embedding's. {@link TextWeights} loads files with or without the first part of the names.
 */
public final class CausalTransformer extends UnaryLayer implements Generative, DeferredHead, Stochastic, TiedNames {
    private final DecoderConfiguration configuration;
    private final Embedding tokens;
    private final Parameter tokenWeight;
    private final @Nullable Embedding places;
    private final List<TransformerLayer> layers = new ArrayList<>();
    private final UnaryLayer norm;
    private final @Nullable Projection head;
    private boolean headDeferred;

    /** A model of a configuration. */
    public static CausalTransformer of(DecoderConfiguration configuration) {
        return new CausalTransformer(configuration);
    }

    static CausalTransformer build(Settings settings) {
        return of(DecoderConfiguration.of(settings));
    }

    private CausalTransformer(DecoderConfiguration configuration) {
        this.configuration = configuration;
        boolean gpt = configuration.names() == DecoderConfiguration.Names.GPT2;
        long width = configuration.width();
        Branching stem = child(gpt ? "transformer" : "model", new Branching.Branch());
        tokens = stem.place(
                gpt ? "wte" : "embed_tokens", Embedding.of(configuration.vocabulary(), width, Transformers.gpt2()));
        tokenWeight = tokens.parameter("weight");
        places = configuration.positions() == DecoderConfiguration.PositionKind.LEARNED
                ? stem.place(
                        gpt ? "wpe" : "embed_positions",
                        Embedding.of(configuration.context(), width, Transformers.gpt2()))
                : null;
        LayerDesign design = configuration.design();
        for (int i = 0; i < configuration.layers(); i++) {
            layers.add(stem.place((gpt ? "h." : "layers.") + i, TransformerLayer.of(design)));
        }
        norm = stem.place(gpt ? "ln_f" : "norm", configuration.norm().layer(width));
        head = configuration.tied()
                ? null
                : child(
                        "lm_head",
                        new Projection(
                                width,
                                configuration.vocabulary(),
                                Projection.Orientation.OUTPUTS_FIRST,
                                Transformers.gpt2(),
                                null));
    }

    /** What it is. */
    public DecoderConfiguration configuration() {
        return configuration;
    }

    @Override
    public long vocabulary() {
        return configuration.vocabulary();
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor hidden = hidden(input, AttentionMask.all());
        return givesFeatures() ? hidden : headed(hidden);
    }

    /**
     * The logits of each token's successor.
     *
     * @param input int64 [N, T]
     * @param mask which tokens count; that tokens see only those before them goes without saying
     * @return [N, T, vocabulary]
     */
    public Tensor logits(Tensor input, AttentionMask mask) {
        return headed(hidden(input, mask));
    }

    /**
     * The features of each token after the last normalisation, from which the head makes logits.
     *
     * @return [N, T, width]
     */
    public Tensor hidden(Tensor input, AttentionMask mask) {
        return hidden(input, mask, null, positions(input, mask));
    }

    private static Tensor positions(Tensor input, AttentionMask mask) {
        return mask.sources().map(Positions::counted).orElseGet(() -> Positions.range(0, input.size(1), input));
    }

    Tensor hidden(Tensor input, AttentionMask mask, @Nullable KeyValueCache cache, Tensor positions) {
        TokenBatches.check(input, configuration.context());
        long targets = input.size(1);
        long length = targets + (cache == null ? 0 : cache.length());
        InputException.require(
                length <= configuration.context(),
                () -> "The text has " + length + " tokens, but the model reads at most " + configuration.context()
                        + ". Cut it.");
        Tensor x = tokens.apply(input);
        if (places != null) {
            x = x.add(places.apply(positions));
        } else if (configuration.positions() == DecoderConfiguration.PositionKind.SINUSOIDAL) {
            x = x.add(Positions.sinusoids(positions, configuration.width()));
        }
        x = configuration.dropouts().hiddenDropped(x, this);
        Rotation rotation = configuration.positions() == DecoderConfiguration.PositionKind.ROTARY
                ? configuration.rotary().at(positions)
                : null;
        Tensor bias = configuration.positions() == DecoderConfiguration.PositionKind.ALIBI
                ? Positions.alibi(configuration.heads().count(), targets, length)
                        .to(input.device())
                : null;
        Pass pass = Pass.of(mask.causal(), targets, length, bias, rotation, input);
        for (int i = 0; i < layers.size(); i++) {
            x = layers.get(i).forward(x, pass, cache == null ? null : cache.layer(i));
        }
        if (cache != null) {
            cache.advanced(targets);
        }
        return norm.apply(x);
    }

    /** The tokens' vectors; their device is the model's. */
    Tensor tokenWeight() {
        return tokenWeight.value();
    }

    Tensor headed(Tensor hidden) {
        return head == null ? Functional.linear(hidden, tokenWeight.value(), null) : head.apply(hidden);
    }

    @Override
    public void deferHead() {
        headDeferred = true;
    }

    /** {@inheritDoc} Not while a low-rank map is added to the head. */
    @Override
    public boolean givesFeatures() {
        return headDeferred && isTraining() && (head == null || !head.isAdapted());
    }

    @Override
    public Tensor headWeight() {
        return head == null ? tokenWeight.value() : head.weight();
    }

    @Override
    public @Nullable Tensor headBias() {
        return null;
    }

    @Override
    public Decoding begin(Tensor prompt, AttentionMask mask) {
        return CausalDecoding.begin(this, prompt, mask);
    }

    @Override
    public Map<String, String> ties() {
        String own = configuration.names() == DecoderConfiguration.Names.GPT2
                ? "transformer.wte.weight"
                : "model.embed_tokens.weight";
        return configuration.tied() ? Map.of("lm_head.weight", own) : Map.of();
    }

    @Override
    public Map<String, Object> settings() {
        return configuration.toMap();
    }
}
