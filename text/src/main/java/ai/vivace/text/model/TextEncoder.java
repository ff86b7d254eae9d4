package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializers;
import ai.vivace.init.Transformers;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.LayerNorm;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Settings;
import ai.vivace.nn.Stochastic;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An encoder: from tokens, int64 [N, T], to features of each in its text, [N, T, width] (BERT, Devlin 2018).
 *
 * <p>State names are Hugging Face's: {@code embeddings.word_embeddings.weight}, {@code encoder.layer.0.attention.self.query.weight}, …, and
 * {@code pooler.dense} where there is a pooler; DistilBERT's are its own.
 */
public final class TextEncoder extends UnaryLayer implements Stochastic {
    private final EncoderConfiguration configuration;
    private final Embedding words;
    private final Parameter wordWeight;
    private final Embedding places;
    private final @Nullable Embedding types;
    private final LayerNorm norm;
    private final List<TransformerLayer> layers = new ArrayList<>();
    private final @Nullable Projection pooler;

    /** An encoder without a pooler, as for sentence vectors and for filling in tokens. */
    public static TextEncoder of(EncoderConfiguration configuration) {
        return new TextEncoder(configuration, false);
    }

    /** An encoder with a pooler, which BERT's classifiers read. */
    public static TextEncoder pooled(EncoderConfiguration configuration) {
        return new TextEncoder(configuration, true);
    }

    static TextEncoder build(Settings settings) {
        return new TextEncoder(EncoderConfiguration.of(settings), settings.flag("pooler"));
    }

    private TextEncoder(EncoderConfiguration configuration, boolean pooled) {
        this.configuration = configuration;
        long width = configuration.width();
        Branching embeddings = child("embeddings", new Branching.Branch());
        words = embeddings.place(
                "word_embeddings",
                Embedding.of(configuration.vocabulary(), width, configuration.padding(), Transformers.gpt2()));
        wordWeight = words.parameter("weight");
        places = embeddings.place(
                "position_embeddings", Embedding.of(configuration.context(), width, Transformers.gpt2()));
        types = configuration.types() > 0
                ? embeddings.place(
                        "token_type_embeddings", Embedding.of(configuration.types(), width, Transformers.gpt2()))
                : null;
        norm = embeddings.place("LayerNorm", LayerNorm.of(Shape.of(width), configuration.epsilon()));
        String path = configuration.names().layers();
        Branching stack = child(path.substring(0, path.indexOf('.')), new Branching.Branch());
        LayerDesign design = configuration.design();
        for (int i = 0; i < configuration.layers(); i++) {
            layers.add(stack.place("layer." + i, TransformerLayer.of(design)));
        }
        pooler = pooled
                ? child("pooler", new Branching.Branch())
                        .place(
                                "dense",
                                new Projection(
                                        width,
                                        width,
                                        Projection.Orientation.OUTPUTS_FIRST,
                                        Transformers.gpt2(),
                                        Initializers.zeros()))
                : null;
    }

    /** What it is. */
    public EncoderConfiguration configuration() {
        return configuration;
    }

    /** The mask by which the padding's token is not attended to. */
    public AttentionMask withoutPadding(Tensor tokens) {
        return AttentionMask.attending(tokens.ne((double) configuration.padding()));
    }

    /** The features of tokens, of which the padding's are not attended to. */
    @Override
    protected Tensor forward(Tensor input) {
        return hidden(input, withoutPadding(input));
    }

    /** The features of tokens that are all of the first type. */
    public Tensor hidden(Tensor tokens, AttentionMask mask) {
        return hidden(tokens, null, mask);
    }

    /**
     * The features of tokens.
     *
     * @param tokenTypes int64 [N, T]: which segment each token is of; null for the first
     */
    public Tensor hidden(Tensor tokens, @Nullable Tensor tokenTypes, AttentionMask mask) {
        TokenBatches.check(tokens, configuration.longest());
        Tensor x = words.apply(tokens).add(places.apply(positions(tokens)));
        if (types != null) {
            Tensor kinds = tokenTypes == null ? Tensor.ofLongs(0).to(tokens.device()) : tokenTypes;
            x = x.add(types.apply(kinds));
        } else {
            InputException.require(
                    tokenTypes == null, () -> "This encoder does not tell types of tokens apart. Give none.");
        }
        x = configuration.dropouts().hiddenDropped(norm.apply(x), this);
        long length = tokens.size(1);
        Pass pass = Pass.of(mask, length, length, null, null, tokens);
        for (TransformerLayer layer : layers) {
            x = layer.forward(x, pass, null);
        }
        return x;
    }

    /** RoBERTa counts from behind the padding's number, and gives padding that number itself. */
    private Tensor positions(Tensor tokens) {
        if (configuration.names() != EncoderConfiguration.Names.ROBERTA) {
            return Positions.range(0, tokens.size(1), tokens);
        }
        Tensor real = tokens.ne((double) configuration.padding()).to(tokens.dtype());
        Tensor first = Tensor.ofLongs(configuration.padding()).to(tokens.device());
        return real.cumulativeSum(1).mul(real).add(first);
    }

    /**
     * What classifiers read: the first token's features after a linear map and tanh.
     *
     * @param hidden [N, T, width]
     * @return [N, width]
     * @throws InputException when the encoder has no pooler
     */
    public Tensor pooled(Tensor hidden) {
        Projection map = pooler;
        if (map == null) {
            throw new InputException("This encoder has no pooler. Make it with TextEncoder.pooled.");
        }
        return map.apply(hidden.select(1, 0)).tanh();
    }

    /**
     * Vectors of sentences: the mean of the tokens that count, of length 1. What models such as MiniLM are trained for; the similarity of two
     * sentences is the product of their vectors.
     *
     * @return [N, width]; zeros for a text without a token that counts
     */
    public Tensor sentences(Tensor tokens, AttentionMask mask) {
        Tensor mean = TextPooling.MEAN.apply(hidden(tokens, mask), mask);
        Tensor length =
                mean.square().sum(1).sqrt().clamp(1e-12, Float.MAX_VALUE).unsqueeze(1);
        return mean.div(length);
    }

    /** The tokens' vectors, which heads that fill in tokens share. */
    Tensor wordWeight() {
        return wordWeight.value();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(configuration.toMap());
        settings.putAll(Settings.ordered(entry("pooler", pooler != null)));
        return settings;
    }
}
