package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.nn.Layer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Models by name, and by the {@code config.json} that Hugging Face puts beside weights. */
public final class TextConfigurations {
    private static final List<String> TYPES =
            List.of("bert", "roberta", "xlm-roberta", "distilbert", "gpt2", "llama", "mistral", "qwen2", "qwen3", "t5");

    private TextConfigurations() {}

    /** The names that {@link #build} knows. */
    public static List<String> labels() {
        return Stream.of(EncoderConfiguration.labels(), DecoderConfiguration.labels(), TranslatorConfiguration.labels())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * A new model of a name: an encoder with its pooler, a language model, or an encoder and decoder.
     *
     * @throws InputException when the name is not known; it suggests the nearest
     */
    public static Layer build(String name) {
        if (EncoderConfiguration.labels().contains(name)) {
            return TextEncoder.pooled(EncoderConfiguration.of(name));
        }
        if (DecoderConfiguration.labels().contains(name)) {
            return CausalTransformer.of(DecoderConfiguration.of(name));
        }
        if (TranslatorConfiguration.labels().contains(name)) {
            return TransformerTranslator.of(TranslatorConfiguration.of(name));
        }
        throw new InputException(Spelling.unknown("text model", name, labels()));
    }

    /**
     * An encoder's configuration.
     *
     * @param file a {@code config.json} of BERT, RoBERTa or DistilBERT
     * @throws InputException when it is of another kind, or has what we do not; it says what
     */
    public static EncoderConfiguration encoder(Path file) {
        ConfigurationFile json = ConfigurationFile.read(file);
        String type = json.modelType();
        if (type.equals("distilbert")) {
            requireFunction(json, json.text("activation", "gelu"), "gelu");
            return new EncoderConfiguration(
                    EncoderConfiguration.Names.DISTILBERT,
                    json.whole("vocab_size"),
                    json.whole("dim"),
                    json.small("n_layers"),
                    json.small("n_heads"),
                    json.whole("hidden_dim"),
                    json.whole("max_position_embeddings", 512),
                    0,
                    json.whole("pad_token_id", 0),
                    1e-12,
                    new Dropouts(json.number("dropout", 0.1), json.number("attention_dropout", 0.1)));
        }
        boolean roberta = type.equals("roberta") || type.equals("xlm-roberta");
        if (!roberta && !type.equals("bert")) {
            throw otherKind(json, "encoder", List.of("bert", "roberta", "xlm-roberta", "distilbert"));
        }
        requireFunction(json, json.text("hidden_act", "gelu"), "gelu");
        requireText(json, "position_embedding_type", "absolute");
        return new EncoderConfiguration(
                roberta ? EncoderConfiguration.Names.ROBERTA : EncoderConfiguration.Names.BERT,
                json.whole("vocab_size"),
                json.whole("hidden_size"),
                json.small("num_hidden_layers"),
                json.small("num_attention_heads"),
                json.whole("intermediate_size"),
                json.whole("max_position_embeddings"),
                json.whole("type_vocab_size", 2),
                json.whole("pad_token_id", roberta ? 1 : 0),
                json.number("layer_norm_eps", 1e-12),
                new Dropouts(
                        json.number("hidden_dropout_prob", 0.1), json.number("attention_probs_dropout_prob", 0.1)));
    }

    /**
     * A language model's configuration.
     *
     * @param file a {@code config.json} of GPT-2, Llama, Qwen 2 or 3
     * @throws InputException when it is of another kind, or has what we do not; it says what
     */
    public static DecoderConfiguration decoder(Path file) {
        ConfigurationFile json = ConfigurationFile.read(file);
        String type = json.modelType();
        if (type.equals("gpt2")) {
            return gpt2(json);
        }
        if (!List.of("llama", "mistral", "qwen2", "qwen3").contains(type)) {
            throw otherKind(json, "language model", List.of("gpt2", "llama", "mistral", "qwen2", "qwen3"));
        }
        requireFunction(json, json.text("hidden_act", "silu"), "silu");
        InputException.require(
                !json.flag("mlp_bias", false), () -> json.where() + ": models with \"mlp_bias\" are not supported.");
        long width = json.whole("hidden_size");
        int heads = json.small("num_attention_heads");
        InputException.require(
                heads > 0, () -> json.where() + ": \"num_attention_heads\" must be above 0, but is " + heads + ".");
        boolean biased = type.equals("qwen2") || json.flag("attention_bias", false);
        InputException.require(
                !biased || type.equals("qwen2"),
                () -> json.where() + ": models of this kind with \"attention_bias\" are not supported.");
        return new DecoderConfiguration(
                DecoderConfiguration.Names.LLAMA,
                json.whole("vocab_size"),
                width,
                json.small("num_hidden_layers"),
                new Heads(heads, json.small("num_key_value_heads", heads), json.whole("head_dim", width / heads)),
                json.whole("intermediate_size"),
                json.whole("max_position_embeddings", 2048),
                DecoderConfiguration.PositionKind.ROTARY,
                json.number("rope_theta", 10_000),
                scaling(json),
                FeedForward.SWIGLU,
                new Norm(Norm.Kind.ROOT_MEAN_SQUARE, json.number("rms_norm_eps", 1e-6)),
                biased ? Biases.QUERIES_KEYS_VALUES : Biases.NONE,
                type.equals("qwen3"),
                json.flag("tie_word_embeddings", false),
                new Dropouts(0, json.number("attention_dropout", 0)));
    }

    private static DecoderConfiguration gpt2(ConfigurationFile json) {
        requireFunction(json, json.text("activation_function", "gelu_new"), "gelu_new");
        long width = json.whole("n_embd");
        return DecoderConfiguration.gpt2(json.whole("vocab_size"), width, json.small("n_layer"), json.small("n_head"))
                .context(json.whole("n_positions", 1024))
                .feedForward(FeedForward.GELU_TANH, json.whole("n_inner", 4 * width))
                .norm(new Norm(Norm.Kind.LAYER, json.number("layer_norm_epsilon", 1e-5)))
                .dropouts(new Dropouts(json.number("resid_pdrop", 0.1), json.number("attn_pdrop", 0.1)));
    }

    private static RotaryScaling scaling(ConfigurationFile json) {
        if (!json.has("rope_scaling")) {
            return new RotaryScaling.None();
        }
        ConfigurationFile scaling = json.object("rope_scaling");
        String kind = scaling.has("rope_type") ? scaling.text("rope_type") : scaling.text("type");
        return switch (kind) {
            case "default" -> new RotaryScaling.None();
            case "linear" -> new RotaryScaling.Linear(scaling.number("factor"));
            case "yarn" ->
                new RotaryScaling.Yarn(
                        scaling.number("factor"),
                        scaling.whole("original_max_position_embeddings", json.whole("max_position_embeddings", 2048)));
            case "llama3" ->
                new RotaryScaling.Llama3(
                        scaling.number("factor"),
                        scaling.number("low_freq_factor"),
                        scaling.number("high_freq_factor"),
                        scaling.whole("original_max_position_embeddings"));
            default ->
                throw new InputException(Spelling.unknown(
                        "scaling of rotary positions in " + json.where(),
                        kind,
                        List.of("default", "linear", "yarn", "llama3")));
        };
    }

    /**
     * An encoder's and decoder's configuration.
     *
     * @param file a {@code config.json} of T5 or flan-T5
     * @throws InputException when it is of another kind, or has what we do not; it says what
     */
    public static TranslatorConfiguration translator(Path file) {
        ConfigurationFile json = ConfigurationFile.read(file);
        if (!json.modelType().equals("t5")) {
            throw otherKind(json, "encoder and decoder", List.of("t5"));
        }
        String function = json.text("feed_forward_proj", "relu");
        InputException.require(
                function.equals("relu") || function.equals("gated-gelu"),
                () -> json.where() + ": \"feed_forward_proj\" must be relu or gated-gelu, but is " + function + ".");
        requireWhole(json, "relative_attention_num_buckets", TranslatorConfiguration.BUCKETS);
        requireWhole(json, "relative_attention_max_distance", TranslatorConfiguration.LONGEST_DISTANCE);
        int heads = json.small("num_heads");
        int layers = json.small("num_layers");
        TranslatorConfiguration plain = TranslatorConfiguration.t5(
                json.whole("vocab_size"), json.whole("d_model"), layers, heads, json.whole("d_ff"));
        TranslatorConfiguration read = new TranslatorConfiguration(
                plain.kind(),
                plain.vocabulary(),
                plain.width(),
                layers,
                json.small("num_decoder_layers", layers),
                new Heads(heads, heads, json.whole("d_kv", 64)),
                plain.hidden(),
                plain.context(),
                function.equals("relu") ? FeedForward.RELU : FeedForward.GEGLU,
                json.flag("tie_word_embeddings", true),
                json.whole("pad_token_id", 0),
                json.whole("decoder_start_token_id", 0),
                Dropouts.of(json.number("dropout_rate", 0.1)));
        return read;
    }

    private static void requireWhole(ConfigurationFile json, String name, long expected) {
        long value = json.whole(name, expected);
        InputException.require(
                value == expected,
                () -> json.where() + ": \"" + name + "\" must be " + expected + ", but is " + value + ".");
    }

    private static void requireText(ConfigurationFile json, String name, String expected) {
        String value = json.text(name, expected);
        InputException.require(
                value.equals(expected),
                () -> json.where() + ": \"" + name + "\" must be " + expected + ", but is " + value + ".");
    }

    private static void requireFunction(ConfigurationFile json, String given, String expected) {
        InputException.require(
                given.equals(expected),
                () -> json.where() + ": the activation must be " + expected + ", but is " + given + ".");
    }

    private static InputException otherKind(ConfigurationFile json, String wanted, List<String> kinds) {
        String type = json.modelType();
        return new InputException(json.where() + " describes "
                + (TYPES.contains(type)
                        ? "a " + type + ", which is no " + wanted
                        : "a \"" + type + "\", which we have not")
                + ". Expected one of " + String.join(", ", kinds) + ".");
    }
}
